-- A row is what claims are about.
SELECT
    e.number,
    e.node AS iri,
    e.id,
    coalesce(nullif(e.label, ''), e.id) AS label,
    CASE WHEN e.label <> '' THEN e.label_suffix END AS label_suffix,
    coalesce(k.name, '') AS kind
FROM entity_facts AS e
LEFT JOIN kinds AS k ON e.kind = k.place
