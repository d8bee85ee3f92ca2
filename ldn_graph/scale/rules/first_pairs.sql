-- Those of these pairs that are shown, with the place of each: so many, most shared first.
SELECT
    pair // s.places AS condition,
    pair % s.places AS other,
    shared,
    ROW_NUMBER() OVER (ORDER BY shared DESC, pair) AS place
FROM (
    SELECT pair, shared
    FROM shared_pairs
    ORDER BY shared DESC, pair
    LIMIT (SELECT most FROM shown)
) AS first_ones
CROSS JOIN (SELECT MAX(place) + 1 AS places FROM entity_places) AS s
