-- A row is a source that says who paid for it, what conflicts of interest there are, or harms.
SELECT DISTINCT t.node
FROM texts AS t
JOIN found_sources AS f ON t.node = f.node
WHERE t.property IN ('ldn:funding', 'ldn:conflictOfInterest', 'ldn:harm')
