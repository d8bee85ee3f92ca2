-- A row is a term that the vocabulary does not have.
SELECT 'https://w3id.org/ldn-graph/vocab#' AS node, concat('unknown term ', u.term) AS what
FROM (
    SELECT DISTINCT
        CASE
            WHEN starts_with(value, 'https://w3id.org/ldn-graph/vocab#') THEN substr(value, 34)
            ELSE value
        END AS term
    FROM statements
    WHERE suffix IS NULL AND (starts_with(value, 'https://w3id.org/ldn-graph/vocab#')
        OR (how IN ('concept', 'concepts') AND NOT contains(value, ':')))
    UNION
    SELECT DISTINCT substr(property, 35, length(property) - 35)
    FROM statements
    WHERE starts_with(property, '<https://w3id.org/ldn-graph/vocab#')
) AS u
LEFT JOIN terms AS t ON u.term = t.name
WHERE t.name IS NULL
