-- A row is the number of a statement that is passed over: a node where a text is read, a text where a node is, and all
-- texts but one where one is read, which is the English one, else the first by language.
SELECT n
FROM statements
WHERE (suffix IS NULL AND how IN ('text', 'texts', 'number', 'whole', 'flag'))
    OR (suffix IS NOT NULL AND how IN ('iri', 'iris', 'concept', 'concepts'))
UNION ALL
SELECT n
FROM (
    SELECT
        n,
        row_number() OVER (
            PARTITION BY node, property
            ORDER BY
                CASE WHEN starts_with(suffix, '@en') THEN 0 ELSE 1 END,
                CASE WHEN starts_with(suffix, '@') THEN split_part(suffix, '--', 1) ELSE '' END,
                value, suffix, n
        ) AS place
    FROM repeated
    WHERE NOT (suffix IS NULL AND how IN ('text', 'number', 'whole', 'flag'))
        AND NOT (suffix IS NOT NULL AND how IN ('iri', 'concept'))
) AS ordered
WHERE place > 1
