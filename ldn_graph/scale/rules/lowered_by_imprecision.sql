-- One row a claim whose certainty is low and lowered by imprecision: how many people, which intervals, and the triples
-- of where the numbers of people stand.
WITH studies AS (
    SELECT s.claim, s.line, s.rank, s.source, s.people
    FROM rated_studies AS s
    JOIN low_certainties AS c ON c.claim = s.claim
    WHERE s.in_body AND c.by_imprecision
), of_results AS (
    SELECT s.claim, s.line, s.rank, u.place, r.number, r.iri, r.people
    FROM studies AS s
    JOIN line_results AS u ON u.line = s.line
    JOIN results AS r ON r.number = u.result
    WHERE r.people IS NOT NULL
), first_of_results AS (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY claim, number ORDER BY rank, place) AS time
    FROM of_results
), counted AS (
    SELECT claim, rank, place, iri, 'people' AS path, people
    FROM first_of_results
    WHERE time = 1
    UNION ALL
    SELECT
        s.claim,
        s.rank,
        0 AS place,
        o.iri,
        CASE
            WHEN o.analysed IS NOT NULL THEN 'analysed'
            WHEN o.participants IS NOT NULL THEN 'participants'
            ELSE 'randomised'
        END AS path,
        COALESCE(o.analysed, o.participants, o.randomised) AS people
    FROM studies AS s
    JOIN sources AS o ON o.number = s.source
    LEFT JOIN (SELECT DISTINCT line FROM of_results) AS r ON r.line = s.line
    WHERE r.line IS NULL AND s.people IS NOT NULL AND COALESCE(o.analysed, o.participants, o.randomised) IS NOT NULL
), because AS (
    SELECT
        claim,
        STRING_AGG(
            triple(
                node(iri), ldn(path), '"' || CAST(people AS VARCHAR) || '"^^<http://www.w3.org/2001/XMLSchema#integer>'
            ),
            ' ' ORDER BY rank, place
        ) AS because
    FROM counted
    GROUP BY claim
)
SELECT
    c.claim,
    4 AS domain,
    'imprecision: ' || CASE
        WHEN p.people IS NULL THEN 'nobody counted'
        WHEN p.people = 1 THEN '1 person'
        ELSE thousands(p.people) || ' people'
    END
        || COALESCE('; no number of people for ' || n.names, '')
        || CASE WHEN p.any_wide THEN '; the interval holds both benefit and harm' ELSE '' END
        || CASE WHEN p.any_without THEN '; no interval' ELSE '' END AS reason,
    b.because
FROM low_certainties AS c
JOIN grade_imprecision AS p ON p.claim = c.claim
LEFT JOIN certainty_names AS n ON n.claim = c.claim AND n.list = 'counted'
LEFT JOIN because AS b ON b.claim = c.claim
WHERE c.by_imprecision
