-- One row a claim whose status rests on a source that nobody read.
WITH unread AS (
    SELECT
        e.claim,
        e.line,
        e.place,
        e.source_id,
        e.source_iri,
        ROW_NUMBER() OVER (PARTITION BY e.claim, e.source_id ORDER BY e.place) AS nth_of_id,
        ROW_NUMBER() OVER (PARTITION BY e.claim, e.source ORDER BY e.place) AS nth_of_source
    FROM deciding_lines AS d
    JOIN line_facts AS e ON e.line = d.line
    WHERE e.read_as = 'notRead'
)
SELECT
    u.claim,
    0 AS place,
    'Warning' AS severity,
    'the status rests on what nobody read: '
        || STRING_AGG(CASE WHEN u.nth_of_id = 1 THEN u.source_id END, ', ' ORDER BY u.place) AS message,
    'read it, or take the line away' AS remedy,
    STRING_AGG(t.triples, ' ' ORDER BY u.place) || ' ' || STRING_AGG(
        CASE WHEN u.nth_of_source = 1 THEN triple(node(u.source_iri), ldn('readAs'), ldn('notRead')) END,
        ' ' ORDER BY u.place
    ) AS because
FROM unread AS u
JOIN line_triples AS t ON t.line = u.line
GROUP BY u.claim
