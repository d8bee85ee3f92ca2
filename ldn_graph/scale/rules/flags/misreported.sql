-- One row a claim of which the source that it reports on disputes or refutes it.
WITH wrong AS (
    SELECT
        e.claim,
        e.line,
        e.place,
        e.source_id,
        e.source_iri,
        ROW_NUMBER() OVER (PARTITION BY e.claim, e.source_id ORDER BY e.place) AS nth_of_id,
        ROW_NUMBER() OVER (PARTITION BY e.claim, e.source ORDER BY e.place) AS nth_of_source
    FROM line_facts AS e
    JOIN reports AS r ON r.claim = e.claim AND r.source = e.source
    WHERE e.counts AND e.against
)
SELECT
    w.claim,
    0 AS place,
    'Violation' AS severity,
    'the study recorded as the one that it reports on says otherwise: '
        || STRING_AGG(CASE WHEN w.nth_of_id = 1 THEN w.source_id END, ', ' ORDER BY w.place) AS message,
    'report what the study found' AS remedy,
    STRING_AGG(
        CASE WHEN w.nth_of_source = 1 THEN triple(node(c.iri), ldn('reportsOn'), node(w.source_iri)) END,
        ' ' ORDER BY w.place
    ) || ' ' || STRING_AGG(t.triples, ' ' ORDER BY w.place) AS because
FROM wrong AS w
JOIN claims AS c ON c.number = w.claim
JOIN line_triples AS t ON t.line = w.line
GROUP BY w.claim
