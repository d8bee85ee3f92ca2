-- One row a paper that bears on a claim, the gravest loss first: on how many claims it bears, which lose all direct
-- support without it, and of which else the status changes. Each loss is computed: the status is that of what all other
-- papers say of the claim, in one number of `weighs` for each line. Ids of claims stand between spaces, those of the other
-- keys of the paper between commas.
WITH searched AS (
    SELECT DISTINCT claim FROM searches
), weights AS (
    SELECT
        e.claim,
        p.paper,
        BIT_OR(
            weighs(e.counts AND e.direct AND e.affirms, 1)
            | weighs(e.counts AND e.direct AND e.in_favour AND NOT e.affirms, 2)
            | weighs(e.counts AND e.direct AND e.against, 4)
            | weighs(e.bearing <> 'givesBackground', 8)
            | weighs(e.counts AND NOT e.direct AND e.in_favour, of_rank(16, e.rank))
            | weighs(e.counts AND NOT e.direct AND e.against, of_rank(1024, e.rank))
        ) AS weight
    FROM line_facts AS e
    JOIN papers AS p ON p.source = e.source
    GROUP BY e.claim, p.paper
), beside AS (
    SELECT
        claim,
        paper,
        weight,
        COALESCE(
            BIT_OR(weight) OVER (PARTITION BY claim ORDER BY paper ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0
        ) | COALESCE(
            BIT_OR(weight) OVER (PARTITION BY claim ORDER BY paper ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING), 0
        ) AS others
    FROM weights
), losses AS (
    SELECT
        b.claim,
        b.paper,
        status_by(b.weight | b.others, s.claim IS NOT NULL) AS status,
        status_by(b.others, s.claim IS NOT NULL) AS status_without
    FROM beside AS b
    LEFT JOIN searched AS s ON s.claim = b.claim
), judged AS (
    SELECT
        l.claim,
        l.paper,
        l.status <> l.status_without AS changes,
        l.status <> l.status_without
            AND l.status IN ('supported', 'partly-supported', 'contested')
            AND l.status_without NOT IN ('supported', 'partly-supported', 'contested') AS falls
    FROM losses AS l
), counted AS (
    SELECT
        j.paper,
        COUNT(*) AS claims,
        SUM(CASE WHEN j.falls THEN 1 ELSE 0 END) AS falling,
        SUM(CASE WHEN j.changes AND NOT j.falls THEN 1 ELSE 0 END) AS changing
    FROM judged AS j
    GROUP BY j.paper
), named AS (
    SELECT
        j.paper,
        STRING_AGG(CASE WHEN j.falls THEN c.id END, ' ' ORDER BY j.claim) AS fallen,
        STRING_AGG(CASE WHEN NOT j.falls THEN c.id END, ' ' ORDER BY j.claim) AS changed
    FROM judged AS j
    JOIN claims AS c ON c.number = j.claim
    WHERE j.changes
    GROUP BY j.paper
), keyed AS (
    SELECT p.paper, STRING_AGG(s.id, ', ' ORDER BY s.number) AS also
    FROM papers AS p
    JOIN sources AS s ON s.number = p.source
    WHERE p.paper <> p.source
    GROUP BY p.paper
)
SELECT
    s.id AS source,
    s.label,
    n.claims,
    COALESCE(m.fallen, '') AS fallen,
    COALESCE(m.changed, '') AS changed,
    COALESCE(k.also, '') AS also
FROM counted AS n
JOIN sources AS s ON s.number = n.paper
LEFT JOIN named AS m ON m.paper = n.paper
LEFT JOIN keyed AS k ON k.paper = n.paper
ORDER BY n.falling DESC, n.changing DESC, n.claims DESC, s.id, s.number
