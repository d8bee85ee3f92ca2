-- One row a claim whose certainty is low and a list of ids of sources in its message, each id once: those whose risk of
-- bias is not `judged`, those that are `indirect`, those whose people are not `counted`, those that are `inconsistent`.
WITH named AS (
    SELECT s.claim, 'judged' AS list, s.source, s.rank AS place
    FROM rated_studies AS s
    JOIN low_certainties AS c ON c.claim = s.claim
    WHERE s.in_body AND s.severity IS NULL AND c.by_risk_of_bias
    UNION ALL
    SELECT s.claim, 'indirect' AS list, s.source, s.rank AS place
    FROM rated_studies AS s
    JOIN low_certainties AS c ON c.claim = s.claim
    WHERE s.in_body AND NOT s.direct AND c.by_indirectness
    UNION ALL
    SELECT s.claim, 'counted' AS list, s.source, s.rank AS place
    FROM rated_studies AS s
    JOIN low_certainties AS c ON c.claim = s.claim
    WHERE s.in_body AND s.people IS NULL AND c.by_imprecision
    UNION ALL
    SELECT
        s.claim,
        'inconsistent' AS list,
        g.source,
        ROW_NUMBER() OVER (PARTITION BY s.claim ORDER BY s.rank, g.part, g.turn) AS place
    FROM rated_studies AS s
    JOIN low_certainties AS c ON c.claim = s.claim
    JOIN study_lines AS g ON g.stands = s.line
    WHERE s.in_body AND c.by_inconsistency
), first_named AS (
    SELECT n.claim, n.list, s.id, MIN(n.place) AS place
    FROM named AS n
    JOIN sources AS s ON s.number = n.source
    GROUP BY n.claim, n.list, s.id
)
SELECT claim, list, STRING_AGG(id, ', ' ORDER BY place) AS names, COUNT(*) AS sources
FROM first_named
GROUP BY claim, list
