-- One row a claim of efficacy or safety with a certainty: its bounds, what a person set (`rating`), the most that may
-- be said (`best`), all from 1, very low, to 4, high, it in words, and the name that it is counted under.
WITH bounds AS (
    SELECT
        b.*,
        r.level AS rating,
        COALESCE(r.level, b.upper) AS best,
        COALESCE(r.level < b.lower OR r.level > b.upper, FALSE) AS is_outside,
        CASE WHEN b.lower = b.upper THEN u.words ELSE l.words || ' to ' || u.words END AS computed
    FROM measured_certainty AS b
    JOIN certainty_words AS l ON l.level = b.lower
    JOIN certainty_words AS u ON u.level = b.upper
    LEFT JOIN counted_ratings AS r ON r.claim = b.claim
)
SELECT
    b.claim,
    b.start_lower,
    b.start_upper,
    b.lower,
    b.upper,
    b.rating,
    b.best,
    b.is_outside,
    '' AS unmeasured,
    b.computed,
    CASE
        WHEN b.rating IS NULL THEN b.computed || ' certainty'
        WHEN b.is_outside THEN w.words || ' certainty (set by a person, computed: ' || b.computed || ')'
        ELSE w.words || ' certainty'
    END AS words,
    w.words AS count_name,
    b.points,
    b.studies,
    b.people
FROM bounds AS b
JOIN certainty_words AS w ON w.level = b.best
UNION ALL
SELECT
    claim,
    NULL AS start_lower,
    NULL AS start_upper,
    NULL AS lower,
    NULL AS upper,
    NULL AS rating,
    NULL AS best,
    FALSE AS is_outside,
    unmeasured,
    '' AS computed,
    unmeasured AS words,
    unmeasured AS count_name,
    'open' AS points,
    0 AS studies,
    NULL AS people
FROM unmeasured_certainty
