-- A row is a node that is a quantity of claims or lines, with what it says once.
SELECT
    s.node,
    max(CASE WHEN s.property = 'ldn:ofWhat' THEN s.value END) AS of_what,
    max(CASE WHEN s.property = 'ldn:ofWhat' THEN s.suffix END) AS of_what_suffix,
    max(CASE WHEN s.property = 'ldn:low' THEN s.value END) AS low,
    max(CASE WHEN s.property = 'ldn:low' THEN s.suffix END) AS low_suffix,
    max(CASE WHEN s.property = 'ldn:high' THEN s.value END) AS high,
    max(CASE WHEN s.property = 'ldn:high' THEN s.suffix END) AS high_suffix,
    max(CASE WHEN s.property = 'ldn:outOf' THEN s.value END) AS out_of,
    max(CASE WHEN s.property = 'ldn:unit' THEN s.value END) AS unit,
    max(CASE WHEN s.property = 'ldn:numerator' THEN s.value END) AS numerator,
    max(CASE WHEN s.property = 'ldn:denominator' THEN s.value END) AS denominator
FROM said AS s
JOIN (SELECT DISTINCT node FROM owned_quantities) AS q ON s.node = q.node
GROUP BY s.node
