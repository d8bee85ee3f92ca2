-- A row is a source that bears on a claim, and the first line of which it is the source.
SELECT f.source AS node, min(l.number) AS line
FROM claim_lines AS l
JOIN line_facts AS f ON l.node = f.node
GROUP BY f.source
