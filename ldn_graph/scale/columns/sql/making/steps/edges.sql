-- A row is a node that another points to, by a property that may have several, with its place among these.
WITH different AS (
    SELECT node, property, value AS target, min(n) AS first_n
    FROM said
    WHERE how = 'iris'
    GROUP BY node, property, value
),
several AS (
    SELECT node, property
    FROM different
    GROUP BY node, property
    HAVING count(*) > 1
)
SELECT d.node, d.property, d.target, 0 AS place
FROM different AS d
LEFT JOIN several AS s ON d.node = s.node AND d.property = s.property
WHERE s.node IS NULL
UNION ALL
SELECT
    d.node,
    d.property,
    d.target,
    row_number() OVER (
        PARTITION BY d.node, d.property
        ORDER BY
            CASE WHEN d.property = 'prov:wasDerivedFrom' THEN d.target ELSE natural_text(d.target) END,
            d.first_n
    ) - 1 AS place
FROM different AS d
JOIN several AS s ON d.node = s.node AND d.property = s.property
