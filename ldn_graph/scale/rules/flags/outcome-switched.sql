-- One row a claim whose status rests on a study whose published primary outcome is not the registered one.
WITH switched AS (
    SELECT
        e.claim,
        e.line,
        e.place,
        e.source_id,
        e.source_iri,
        ROW_NUMBER() OVER (PARTITION BY e.claim, e.source_id ORDER BY e.place) AS nth_of_id,
        ROW_NUMBER() OVER (PARTITION BY e.claim, e.source ORDER BY e.place) AS nth_of_source
    FROM sources AS s
    JOIN line_facts AS e ON e.source = s.number
    JOIN deciding_lines AS d ON d.line = e.line
    WHERE s.outcome_switched AND e.in_favour
)
SELECT
    w.claim,
    0 AS place,
    'Warning' AS severity,
    'the published primary outcome is not the registered one: '
        || STRING_AGG(CASE WHEN w.nth_of_id = 1 THEN w.source_id END, ', ' ORDER BY w.place) AS message,
    'say what was registered, and what it showed' AS remedy,
    STRING_AGG(t.triples, ' ' ORDER BY w.place) || ' ' || STRING_AGG(
        CASE
            WHEN w.nth_of_source = 1 THEN triple(
                node(w.source_iri), ldn('outcomeSwitched'), '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
            )
        END,
        ' ' ORDER BY w.place
    ) AS because
FROM switched AS w
JOIN line_triples AS t ON t.line = w.line
GROUP BY w.claim
