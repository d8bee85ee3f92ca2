-- One row a study by which certainty may be rated, by the line that stands for it. `in_body`: it is rated by it, since
-- it is randomised, or since none is. It `favours` the claim, `opposes` it, or `differs_not`, which all may be so at
-- once by other reports and reviews of it. `is_wide` says whether each of its intervals is of a ratio and wide (null:
-- none, or not of what it is); `severity` is that of its risk of bias, the worst in all reports of it.
WITH intervals AS (
    SELECT
        g.stands,
        BOOL_OR(r.measure IS NULL) AS of_nothing,
        BOOL_AND(
            t.measure IS NOT NULL
            AND decimal_order(r.low) <= decimal_order('0.75') AND decimal_order(r.high) >= decimal_order('1.25')
        ) AS is_wide
    FROM study_lines AS g
    JOIN line_results AS u ON u.line = g.line
    JOIN results AS r ON r.number = u.result
    LEFT JOIN ratios AS t ON t.measure = r.measure
    WHERE g.part < 2 AND r.low IS NOT NULL AND r.high IS NOT NULL
    GROUP BY g.stands
), risks AS (
    SELECT
        g.stands,
        k.risk,
        k.judgement,
        k.severity,
        ROW_NUMBER() OVER (PARTITION BY g.stands ORDER BY k.severity DESC, k.risk DESC) AS place
    FROM study_lines AS g
    JOIN line_risks AS k ON k.line = g.line
    WHERE g.part < 2 AND NOT g.is_review AND k.tool <> 'robis' AND k.severity IS NOT NULL
), pointing AS (
    SELECT
        stands,
        BOOL_OR(COALESCE(direction = '+', FALSE)) AS favours,
        BOOL_OR(COALESCE(direction = '-', FALSE)) AS opposes,
        BOOL_OR(COALESCE(direction = '0', FALSE)) AS differs_not,
        COUNT(CASE WHEN part <> 1 AND pools THEN 1 END) AS pooling
    FROM study_lines
    GROUP BY stands
), studies AS (
    SELECT *, BOOL_OR(is_randomised) OVER (PARTITION BY claim) AS any_randomised
    FROM study_lines
    WHERE part = 0
)
SELECT
    s.claim,
    s.line,
    s.rank,
    s.source,
    s.people,
    s.direct,
    s.unrated,
    s.indirect_in,
    s.is_randomised,
    s.may_be_randomised,
    s.is_randomised = s.any_randomised AS in_body,
    p.favours,
    p.opposes,
    p.differs_not,
    p.pooling,
    CASE WHEN NOT i.of_nothing THEN i.is_wide END AS is_wide,
    k.risk,
    k.judgement,
    k.severity
FROM studies AS s
JOIN pointing AS p ON p.stands = s.line
LEFT JOIN intervals AS i ON i.stands = s.line
LEFT JOIN risks AS k ON k.stands = s.line AND k.place = 1
