-- One row a claim whose certainty is low and lowered by inconsistency: why, and the triples of where its studies point.
-- Of the reports of a study those are told that bring a direction in which it did not point before; one that outweighs
-- all before it, and points where all of these do, stands in their place.
WITH lines_of_studies AS (
    SELECT g.*, s.rank AS study_rank
    FROM study_lines AS g
    JOIN rated_studies AS s ON s.line = g.stands
    JOIN low_certainties AS c ON c.claim = s.claim
    WHERE s.in_body AND c.by_inconsistency
), reports AS (
    SELECT
        *,
        MIN(direction) OVER (PARTITION BY stands ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
            AS lowest,
        MAX(direction) OVER (PARTITION BY stands ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
            AS highest,
        ROW_NUMBER() OVER (PARTITION BY stands, direction ORDER BY place) AS time
    FROM lines_of_studies
    WHERE part < 2
), begun AS (
    SELECT
        *,
        MAX(CASE WHEN outweighs AND (lowest IS NULL OR (lowest = highest AND lowest = direction)) THEN place END)
            OVER (PARTITION BY stands) AS begins
    FROM reports
), reviews AS (
    SELECT
        *,
        ROW_NUMBER() OVER (PARTITION BY stands, direction ORDER BY CASE WHEN part = 2 THEN 1 ELSE 0 END, turn) AS time
    FROM lines_of_studies
), bearing AS (
    SELECT claim, study_rank, part, turn, line
    FROM begun
    WHERE place >= begins AND (outweighs OR (direction IS NOT NULL AND time = 1))
    UNION ALL
    SELECT claim, study_rank, part, turn, line
    FROM reviews
    WHERE part = 2 AND direction IS NOT NULL AND time = 1
), because AS (
    SELECT
        b.claim,
        STRING_AGG(
            triple(node(l.iri), ldn('source'), node(s.iri)) || ' '
                || triple(node(l.iri), ldn('bearing'), ldn(l.bearing)),
            ' ' ORDER BY b.study_rank, b.part, b.turn
        ) AS because
    FROM bearing AS b
    JOIN lines AS l ON l.number = b.line
    JOIN sources AS s ON s.number = l.source
    GROUP BY b.claim
)
SELECT
    b.claim,
    2 AS domain,
    'inconsistency: ' || CASE
        WHEN i.is_much THEN 'I² is ' || i.most || ' %'
        WHEN n.sources = 1 THEN n.names || ' points in more than one direction'
        ELSE n.names || ' do not point in one direction'
    END AS reason,
    b.because
FROM because AS b
JOIN grade_inconsistency AS i ON i.claim = b.claim
JOIN certainty_names AS n ON n.claim = b.claim AND n.list = 'inconsistent'
