-- One row a claim that has a line of a source that does not stand: whether its status would be another if it counted.
WITH fallen AS (
    SELECT
        e.claim,
        e.line,
        e.place,
        e.source_id || ', ' || s.standing_words AS named,
        CASE WHEN s.standing_in_graph THEN triple(node(s.iri), ldn('standing'), ldn(s.standing)) END AS stated,
        ROW_NUMBER() OVER (PARTITION BY e.claim, e.source_id || ', ' || s.standing_words ORDER BY e.place)
            AS nth_of_name,
        ROW_NUMBER() OVER (PARTITION BY e.claim, e.source ORDER BY e.place) AS nth_of_source
    FROM line_facts AS e
    JOIN sources AS s ON s.number = e.source
    WHERE e.fallen
), touched AS (
    SELECT DISTINCT claim FROM line_facts WHERE fallen
), counted AS (
    SELECT
        e.claim,
        c.status,
        status_of(e.direct, e.in_favour, e.affirms, e.against, e.rank, c.looked_into) AS other
    FROM touched AS t
    JOIN line_facts AS e ON e.claim = t.claim
    JOIN claim_facts AS c ON c.claim = t.claim
    WHERE e.published
    GROUP BY e.claim, c.status, c.looked_into
), named AS (
    SELECT
        f.claim,
        STRING_AGG(CASE WHEN f.nth_of_name = 1 THEN f.named END, '; ' ORDER BY f.place) AS names,
        STRING_AGG(t.triples, ' ' ORDER BY f.place)
            || COALESCE(' ' || STRING_AGG(CASE WHEN f.nth_of_source = 1 THEN f.stated END, ' ' ORDER BY f.place), '')
            AS because
    FROM fallen AS f
    JOIN line_triples AS t ON t.line = f.line
    GROUP BY f.claim
)
SELECT
    n.claim,
    0 AS place,
    CASE WHEN c.other <> c.status THEN 'Violation' ELSE 'Warning' END AS severity,
    'retracted, so it does not count: ' || n.names || '; '
        || CASE
            WHEN c.other <> c.status THEN 'were it counted, the status would be ' || c.other
            ELSE 'it changes nothing'
        END AS message,
    'say that it was retracted, and cite what stands' AS remedy,
    n.because
FROM named AS n
JOIN counted AS c ON c.claim = n.claim
