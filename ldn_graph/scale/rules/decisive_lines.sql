-- One row a line whose loss alone changes the status of its claim: the status without it. What another line says as
-- well, none takes away alone.
WITH alone AS (
    SELECT claim, MIN(line) AS line
    FROM line_facts
    WHERE counts
    GROUP BY claim, bearing, counts_neither_way, CASE WHEN direct THEN 0 ELSE rank END
    HAVING COUNT(*) = 1 AND bearing <> 'givesBackground'
), others AS (
    SELECT
        a.line,
        BOOL_OR(o.counts AND o.direct AND o.affirms) AS affirmed,
        BOOL_OR(o.counts AND o.direct AND o.against) AS opposed,
        BOOL_OR(o.counts AND o.direct AND o.in_favour AND NOT o.affirms) AS qualified,
        MIN(CASE WHEN o.counts AND NOT o.direct AND o.in_favour THEN o.rank END) AS indirect_for,
        MIN(CASE WHEN o.counts AND NOT o.direct AND o.against THEN o.rank END) AS indirect_against,
        BOOL_OR(o.bearing <> 'givesBackground') AS assessed
    FROM alone AS a
    JOIN line_facts AS o ON o.claim = a.claim AND o.line <> a.line
    GROUP BY a.line
), without_it AS (
    SELECT
        a.claim,
        a.line,
        c.status AS status_with_it,
        status(
            COALESCE(o.affirmed, FALSE), COALESCE(o.opposed, FALSE), COALESCE(o.qualified, FALSE),
            o.indirect_for, o.indirect_against, c.searched OR COALESCE(o.assessed, FALSE)
        ) AS status
    FROM alone AS a
    JOIN claim_facts AS c ON c.claim = a.claim
    LEFT JOIN others AS o ON o.line = a.line
)
SELECT claim, line, status
FROM without_it
WHERE status <> status_with_it
