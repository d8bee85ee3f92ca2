-- A row is a node that another points to, by a property that may have several, with its place among these.
SELECT
    node,
    property,
    target,
    row_number() OVER (
        PARTITION BY node, property
        ORDER BY
            CASE
                WHEN several = 1 THEN ''
                WHEN property = 'prov:wasDerivedFrom' THEN target
                ELSE natural_text(target)
            END,
            first_n
    ) - 1 AS place
FROM (
    SELECT node, property, value AS target, min(n) AS first_n, count(*) OVER (PARTITION BY node, property) AS several
    FROM said
    WHERE how = 'iris'
    GROUP BY node, property, value
) AS different
