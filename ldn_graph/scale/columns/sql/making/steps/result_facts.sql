-- A row is a result that a source found or an evidence line uses, with its number and what it says once.
SELECT
    row_number() OVER (ORDER BY natural_text(id), id, node) - 1 AS number,
    facts.*
FROM (
    SELECT
        s.node,
        local_id(s.node) AS id,
        max(CASE WHEN s.property = 'rdfs:label' THEN s.value END) AS label,
        max(CASE WHEN s.property = 'ldn:outcome' THEN s.value END) AS outcome,
        max(CASE WHEN s.property = 'ldn:dose' THEN s.value END) AS dose,
        max(CASE WHEN s.property = 'ldn:comparator' THEN s.value END) AS comparator,
        max(CASE WHEN s.property = 'ldn:timePoint' THEN s.value END) AS time_point,
        max(CASE WHEN s.property = 'ldn:finding' THEN s.value END) AS finding,
        max(CASE WHEN s.property = 'ldn:measure' THEN s.value END) AS measure,
        max(CASE WHEN s.property = 'ldn:estimate' THEN s.value END) AS estimate,
        max(CASE WHEN s.property = 'ldn:intervalLow' THEN s.value END) AS low,
        max(CASE WHEN s.property = 'ldn:intervalHigh' THEN s.value END) AS high,
        max(CASE WHEN s.property = 'ldn:pValue' THEN s.value END) AS p_value,
        max(CASE WHEN s.property = 'ldn:people' THEN s.value END) AS people,
        max(CASE WHEN s.property = 'ldn:iSquared' THEN s.value END) AS i_squared,
        max(CASE WHEN s.property = 'ldn:ourComputation' THEN s.value END) AS our_computation,
        max(CASE WHEN s.property = 'ldn:directionOfEffect' THEN s.value END) AS direction,
        max(CASE WHEN s.property = 'ldn:figuresNotSeen' THEN s.value END) AS figures_not_seen,
        max(CASE WHEN s.property = 'ldn:studyDesign' THEN s.value END) AS design,
        max(CASE WHEN s.property = 'ldn:subgroup' THEN s.value END) AS subgroup
    FROM said AS s
    JOIN (
        SELECT e.target AS node
        FROM edges AS e
        JOIN found_sources AS f ON e.node = f.node
        WHERE e.property = 'ldn:result'
        UNION
        SELECT e.target
        FROM edges AS e
        JOIN claim_lines AS l ON e.node = l.node
        WHERE e.property = 'ldn:usesResult'
    ) AS r ON s.node = r.node
    GROUP BY s.node
) AS facts
