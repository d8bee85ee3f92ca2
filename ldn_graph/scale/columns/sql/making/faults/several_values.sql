-- A row is a node with several values of which one is read, or with texts of which it is open which one is read.
SELECT m.node, concat('several values of ', m.property) AS what
FROM (
    SELECT node, property
    FROM repeated
    WHERE how <> 'text' AND NOT (suffix IS NULL AND how IN ('number', 'whole'))
    GROUP BY node, property
    HAVING count(DISTINCT concat(coalesce(suffix, '<'), ' ', value)) > 1
    UNION
    SELECT node, property
    FROM repeated
    WHERE how = 'text' AND suffix IS NOT NULL
    GROUP BY node, property, value, CASE WHEN starts_with(suffix, '@') THEN split_part(suffix, '--', 1) ELSE '' END
    HAVING count(DISTINCT suffix) > 1
) AS m
JOIN reached AS r ON m.node = r.node
JOIN readings AS k ON r.kind = k.kind AND m.property = k.property
UNION ALL
SELECT f.node, 'several values of dcterms:issued'
FROM repeated AS p
JOIN found_sources AS f ON p.node = f.node
WHERE p.property = 'dcterms:issued' AND p.suffix IS NOT NULL
GROUP BY f.node
HAVING count(DISTINCT concat(p.suffix, ' ', p.value)) > 1
