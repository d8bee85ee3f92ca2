-- One row a claim that has a line of a source that does not stand: whether its status would be another if it counted.
WITH touched AS (
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
FROM noticed_sources AS n
JOIN counted AS c ON c.claim = n.claim
WHERE n.standing = 'retracted'
