-- The rows of the claims on the condition that is asked for, and of those that these are judged by: their premises, and
-- those that state or measure what their numbers are ratios of.
WITH asked AS (
    SELECT c.number AS claim
    FROM all_claims AS c
    JOIN asked_entities AS e ON e.entity = c.condition
), parts AS (
    SELECT q.numerator AS iri FROM quantities AS q JOIN asked AS a ON a.claim = q.claim
    UNION
    SELECT q.denominator AS iri FROM quantities AS q JOIN asked AS a ON a.claim = q.claim
), needed AS (
    SELECT claim FROM asked
    UNION
    SELECT p.premise AS claim FROM premises AS p JOIN asked AS a ON a.claim = p.claim
    UNION
    SELECT q.claim FROM quantities AS q JOIN parts AS p ON p.iri = q.iri
)
SELECT c.*
FROM all_claims AS c
JOIN needed AS n ON n.claim = c.number
