-- A row is a described source that is tied to one that was found, and was not found yet.
SELECT DISTINCT d.node
FROM found_sources AS f
JOIN ties AS t ON f.node = t.node
JOIN nodes AS d ON t.other = d.node
LEFT JOIN found_sources AS before ON t.other = before.node
WHERE before.node IS NULL
