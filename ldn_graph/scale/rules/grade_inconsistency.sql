-- One row a claim that was measured: where its studies point, by how many steps inconsistency lowers each bound, and
-- the greatest I² (`most`), that of reports and reviews of its studies included. Reviews of designs that nobody
-- recorded may belong to the body.
WITH heterogeneity AS (
    SELECT
        s.claim,
        r.i_squared,
        ROW_NUMBER() OVER (
            PARTITION BY s.claim ORDER BY decimal_order(r.i_squared) DESC, s.rank, g.part, g.turn, u.place
        ) AS place
    FROM rated_studies AS s
    JOIN study_lines AS g ON g.stands = s.line
    JOIN line_results AS u ON u.line = g.line
    JOIN results AS r ON r.number = u.result
    WHERE s.in_body AND r.i_squared IS NOT NULL
), body AS (
    SELECT
        claim,
        COUNT(*) AS studies,
        BOOL_OR(favours) AS favours,
        BOOL_OR(opposes) AS opposes,
        BOOL_OR(differs_not) AS differs_not,
        SUM(pooling) AS pooling,
        BOOL_OR(is_wide IS NULL OR NOT (favours OR opposes OR differs_not)) AS any_bare
    FROM rated_studies
    WHERE in_body
    GROUP BY claim
), aside AS (
    SELECT
        claim,
        BOOL_OR(favours) AS favours,
        BOOL_OR(opposes) AS opposes,
        BOOL_OR(differs_not) AS differs_not
    FROM rated_studies
    WHERE may_be_randomised AND NOT in_body
    GROUP BY claim
), told AS (
    SELECT
        b.*,
        h.i_squared AS most,
        (b.favours AND b.opposes) OR (b.favours AND b.differs_not) OR (b.opposes AND b.differs_not) AS both_ways,
        (b.favours OR b.opposes OR b.differs_not) AND (
            (COALESCE(a.favours, FALSE) AND NOT b.favours) OR (COALESCE(a.opposes, FALSE) AND NOT b.opposes)
            OR (COALESCE(a.differs_not, FALSE) AND NOT b.differs_not)
        ) AS contrary
    FROM body AS b
    LEFT JOIN heterogeneity AS h ON h.claim = b.claim AND h.place = 1
    LEFT JOIN aside AS a ON a.claim = b.claim
)
SELECT
    claim,
    most,
    COALESCE(decimal_order(most) > decimal_order('75'), FALSE) AS is_much,
    both_ways,
    favours,
    opposes,
    differs_not,
    CASE
        WHEN decimal_order(most) > decimal_order('75') OR both_ways OR contrary THEN -1
        WHEN studies = 1 AND pooling = 0 THEN 0
        WHEN most IS NOT NULL OR (pooling = 0 AND NOT any_bare) THEN 0
        ELSE -1
    END AS lower,
    CASE WHEN decimal_order(most) > decimal_order('75') OR both_ways THEN -1 ELSE 0 END AS upper
FROM told
