-- One row a claim against which indirect evidence speaks.
SELECT
    claim,
    0 AS place,
    'Warning' AS severity,
    CONCAT('indirect evidence speaks against it: ', names) AS message,
    'mention it, or record direct evidence that settles the matter' AS remedy,
    triples AS because
FROM flag_texts
WHERE flag = 'indirect-against'
