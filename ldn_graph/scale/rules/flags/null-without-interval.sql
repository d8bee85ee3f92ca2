-- One row a claim that a direct line disputes by a difference that was not seen and has no interval.
WITH unsized AS (
    SELECT
        claim,
        line,
        place,
        iri,
        source_id,
        ROW_NUMBER() OVER (PARTITION BY claim, source_id ORDER BY place) AS nth_of_id
    FROM line_facts
    WHERE counts AND direct AND null_without_interval AND bears_against
), counted AS (
    SELECT
        e.claim,
        c.status,
        status_of(e.direct, e.in_favour, e.affirms, e.bears_against AND NOT e.is_empty, e.rank, c.looked_into) AS other
    FROM (SELECT DISTINCT claim FROM unsized) AS u
    JOIN line_facts AS e ON e.claim = u.claim
    JOIN claim_facts AS c ON c.claim = u.claim
    WHERE e.counts
    GROUP BY e.claim, c.status, c.looked_into
)
SELECT
    u.claim,
    0 AS place,
    'Info' AS severity,
    'no difference was seen, without an interval, so it disputes nothing: '
        || STRING_AGG(CASE WHEN u.nth_of_id = 1 THEN u.source_id END, ', ' ORDER BY u.place) || '; '
        || CASE
            WHEN c.other <> c.status THEN 'were it counted, the status would be ' || c.other
            ELSE 'it changes nothing'
        END AS message,
    'record the interval of the difference' AS remedy,
    STRING_AGG(t.triples, ' ' ORDER BY u.place) || ' ' || STRING_AGG(
        triple(node(u.iri), ldn('nullWithoutInterval'), '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        ' ' ORDER BY u.place
    ) AS because
FROM unsized AS u
JOIN counted AS c ON c.claim = u.claim
JOIN line_triples AS t ON t.line = u.line
GROUP BY u.claim, c.other, c.status
