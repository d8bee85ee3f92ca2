-- One row a claim with lines whose directness nobody judged, which count as direct.
SELECT
    claim,
    0 AS place,
    'Info' AS severity,
    CONCAT('directness not judged, so these count as direct: ', names) AS message,
    'read them, and set ldn:directness (in a table, the column directness)' AS remedy,
    triples AS because
FROM flag_texts
WHERE flag = 'directness-unrated'
