-- One row a source of weakened_groups and a key of it; those that share one are of one study.
SELECT g.iri, k.key
FROM weakened_groups AS g
JOIN source_keys AS k ON k.source = g.source
WHERE g.bears
ORDER BY k.source, k.key
