-- One row a claim that is asked for, by its status, by its flags and by its condition or a broader one, where any are
-- asked for.
WITH on_condition AS (
    SELECT e.number AS entity FROM entities AS e JOIN asked_conditions AS a ON a.iri = e.iri
    UNION
    SELECT b.entity FROM broader AS b JOIN asked_conditions AS a ON a.iri = b.iri
), flagged AS (
    SELECT DISTINCT r.claim FROM raised AS r JOIN asked_flags AS a ON a.flag = r.flag
)
SELECT c.number, c.id
FROM claims AS c
JOIN claim_facts AS f ON f.claim = c.number
WHERE (NOT EXISTS (SELECT 1 FROM asked_statuses) OR f.status IN (SELECT status FROM asked_statuses))
    AND (NOT EXISTS (SELECT 1 FROM asked_flags) OR c.number IN (SELECT claim FROM flagged))
    AND (NOT EXISTS (SELECT 1 FROM asked_conditions) OR c.condition IN (SELECT entity FROM on_condition))
