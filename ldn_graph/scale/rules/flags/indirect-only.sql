-- One row a claim with something in its favour, all of it indirect.
WITH domains AS (
    SELECT e.claim, d.words, MIN(e.place * 4 + d.place) AS earliest
    FROM flag_lines AS g
    JOIN line_facts AS e ON e.line = g.line
    JOIN indirectness AS d ON d.domains = e.indirectness
    WHERE g.flag = 'indirect-only'
    GROUP BY e.claim, d.words
), named AS (
    SELECT claim, string_agg(words, ', ' ORDER BY earliest) AS words
    FROM domains
    GROUP BY claim
)
SELECT
    t.claim,
    0 AS place,
    'Warning' AS severity,
    CONCAT('what is in favour is indirect (', COALESCE(d.words, 'no domain is given'), '): ', t.names) AS message,
    'look for evidence on the same people, drug, dose and outcome' AS remedy,
    t.triples AS because
FROM flag_texts AS t
LEFT JOIN named AS d ON d.claim = t.claim
WHERE t.flag = 'indirect-only'
