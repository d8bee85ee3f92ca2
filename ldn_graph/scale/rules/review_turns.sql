-- One row a systematic review by which certainty is rated: the one of most weight comes first.
SELECT
    m.claim,
    m.line,
    m.rank,
    s.iri AS review,
    ROW_NUMBER() OVER (PARTITION BY m.claim ORDER BY m.weight DESC) AS turn
FROM measured_lines AS m
JOIN sources AS s ON s.number = m.source
WHERE m.is_review
