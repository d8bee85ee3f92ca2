-- One row a paper that bears on a claim, the gravest loss first: on how many claims it bears, which lose all direct
-- support without it, and of which else the status changes. Each loss is computed: its lines are taken from what all
-- lines of the claim weigh. Ids of claims stand between spaces, those of the other keys of the paper between commas.
WITH weights AS (
    SELECT
        e.claim,
        p.paper,
        SUM(CASE WHEN e.counts AND e.direct AND e.affirms THEN 1 ELSE 0 END) AS affirming,
        SUM(CASE WHEN e.counts AND e.direct AND e.in_favour AND NOT e.affirms THEN 1 ELSE 0 END) AS qualifying,
        SUM(CASE WHEN e.counts AND e.direct AND e.against THEN 1 ELSE 0 END) AS opposing,
        SUM(CASE WHEN e.counts AND NOT e.direct AND e.in_favour AND e.rank = 1 THEN 1 ELSE 0 END) AS for_1,
        SUM(CASE WHEN e.counts AND NOT e.direct AND e.in_favour AND e.rank = 2 THEN 1 ELSE 0 END) AS for_2,
        SUM(CASE WHEN e.counts AND NOT e.direct AND e.in_favour AND e.rank = 3 THEN 1 ELSE 0 END) AS for_3,
        SUM(CASE WHEN e.counts AND NOT e.direct AND e.in_favour AND e.rank = 4 THEN 1 ELSE 0 END) AS for_4,
        SUM(CASE WHEN e.counts AND NOT e.direct AND e.in_favour AND e.rank = 5 THEN 1 ELSE 0 END) AS for_5,
        SUM(CASE WHEN e.counts AND NOT e.direct AND e.in_favour AND e.rank = 6 THEN 1 ELSE 0 END) AS for_6,
        SUM(CASE WHEN e.counts AND NOT e.direct AND e.against AND e.rank = 1 THEN 1 ELSE 0 END) AS against_1,
        SUM(CASE WHEN e.counts AND NOT e.direct AND e.against AND e.rank = 2 THEN 1 ELSE 0 END) AS against_2,
        SUM(CASE WHEN e.counts AND NOT e.direct AND e.against AND e.rank = 3 THEN 1 ELSE 0 END) AS against_3,
        SUM(CASE WHEN e.counts AND NOT e.direct AND e.against AND e.rank = 4 THEN 1 ELSE 0 END) AS against_4,
        SUM(CASE WHEN e.counts AND NOT e.direct AND e.against AND e.rank = 5 THEN 1 ELSE 0 END) AS against_5,
        SUM(CASE WHEN e.counts AND NOT e.direct AND e.against AND e.rank = 6 THEN 1 ELSE 0 END) AS against_6,
        SUM(CASE WHEN e.bearing <> 'givesBackground' THEN 1 ELSE 0 END) AS addressing
    FROM line_facts AS e
    JOIN papers AS p ON p.source = e.source
    GROUP BY e.claim, p.paper
), totals AS (
    SELECT
        claim,
        SUM(affirming) AS affirming,
        SUM(qualifying) AS qualifying,
        SUM(opposing) AS opposing,
        SUM(for_1) AS for_1,
        SUM(for_2) AS for_2,
        SUM(for_3) AS for_3,
        SUM(for_4) AS for_4,
        SUM(for_5) AS for_5,
        SUM(for_6) AS for_6,
        SUM(against_1) AS against_1,
        SUM(against_2) AS against_2,
        SUM(against_3) AS against_3,
        SUM(against_4) AS against_4,
        SUM(against_5) AS against_5,
        SUM(against_6) AS against_6,
        SUM(addressing) AS addressing
    FROM weights
    GROUP BY claim
), losses AS (
    SELECT
        w.claim,
        w.paper,
        f.status,
        status(
            t.affirming > w.affirming,
            t.opposing > w.opposing,
            t.qualifying > w.qualifying,
            CASE
                WHEN t.for_1 > w.for_1 THEN 1
                WHEN t.for_2 > w.for_2 THEN 2
                WHEN t.for_3 > w.for_3 THEN 3
                WHEN t.for_4 > w.for_4 THEN 4
                WHEN t.for_5 > w.for_5 THEN 5
                WHEN t.for_6 > w.for_6 THEN 6
            END,
            CASE
                WHEN t.against_1 > w.against_1 THEN 1
                WHEN t.against_2 > w.against_2 THEN 2
                WHEN t.against_3 > w.against_3 THEN 3
                WHEN t.against_4 > w.against_4 THEN 4
                WHEN t.against_5 > w.against_5 THEN 5
                WHEN t.against_6 > w.against_6 THEN 6
            END,
            f.searched OR t.addressing > w.addressing
        ) AS status_without
    FROM weights AS w
    JOIN totals AS t ON t.claim = w.claim
    JOIN claim_facts AS f ON f.claim = w.claim
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
