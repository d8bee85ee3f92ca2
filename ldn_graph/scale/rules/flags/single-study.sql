-- One row a claim with one independent study in its favour; a review and the trial that it reviews count once.
WITH in_favour AS (
    SELECT
        e.claim,
        e.place,
        e.source,
        e.source_id,
        COALESCE(e.is_primary, FALSE) OR COALESCE(e.design = 'systematicReview', FALSE) AS is_study,
        COALESCE(d.words, 'design not recorded') AS words,
        COUNT(*) OVER (PARTITION BY e.claim) AS lines
    FROM flag_lines AS g
    JOIN line_facts AS e ON e.line = g.line
    LEFT JOIN designs AS d ON d.design = e.design
    WHERE g.flag = 'single-study'
), in_turn AS (
    SELECT
        claim,
        source_id,
        is_study,
        words,
        MIN(place) OVER (PARTITION BY claim, source_id) AS earliest,
        MIN(CASE WHEN is_study THEN place END) OVER (PARTITION BY claim, source_id) AS earliest_study,
        ROW_NUMBER() OVER (PARTITION BY claim, source_id ORDER BY place DESC) AS nth_last
    FROM in_favour
    WHERE lines > 1
), several AS (
    SELECT
        claim,
        string_agg(CASE WHEN earliest_study IS NOT NULL THEN source_id END, ', ' ORDER BY earliest_study) AS studies,
        string_agg(
            CASE WHEN earliest_study IS NULL THEN CONCAT(source_id, ' (', words, ')') END, ', ' ORDER BY earliest
        ) AS beside
    FROM in_turn
    WHERE nth_last = 1
    GROUP BY claim
), reported AS (
    SELECT claim
    FROM in_favour
    WHERE is_study AND lines > 1
    GROUP BY claim
    HAVING COUNT(DISTINCT source) > 1
)
SELECT
    t.claim,
    0 AS place,
    'Info' AS severity,
    CONCAT(
        'one independent study is in favour: ',
        COALESCE(s.studies, t.names),
        CASE WHEN r.claim IS NULL THEN '' ELSE ' (reports or reviews of one study)' END,
        CASE WHEN s.beside IS NULL THEN '' ELSE CONCAT('; beside it, and counted as no study: ', s.beside) END
    ) AS message,
    'look for a second study that is independent of it' AS remedy,
    t.with_designs AS because
FROM flag_texts AS t
LEFT JOIN several AS s ON s.claim = t.claim
LEFT JOIN reported AS r ON r.claim = t.claim
WHERE t.flag = 'single-study'
