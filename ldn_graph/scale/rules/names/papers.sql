-- One row a source that a person may mean by its IRI, id, label or identifier: its number.
SELECT s.number AS source
FROM sources AS s
LEFT JOIN source_keys AS k ON k.source = s.number AND k.key = $key
WHERE s.iri = $iri OR s.id = $name OR s.label = $name OR k.source IS NOT NULL
GROUP BY s.number
