-- One row a claim whose status rests on a study that was registered after its start.
WITH late AS (
    SELECT
        e.claim,
        e.line,
        e.place,
        e.source_id,
        e.source_iri,
        s.registration_timing,
        ROW_NUMBER() OVER (PARTITION BY e.claim, e.source_id ORDER BY e.place) AS nth_of_id,
        ROW_NUMBER() OVER (PARTITION BY e.claim, e.source ORDER BY e.place) AS nth_of_source
    FROM sources AS s
    JOIN line_facts AS e ON e.source = s.number
    JOIN deciding_lines AS d ON d.line = e.line
    WHERE s.registration_timing IN ('afterStart', 'afterCompletion') AND e.in_favour
)
SELECT
    r.claim,
    0 AS place,
    'Warning' AS severity,
    'registered after the start: '
        || STRING_AGG(CASE WHEN r.nth_of_id = 1 THEN r.source_id END, ', ' ORDER BY r.place) AS message,
    'bear in mind that its outcome can have been chosen after data were seen' AS remedy,
    STRING_AGG(t.triples, ' ' ORDER BY r.place) || ' ' || STRING_AGG(
        CASE
            WHEN r.nth_of_source = 1
                THEN triple(node(r.source_iri), ldn('registrationTiming'), ldn(r.registration_timing))
        END,
        ' ' ORDER BY r.place
    ) AS because
FROM late AS r
JOIN line_triples AS t ON t.line = r.line
GROUP BY r.claim
