-- One row an evidence line that counts of a claim of efficacy or safety, that is for or against it or leaves it open
-- with figures that were seen, and that measured people or is of an unknown design: of how many people it is (null:
-- unknown), where it points (+ in favour, - against, 0 no difference of an unknown size, null open), in how many ways
-- it is indirect, whether it is randomised, or a review of designs that nobody recorded, which may be.
WITH arm_people AS (
    SELECT result, CASE WHEN COUNT(people) = COUNT(*) THEN SUM(people) END AS people
    FROM arms
    GROUP BY result
), used AS (
    SELECT
        u.line,
        MAX(COALESCE(r.people, a.people)) AS people,
        BOOL_AND(r.subgroup) AS of_a_part,
        BOOL_OR(NOT r.figures_not_seen) AS seen
    FROM line_results AS u
    JOIN results AS r ON r.number = u.result
    LEFT JOIN arm_people AS a ON a.result = u.result
    GROUP BY u.line
), told AS (
    SELECT
        e.line,
        e.claim,
        e.place,
        e.iri,
        e.source,
        e.study,
        e.direct,
        e.directness,
        e.indirectness,
        e.design,
        e.level_design,
        e.included,
        e.included_studies,
        e.bears_for,
        e.bears_against,
        e.null_without_interval,
        CASE
            WHEN u.people IS NOT NULL THEN u.people
            WHEN NOT COALESCE(u.of_a_part, FALSE) THEN COALESCE(s.analysed, e.participants, s.randomised)
        END AS people
    FROM line_facts AS e
    JOIN sources AS s ON s.number = e.source
    LEFT JOIN used AS u ON u.line = e.line
    WHERE e.counts
        AND e.topic IN ('efficacy', 'safety')
        AND NOT e.is_empty
        AND (e.bears_for OR e.bears_against OR (e.bearing = 'leavesOpen' AND COALESCE(u.seen, FALSE)))
)
SELECT
    t.line,
    t.claim,
    t.place,
    t.iri,
    t.source,
    t.study,
    t.direct,
    t.directness = 'unrated' AS unrated,
    CASE WHEN t.indirectness = '' THEN 0 ELSE 1 + LENGTH(t.indirectness) - LENGTH(REPLACE(t.indirectness, ' ', '')) END
        AS indirect_in,
    COALESCE(t.design = 'systematicReview', FALSE) AS is_review,
    COALESCE(t.design = 'systematicReview' AND COALESCE(t.included_studies <> 1, TRUE), FALSE) AS pools,
    COALESCE(CASE WHEN t.level_design = 'systematicReview' THEN i.level ELSE d.level END = 2, FALSE) AS is_randomised,
    COALESCE(t.level_design = 'systematicReview' AND COALESCE(i.level <> 2, TRUE), FALSE) AS may_be_randomised,
    t.people,
    CASE
        WHEN t.bears_for THEN '+'
        WHEN t.bears_against AND t.null_without_interval THEN '0'
        WHEN t.bears_against THEN '-'
    END AS direction,
    t.design IS NOT NULL AS measures_people
FROM told AS t
LEFT JOIN designs AS d ON d.design = t.level_design
LEFT JOIN designs AS i ON i.design = t.included
WHERE t.design IS NULL
    OR (d.human AND (d.is_primary OR t.level_design = 'systematicReview') AND COALESCE(t.people <> 0, TRUE))
