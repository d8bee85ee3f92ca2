-- A row is a text of a property that may have several, with its place among these: by text, language and datatype.
SELECT
    node,
    property,
    value,
    suffix,
    row_number() OVER (
        PARTITION BY node, property
        ORDER BY
            value,
            CASE WHEN starts_with(suffix, '@') THEN split_part(suffix, '--', 1) ELSE '' END,
            CASE
                WHEN contains(suffix, '--') THEN ''
                WHEN suffix = '' THEN '^^<http://www.w3.org/2001/XMLSchema#string'
                ELSE rtrim(suffix, '>')
            END,
            suffix
    ) - 1 AS place
FROM (SELECT DISTINCT node, property, value, suffix FROM said WHERE how = 'texts') AS different
