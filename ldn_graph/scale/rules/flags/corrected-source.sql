-- One row a claim that has a line that counts of a source that was corrected.
SELECT
    n.claim,
    0 AS place,
    'Info' AS severity,
    'it was corrected: ' || n.names AS message,
    'read the correction, and whether it touches the line' AS remedy,
    n.because
FROM noticed_sources AS n
WHERE n.standing = 'corrected'
