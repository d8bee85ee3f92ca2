-- One row for findings of `told_findings` that say the same of several claims: how many, and the first of the claims.
-- Of very many only those whose first finding comes first.
WITH blocks AS (
    SELECT message, remedy, COUNT(*) AS findings, MIN(nth) AS nth FROM told_findings GROUP BY message, remedy
), numbered AS (
    SELECT message, remedy, findings, ROW_NUMBER() OVER (ORDER BY nth) AS block FROM blocks
), shown AS (
    SELECT * FROM numbered WHERE block <= $shown
), claims_of AS (
    SELECT s.block, t.id, t.nth, ROW_NUMBER() OVER (PARTITION BY s.block ORDER BY t.nth) AS place
    FROM told_findings AS t
    JOIN shown AS s ON s.message = t.message AND s.remedy = t.remedy
), named AS (
    SELECT block, STRING_AGG(id, ' ' ORDER BY nth) AS claims FROM claims_of WHERE place <= $named GROUP BY block
)
SELECT s.message, s.remedy, n.claims, s.findings
FROM shown AS s
JOIN named AS n ON n.block = s.block
ORDER BY s.block
