-- A row is a claim with its number and what it says once.
SELECT
    row_number() OVER (ORDER BY natural_text(id), id, node) - 1 AS number,
    facts.*
FROM (
    SELECT
        s.node,
        local_id(s.node) AS id,
        max(CASE WHEN s.property = 'rdfs:label' THEN s.value END) AS label,
        max(CASE WHEN s.property = 'rdfs:label' THEN s.suffix END) AS label_suffix,
        max(CASE WHEN s.property = 'rdf:subject' THEN s.value END) AS subject,
        max(CASE WHEN s.property = 'rdf:predicate' THEN s.value END) AS predicate,
        max(CASE WHEN s.property = 'rdf:object' THEN s.value END) AS object,
        max(CASE WHEN s.property = 'biolink:object_direction_qualifier' THEN s.value END) AS direction,
        max(CASE WHEN s.property = 'biolink:disease_context_qualifier' THEN s.value END) AS context,
        max(CASE WHEN s.property = 'biolink:negated' THEN s.value END) AS negated,
        max(CASE WHEN s.property = 'ldn:topic' THEN s.value END) AS topic,
        max(CASE WHEN s.property = 'ldn:wording' THEN s.value END) AS wording,
        max(CASE WHEN s.property = 'rdfs:comment' THEN s.value END) AS comment
    FROM said AS s
    JOIN nodes AS d ON s.node = d.node
    WHERE d.is_claim
    GROUP BY s.node
) AS facts
