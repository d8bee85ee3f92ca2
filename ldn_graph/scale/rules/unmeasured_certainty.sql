-- One row a claim of efficacy or safety that nobody measured in people, as far as counts: why there is no certainty.
-- Claims with lines of an unknown design have no row: nobody knows whether it was measured.
WITH told AS (
    SELECT DISTINCT claim FROM told_lines
), silent AS (
    SELECT
        claim,
        BOOL_OR(bearing = 'leavesOpen' AND NOT is_empty AND COALESCE(human AND is_primary, FALSE)) AS asked,
        BOOL_OR((in_favour OR against) AND NOT COALESCE(is_primary, TRUE)) AS second_hand
    FROM line_facts
    WHERE counts AND direct AND topic IN ('efficacy', 'safety')
    GROUP BY claim
)
SELECT
    c.claim,
    CASE
        WHEN s.asked THEN 'not reported in what was read'
        WHEN s.second_hand THEN 'no study in people recorded'
        WHEN c.recorded_lines <> c.counted_lines OR c.incomplete THEN 'no measurement among what counts'
        WHEN c.searched THEN 'nobody has measured this'
        ELSE 'no measurement, no search recorded'
    END AS unmeasured
FROM claim_facts AS c
LEFT JOIN told AS t ON t.claim = c.claim
LEFT JOIN silent AS s ON s.claim = c.claim
WHERE c.topic IN ('efficacy', 'safety') AND t.claim IS NULL
