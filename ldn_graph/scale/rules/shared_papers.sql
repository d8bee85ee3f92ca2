-- One row an identifier of a source that bears on a claim and shares it with another: they are one paper.
WITH keyed AS (
    SELECT k.source, k.key
    FROM source_keys AS k
    JOIN (SELECT DISTINCT source FROM line_weights) AS b ON b.source = k.source
    WHERE k.paper
), repeated AS (
    SELECT key FROM keyed GROUP BY key HAVING COUNT(*) > 1
)
SELECT k.source, k.key
FROM keyed AS k
JOIN repeated AS r ON r.key = k.key
ORDER BY k.source, k.key
