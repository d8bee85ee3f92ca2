-- One row a source of weakened_groups and the IRI of another that it is said to be of one study with.
SELECT g.iri, l.iri AS other
FROM weakened_groups AS g
JOIN source_links AS l ON l.source = g.source
WHERE g.bears AND l.link IN ('sameStudyAs', 'isVersionOf', 'protocolOf', 'correctionOf')
ORDER BY l.source, l.link, l.place
