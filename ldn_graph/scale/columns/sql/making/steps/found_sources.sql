-- A row is a source that bears on a claim, makes one, is cited for one or is reported by one, as far as described.
SELECT d.node
FROM (
    SELECT node FROM bearing
    UNION
    SELECT e.target
    FROM edges AS e
    JOIN claim_facts AS c ON e.node = c.node
    WHERE e.property IN ('prov:wasDerivedFrom', 'cito:citesAsEvidence', 'ldn:reportsOn')
) AS named
JOIN nodes AS d ON named.node = d.node
