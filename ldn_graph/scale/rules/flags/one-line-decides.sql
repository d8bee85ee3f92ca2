-- One row a claim whose status would be another without one line.
SELECT
    claim,
    0 AS place,
    'Info' AS severity,
    CONCAT('the loss of one line changes the status: ', notes) AS message,
    'look for evidence that does not hang on it' AS remedy,
    triples AS because
FROM flag_texts
WHERE flag = 'one-line-decides'
