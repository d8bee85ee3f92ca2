-- One row an evidence line, but for those of sources that are left out: what it counts as, and at which level.
WITH cited AS (
    SELECT DISTINCT claim, iri FROM citations
), designed AS (
    SELECT
        l.number AS line,
        l.claim,
        c.iri AS claim_iri,
        l.place,
        l.iri,
        l.source,
        s.iri AS source_iri,
        s.id AS source_id,
        COALESCE(t.study, s.study) AS study,
        s.participants,
        s.read_as,
        c.topic,
        CASE WHEN w.predicate IS NULL THEN c.topic END AS graded_topic,
        l.bearing,
        b.in_favour AS bears_for,
        b.affirms AS bears_wholly,
        b.against AS bears_against,
        l.directness,
        l.directness <> 'indirect' AS direct,
        l.indirectness,
        l.design,
        l.own_design,
        COALESCE(s.participants = 0, FALSE) AS is_empty,
        l.null_without_interval AND NOT o.nulls_dispute AS null_without_interval,
        CASE WHEN l.reviewed_design IS NULL THEN s.reviewed_design ELSE l.reviewed_design END AS included,
        CASE WHEN l.reviewed_design IS NULL THEN s.reviewed_studies ELSE l.reviewed_studies END AS included_studies,
        f.published,
        f.standing,
        f.counts,
        cited.iri IS NOT NULL AS cited
    FROM lines AS l
    JOIN claims AS c ON c.number = l.claim
    JOIN sources AS s ON s.number = l.source
    JOIN source_facts AS f ON f.source = l.source
    LEFT JOIN studies AS t ON t.source = l.source
    JOIN bearings AS b ON b.bearing = l.bearing
    CROSS JOIN options AS o
    LEFT JOIN predicates_without_level AS w ON w.predicate = c.predicate
    LEFT JOIN cited ON cited.claim = l.claim AND cited.iri = s.iri
    LEFT JOIN removed AS r ON r.source = l.source
    WHERE r.source IS NULL
), levelled AS (
    SELECT
        d.*,
        CASE
            WHEN d.design IS NULL OR d.design <> 'systematicReview' THEN d.design
            WHEN d.included_studies = 0 THEN NULL
            WHEN d.included IS NULL OR (i.level = 2 AND COALESCE(d.included_studies <> 1, TRUE)) THEN d.design
            ELSE d.included
        END AS level_design
    FROM designed AS d
    LEFT JOIN designs AS i ON i.design = d.included
)
SELECT
    e.*,
    g.human AS human,
    g.is_primary AS is_primary,
    g.controlled AS controlled,
    v.level,
    COALESCE(v.level, 6) AS rank,
    e.bears_for AND NOT e.is_empty AS in_favour,
    e.bears_wholly AND NOT e.is_empty AS affirms,
    e.bears_against AND NOT e.is_empty AND NOT e.null_without_interval AS against,
    (e.is_empty AND (e.bears_for OR e.bears_against))
        OR (NOT e.is_empty AND e.null_without_interval AND e.bears_against) AS counts_neither_way,
    e.published AND NOT e.counts AS fallen
FROM levelled AS e
LEFT JOIN designs AS g ON g.design = e.design
LEFT JOIN design_levels AS v ON v.design = e.level_design AND v.topic = e.graded_topic
