-- A row is a claim that cannot be cited, or that is no claim as it stands.
SELECT node, 'a claim without an IRI' AS what FROM claim_facts WHERE starts_with(node, '_:')
UNION ALL
SELECT min(node), concat('an id of several claims: ', id) FROM claim_facts GROUP BY id HAVING count(*) > 1
UNION ALL
SELECT node, concat('direction ', substr(direction, 1, 80))
FROM claim_facts
WHERE direction NOT IN ('increased', 'decreased')
UNION ALL
SELECT e.node, 'its evidence is neither a line nor a search'
FROM edges AS e
JOIN claim_facts AS c ON e.node = c.node
LEFT JOIN nodes AS d ON e.target = d.node
WHERE e.property = 'biolink:has_evidence'
    AND (d.node IS NULL OR NOT (d.is_line OR d.is_search) OR e.target = e.node)
UNION ALL
SELECT l.node, 'the article is given as its own evidence'
FROM claim_lines AS l
JOIN line_facts AS f ON l.node = f.node
JOIN claim_facts AS c ON l.claim = c.number
JOIN edges AS e ON e.node = c.node AND e.property = 'prov:wasDerivedFrom' AND e.target = f.source
