-- A row is a source with a date that is none, or whose records cannot be told from here.
SELECT node, concat('dcterms:issued ', substr(issued, 1, 80)) AS what
FROM source_facts
WHERE NOT regexp_matches(issued, '\A[0-9]{4}')
UNION ALL
SELECT node, 'dcterms:isPartOf is an empty text' FROM identified WHERE container = ''
UNION ALL
SELECT p.node, 'it is no ldn:Source, and shares an identifier with one'
FROM papers AS p
JOIN found_sources AS f ON p.node = f.node
JOIN nodes AS d ON p.node = d.node
WHERE NOT d.is_source
