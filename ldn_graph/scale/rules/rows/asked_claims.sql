-- One row a claim that is asked for, by its status, by its flags and by its condition or a broader one, where any are
-- asked for.
WITH flagged AS (
    SELECT DISTINCT r.claim FROM raised AS r JOIN asked_flags AS a ON a.flag = r.flag
)
SELECT c.number, c.id
FROM claims AS c
JOIN claim_facts AS f ON f.claim = c.number
WHERE (NOT EXISTS (SELECT 1 FROM asked_statuses) OR f.status IN (SELECT status FROM asked_statuses))
    AND (NOT EXISTS (SELECT 1 FROM asked_flags) OR c.number IN (SELECT claim FROM flagged))
    AND (NOT EXISTS (SELECT 1 FROM asked_conditions) OR c.condition IN (SELECT entity FROM asked_entities))
