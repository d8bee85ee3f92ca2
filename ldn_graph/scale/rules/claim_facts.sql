-- One row a claim: how it stands in the literature and as published, and whether its wording says more than its
-- evidence carries (null: not judged). `counted_assessed`: a line that counts is more than background; `affirmed`: one is
-- direct and confirms or supports it.
WITH recorded AS (
    SELECT
        e.claim,
        COUNT(*) AS recorded_lines,
        COUNT(CASE WHEN e.counts THEN 1 END) AS counted_lines,
        COUNT(CASE WHEN e.counts AND e.in_favour THEN 1 END) AS lines_in_favour,
        COUNT(CASE WHEN e.counts AND e.direct AND e.in_favour THEN 1 END) AS direct_in_favour,
        BOOL_OR(e.bearing <> 'givesBackground') AS assessed,
        BOOL_OR(e.counts AND e.bearing <> 'givesBackground') AS counted_assessed,
        BOOL_OR(e.counts AND e.direct AND e.affirms) AS affirmed,
        BOOL_OR(e.counts AND e.direct AND e.against) AS opposed,
        BOOL_OR(e.counts AND e.direct AND e.in_favour AND NOT e.affirms) AS qualified,
        MIN(CASE WHEN e.counts AND NOT e.direct AND e.in_favour THEN e.rank END) AS indirect_for,
        MIN(CASE WHEN e.counts AND NOT e.direct AND e.against THEN e.rank END) AS indirect_against,
        MIN(CASE WHEN e.counts AND e.direct AND e.in_favour THEN e.level END) AS best_level_for,
        MIN(CASE WHEN e.counts AND e.direct AND e.affirms THEN e.level END) AS best_level_as_stated,
        MIN(CASE WHEN e.counts AND e.direct AND e.against THEN e.level END) AS best_level_against,
        BOOL_OR(e.counts AND e.direct AND e.in_favour AND e.design IS NULL) AS unknown_for,
        BOOL_OR(e.counts AND e.direct AND e.affirms AND e.design IS NULL) AS unknown_as_stated,
        BOOL_OR(
            e.counts AND e.direct AND e.in_favour
            AND (d.design = 'systematicReview' OR COALESCE(d.human AND d.is_primary, FALSE))
        ) AS carries_assertion
    FROM line_facts AS e
    LEFT JOIN designs AS d ON d.design = e.level_design
    GROUP BY e.claim
), as_cited AS (
    SELECT
        claim,
        BOOL_OR(bearing <> 'givesBackground') AS assessed,
        BOOL_OR(direct AND affirms) AS affirmed,
        BOOL_OR(direct AND against) AS opposed,
        BOOL_OR(direct AND in_favour AND NOT affirms) AS qualified,
        MIN(CASE WHEN NOT direct AND in_favour THEN rank END) AS indirect_for,
        MIN(CASE WHEN NOT direct AND against THEN rank END) AS indirect_against
    FROM line_facts
    WHERE counts AND cited
    GROUP BY claim
), searched AS (
    SELECT DISTINCT claim FROM searches
), cited AS (
    SELECT DISTINCT claim FROM citations
), referring AS (
    SELECT DISTINCT o.claim
    FROM origins AS o
    JOIN source_links AS l ON l.source = o.source AND l.link = 'cites'
), incomplete AS (
    SELECT DISTINCT l.claim
    FROM lines AS l
    JOIN removed AS r ON r.source = l.source
), told AS (
    SELECT
        c.number AS claim,
        c.topic,
        CASE WHEN w.predicate IS NULL THEN c.topic END AS graded_topic,
        c.wording,
        s.claim IS NOT NULL AS searched,
        s.claim IS NOT NULL OR COALESCE(r.assessed, FALSE) AS looked_into,
        s.claim IS NOT NULL OR r.claim IS NOT NULL AS checked,
        COALESCE(r.recorded_lines, 0) AS recorded_lines,
        COALESCE(r.counted_lines, 0) AS counted_lines,
        COALESCE(r.lines_in_favour, 0) AS lines_in_favour,
        COALESCE(r.direct_in_favour, 0) AS direct_in_favour,
        COALESCE(r.counted_assessed, FALSE) AS counted_assessed,
        i.claim IS NOT NULL AS incomplete,
        COALESCE(r.affirmed, FALSE) AS affirmed,
        COALESCE(r.opposed, FALSE) AS opposed,
        COALESCE(r.qualified, FALSE) AS qualified,
        r.indirect_for,
        r.indirect_against,
        CASE WHEN p.claim IS NOT NULL THEN 'cited' WHEN f.claim IS NOT NULL THEN 'document_only' ELSE 'no_reference' END
            AS as_published,
        status(
            COALESCE(a.affirmed, FALSE), COALESCE(a.opposed, FALSE), COALESCE(a.qualified, FALSE),
            a.indirect_for, a.indirect_against, COALESCE(a.assessed, FALSE)
        ) AS status_as_published,
        r.best_level_for,
        r.best_level_as_stated,
        r.best_level_against,
        COALESCE(r.unknown_for, FALSE) AS unknown_for,
        COALESCE(r.unknown_as_stated, FALSE) AS unknown_as_stated,
        COALESCE(r.carries_assertion, FALSE) AS carries_assertion
    FROM claims AS c
    LEFT JOIN recorded AS r ON r.claim = c.number
    LEFT JOIN as_cited AS a ON a.claim = c.number
    LEFT JOIN searched AS s ON s.claim = c.number
    LEFT JOIN cited AS p ON p.claim = c.number
    LEFT JOIN referring AS f ON f.claim = c.number
    LEFT JOIN incomplete AS i ON i.claim = c.number
    LEFT JOIN predicates_without_level AS w ON w.predicate = c.predicate
), in_favour AS (
    SELECT claim, studies FROM study_counts WHERE scope = 'favour'
), cited_in_favour AS (
    SELECT claim, studies FROM study_counts WHERE scope = 'cited'
), trials AS (
    SELECT claim, studies FROM study_counts WHERE scope = 'trials' AND studies >= 2
)
SELECT
    t.claim,
    t.topic,
    t.graded_topic,
    t.wording,
    t.searched,
    t.looked_into,
    t.checked,
    t.recorded_lines,
    t.counted_lines,
    t.lines_in_favour,
    t.direct_in_favour,
    t.counted_assessed,
    t.affirmed,
    t.incomplete,
    status(t.affirmed, t.opposed, t.qualified, t.indirect_for, t.indirect_against, t.looked_into) AS status,
    t.as_published,
    t.status_as_published,
    t.best_level_for,
    t.best_level_as_stated,
    t.best_level_against,
    COALESCE(f.studies, 0) AS studies,
    COALESCE(p.studies, 0) AS studies_as_published,
    CASE
        WHEN t.wording = 'hedged' OR t.topic = 'background' OR t.graded_topic IS NULL THEN FALSE
        WHEN t.wording = 'unjudged' OR NOT t.looked_into THEN NULL
        WHEN t.wording = 'asserted' AND t.carries_assertion THEN FALSE
        WHEN t.wording = 'asserted' AND t.unknown_for THEN NULL
        WHEN t.wording = 'asserted' OR t.best_level_against <= 2 THEN TRUE
        WHEN t.best_level_as_stated = 1 OR g.claim IS NOT NULL THEN FALSE
        WHEN t.unknown_as_stated THEN NULL
        ELSE TRUE
    END AS overclaimed
FROM told AS t
LEFT JOIN in_favour AS f ON f.claim = t.claim
LEFT JOIN cited_in_favour AS p ON p.claim = t.claim
LEFT JOIN trials AS g ON g.claim = t.claim
