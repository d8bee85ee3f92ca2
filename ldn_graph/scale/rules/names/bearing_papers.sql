-- One row a source of meant_papers that bears on a claim: its number and its id.
SELECT s.number, s.id
FROM sources AS s
JOIN meant_papers AS m ON m.source = s.number
JOIN (SELECT DISTINCT source FROM lines) AS l ON l.source = s.number
ORDER BY s.number
