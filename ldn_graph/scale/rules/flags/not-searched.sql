-- One row a claim that has lines, and nobody recorded a search.
SELECT
    claim,
    0 AS place,
    'Info' AS severity,
    'sources are recorded, a search for others is not' AS message,
    'search, and record where and when' AS remedy,
    ties AS because
FROM flag_texts
WHERE flag = 'not-searched'
