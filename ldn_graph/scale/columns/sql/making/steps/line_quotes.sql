-- A row is a selector that quotes a source for an evidence line, in the order of passages and selectors.
SELECT l.number AS line, p.target AS passage, p.place AS passage_place, q.target AS selector, q.place AS selector_place
FROM claim_lines AS l
JOIN edges AS p ON l.node = p.node AND p.property = 'ldn:foundAt'
LEFT JOIN edges AS q ON p.target = q.node AND q.property = 'oa:hasSelector'
