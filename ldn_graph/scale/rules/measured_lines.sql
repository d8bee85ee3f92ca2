-- One row an evidence line by which the certainty of its claim is rated: direct ones in people where there are any,
-- else indirect ones in people. `rank` orders the lines of a claim by their IRIs, and `weight` by what a study is
-- chosen by: whether it is randomised, its people, its IRI.
WITH measured AS (
    SELECT *, BOOL_OR(direct) OVER (PARTITION BY claim) AS any_direct
    FROM told_lines
    WHERE measures_people
), ranked AS (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY claim ORDER BY iri) AS rank
    FROM measured
    WHERE direct = any_direct
)
SELECT
    line,
    claim,
    place,
    source,
    study,
    direct,
    unrated,
    indirect_in,
    is_review,
    pools,
    is_randomised,
    may_be_randomised,
    people,
    direction,
    rank,
    ROW_NUMBER() OVER (PARTITION BY claim ORDER BY is_randomised, COALESCE(people, 0), rank) AS weight
FROM ranked
