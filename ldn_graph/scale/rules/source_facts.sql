-- One row a source: whether it was published by the year that is asked for, and how it stands then.
WITH latest AS (
    SELECT y.source, MAX(y.from_year) AS from_year
    FROM standing_years AS y
    CROSS JOIN options AS o
    WHERE y.from_year <= o.as_of
    GROUP BY y.source
), by_then AS (
    SELECT y.source, y.standing, y.stands
    FROM standing_years AS y
    JOIN latest AS l ON l.source = y.source AND l.from_year = y.from_year
), told AS (
    SELECT
        s.number AS source,
        o.as_of IS NULL OR s.year IS NULL OR s.year <= o.as_of AS published,
        CASE
            WHEN o.as_of IS NULL OR s.standing IS NULL THEN s.standing
            ELSE COALESCE(t.standing, 'notListed')
        END AS standing,
        CASE
            WHEN o.as_of IS NULL THEN COALESCE(s.standing <> 'retracted', TRUE)
            ELSE COALESCE(t.stands, TRUE)
        END AS stands
    FROM sources AS s
    CROSS JOIN options AS o
    LEFT JOIN by_then AS t ON t.source = s.number
)
SELECT source, published, standing, stands, published AND stands AS counts
FROM told
