-- A row is what an evidence line quotes of its source.
SELECT
    q.line,
    row_number() OVER (PARTITION BY q.line ORDER BY q.passage_place, q.selector_place, t.place) - 1 AS place,
    t.value AS words,
    t.suffix AS words_suffix,
    r.role
FROM line_quotes AS q
JOIN texts AS t ON q.selector = t.node AND t.property = 'oa:exact'
LEFT JOIN (
    SELECT node, max(value) AS role FROM said WHERE property = 'ldn:quotationRole' GROUP BY node
) AS r ON q.passage = r.node
