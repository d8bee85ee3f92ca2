-- A row is a claim.
SELECT
    c.number,
    c.node AS iri,
    c.id,
    c.label,
    c.label_suffix,
    s.number AS subject,
    c.predicate,
    o.number AS object,
    c.direction,
    x.number AS context,
    CASE
        WHEN x.number IS NOT NULL THEN x.number
        WHEN ok.name = 'Condition' THEN o.number
        WHEN sk.name = 'Condition' THEN s.number
    END AS condition,
    coalesce(c.negated IN ('true', '1'), FALSE) AS negated,
    c.topic,
    c.wording,
    c.comment
FROM claim_facts AS c
LEFT JOIN entity_facts AS s ON c.subject = s.node
LEFT JOIN entity_facts AS o ON c.object = o.node
LEFT JOIN entity_facts AS x ON c.context = x.node
LEFT JOIN kinds AS sk ON s.kind = sk.place
LEFT JOIN kinds AS ok ON o.kind = ok.place
