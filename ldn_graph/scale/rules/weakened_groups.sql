-- One row a source that reported one study with a source that is left out, which it may do no longer: whether it still
-- bears on a claim.
WITH weakened AS (
    SELECT DISTINCT s.study
    FROM sources AS s
    JOIN removed AS r ON r.source = s.number
), bearing AS (
    SELECT DISTINCT source FROM lines
)
SELECT s.number AS source, s.iri, b.source IS NOT NULL AND r.source IS NULL AS bears
FROM sources AS s
JOIN weakened AS w ON w.study = s.study
LEFT JOIN bearing AS b ON b.source = s.number
LEFT JOIN removed AS r ON r.source = s.number
ORDER BY s.number
