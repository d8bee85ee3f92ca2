-- One row a condition that a person may mean by a name, its IRI, id, label or another name, 0 as it is written and 1 in
-- other capitals: its IRI, and whether a claim is made on it or on a narrower one.
WITH named AS (
    SELECT
        e.number,
        e.iri,
        MIN(CASE WHEN e.iri = $iri OR e.id = $name OR e.label = $name OR n.name = $name THEN 0 ELSE 1 END) AS capitals
    FROM entities AS e
    LEFT JOIN entity_names AS n ON n.entity = e.number
    WHERE e.kind = 'Condition' AND (
        e.iri = $iri OR LOWER(e.id) = LOWER($name) OR LOWER(e.label) = LOWER($name) OR LOWER(n.name) = LOWER($name)
    )
    GROUP BY e.number, e.iri
), meant AS (
    SELECT iri, number AS condition FROM named
    UNION
    SELECT m.iri, b.entity AS condition FROM named AS m JOIN broader AS b ON b.iri = m.iri
), told AS (
    SELECT DISTINCT m.iri FROM meant AS m JOIN claims AS c ON c.condition = m.condition
)
SELECT m.iri, m.capitals, t.iri IS NOT NULL AS has_claims
FROM named AS m
LEFT JOIN told AS t ON t.iri = m.iri
ORDER BY m.capitals, m.iri
