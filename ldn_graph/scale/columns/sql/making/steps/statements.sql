-- A row is a statement: a node, a property by its CURIE where it is read, and a value. Terms of the vocabulary stand
-- by their local names. Of a literal the value is its text, and the suffix is what stands behind the quoted text.
SELECT
    t.n,
    CASE WHEN starts_with(t.s, '<') THEN substr(t.s, 2, length(t.s) - 2) ELSE t.s END AS node,
    coalesce(p.name, t.p) AS property,
    coalesce(p.how, '') AS how,
    coalesce(p.bit, 0) AS bit,
    CASE
        WHEN starts_with(t.o, '"') THEN
            CASE
                WHEN contains(t.o, '\') THEN unescaped(substr(t.o, 2, length(t.o) - length(split_part(t.o, '"', -1)) - 2))
                WHEN ends_with(t.o, '"') THEN substr(t.o, 2, length(t.o) - 2)
                ELSE substr(t.o, 2, length(t.o) - length(split_part(t.o, '"', -1)) - 2)
            END
        WHEN starts_with(t.o, '<https://w3id.org/ldn-graph/vocab#') AND p.how IN ('concept', 'concepts')
            AND NOT contains(substr(t.o, 35), ':')
            THEN substr(t.o, 35, length(t.o) - 35)
        WHEN starts_with(t.o, '<') THEN substr(t.o, 2, length(t.o) - 2)
        ELSE t.o
    END AS value,
    CASE WHEN starts_with(t.o, '"') THEN split_part(t.o, '"', -1) END AS suffix
FROM triples AS t
LEFT JOIN properties AS p ON t.p = p.nt
WHERE NOT starts_with(t.o, '<<(')
