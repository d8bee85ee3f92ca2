-- One row a paper that bears on a claim, the gravest loss first: on how many claims it bears, which lose all direct
-- support without it, and of which else the status changes. Each loss is computed: the status is that of what all other
-- papers say of the claim, in one number of `weighs` for each line. Ids of claims stand between spaces, those of the other
-- keys of the paper between commas.
WITH searched AS (
    SELECT DISTINCT claim FROM searches
), weights AS (
    SELECT e.claim, p.paper, BIT_OR(e.weight) AS weight
    FROM line_weights AS e
    JOIN papers AS p ON p.source = e.source
    GROUP BY e.claim, p.paper
), several AS (
    SELECT claim FROM weights GROUP BY claim HAVING COUNT(*) > 1
), beside AS (
    SELECT
        w.claim,
        w.paper,
        w.weight,
        COALESCE(
            BIT_OR(w.weight) OVER (
                PARTITION BY w.claim ORDER BY w.paper ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ),
            0
        ) | COALESCE(
            BIT_OR(w.weight) OVER (
                PARTITION BY w.claim ORDER BY w.paper ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
            ),
            0
        ) AS others
    FROM weights AS w
    JOIN several AS s ON s.claim = w.claim
    UNION ALL
    SELECT w.claim, w.paper, w.weight, 0 AS others
    FROM weights AS w
    LEFT JOIN several AS s ON s.claim = w.claim
    WHERE s.claim IS NULL
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
), told AS (
    SELECT j.paper, j.falls, STRING_AGG(c.id, ' ' ORDER BY j.claim) AS ids
    FROM judged AS j
    JOIN claims AS c ON c.number = j.claim
    WHERE j.changes
    GROUP BY j.paper, j.falls
), named AS (
    SELECT
        t.paper,
        MAX(CASE WHEN t.falls THEN t.ids END) AS fallen,
        MAX(CASE WHEN NOT t.falls THEN t.ids END) AS changed
    FROM told AS t
    GROUP BY t.paper
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
