-- A row is what a study found of one outcome.
SELECT
    number,
    node AS iri,
    label,
    outcome,
    dose,
    comparator,
    time_point,
    finding,
    measure,
    decimal_text(estimate) AS estimate,
    decimal_text(low) AS low,
    decimal_text(high) AS high,
    p_value,
    CAST(split_part(ltrim(people, '+'), '.', 1) AS BIGINT) AS people,
    decimal_text(i_squared) AS i_squared,
    our_computation,
    direction,
    coalesce(figures_not_seen IN ('true', '1'), FALSE) AS figures_not_seen,
    design,
    coalesce(subgroup IN ('true', '1'), FALSE) AS subgroup
FROM result_facts
