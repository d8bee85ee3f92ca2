-- A row is how a source stands from the end of a year on.
SELECT f.number AS source, y.from_year, y.standing, y.stands
FROM told_years AS y
JOIN source_facts AS f ON y.node = f.node
