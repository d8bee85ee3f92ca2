-- One row a claim that is asked for, for reading.
SELECT
    c.number,
    c.id,
    f.status,
    COALESCE(t.words, '') AS certainty,
    CASE WHEN f.overclaimed THEN 'yes' ELSE '' END AS overclaimed,
    COALESCE(w.level_for, 'none') AS level_for,
    COALESCE(w.level_against, 'none') AS level_against,
    c.label
FROM claims AS c
JOIN asked_claims AS a ON a.number = c.number
JOIN claim_facts AS f ON f.claim = c.number
LEFT JOIN certainty AS t ON t.claim = c.number
LEFT JOIN levels_in_words AS w ON w.claim = c.number
WHERE c.number >= $first AND c.number < $end
