-- One row a claim that has a line that counts of a source whose publisher doubts it.
SELECT
    n.claim,
    0 AS place,
    'Warning' AS severity,
    'its publisher doubts it, and it counts all the same: ' || n.names AS message,
    'read the notice, and say so where you cite it' AS remedy,
    n.because
FROM noticed_sources AS n
WHERE n.standing = 'expressionOfConcern'
