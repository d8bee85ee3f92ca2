-- One row a claim that is asked for, as audit/documents.py has it; several values stand between spaces.
WITH flagged AS (
    SELECT r.claim, STRING_AGG(r.flag, ' ' ORDER BY f.rank) AS flags
    FROM raised AS r
    JOIN flags AS f ON f.flag = r.flag
    GROUP BY r.claim
), placed AS (
    SELECT claim, source_id, MIN(place) AS place FROM line_facts WHERE counts GROUP BY claim, source_id
), sourced AS (
    SELECT claim, STRING_AGG(source_id, ' ' ORDER BY place) AS sources FROM placed GROUP BY claim
)
SELECT
    c.number,
    c.id,
    c.iri,
    c.label,
    CASE WHEN c.predicate IS NOT NULL AND o.id IS NOT NULL THEN s.id END AS subject,
    CASE WHEN s.id IS NOT NULL AND o.id IS NOT NULL THEN p.curie END AS predicate,
    CASE WHEN s.id IS NOT NULL AND c.predicate IS NOT NULL THEN o.id END AS object,
    c.direction,
    k.id AS condition,
    c.topic,
    c.wording,
    f.status,
    t.words AS certainty,
    t.lower AS certainty_lower,
    t.upper AS certainty_upper,
    COALESCE(f.overclaimed, FALSE) AS overclaimed,
    f.as_published,
    f.status_as_published,
    f.best_level_for,
    f.best_level_as_stated,
    f.best_level_against,
    f.studies AS independent_studies,
    COALESCE(g.flags, '') AS flags,
    COALESCE(r.sources, '') AS sources
FROM claims AS c
JOIN asked_claims AS a ON a.number = c.number
JOIN claim_facts AS f ON f.claim = c.number
LEFT JOIN certainty AS t ON t.claim = c.number
LEFT JOIN entities AS s ON s.number = c.subject
LEFT JOIN entities AS o ON o.number = c.object
LEFT JOIN entities AS k ON k.number = c.condition
LEFT JOIN predicate_curies AS p ON p.predicate = c.predicate
LEFT JOIN flagged AS g ON g.claim = c.number
LEFT JOIN sourced AS r ON r.claim = c.number
WHERE c.number >= $first AND c.number < $end
