-- A row is a number that a claim states or that was measured.
SELECT
    q.claim,
    q.line,
    q.place,
    q.node AS iri,
    f.of_what,
    CASE
        WHEN f.of_what_suffix IS NULL THEN concat('<', f.of_what, '>')
        ELSE written(f.of_what, f.of_what_suffix)
    END AS of_what_nt,
    f.low,
    written(f.low, f.low_suffix) AS low_nt,
    f.high,
    written(f.high, f.high_suffix) AS high_nt,
    decimal_text(f.out_of) AS out_of,
    f.unit,
    f.numerator,
    f.denominator
FROM owned_quantities AS q
JOIN quantity_facts AS f ON q.node = f.node
