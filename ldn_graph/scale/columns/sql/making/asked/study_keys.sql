-- A row is a source that bears on a claim and an identifier that another such has too, in the order of lines.
SELECT k.node, k.key
FROM keys AS k
JOIN bearing AS b ON k.node = b.node
WHERE k.key IN (
    SELECT o.key
    FROM keys AS o
    JOIN bearing AS c ON o.node = c.node
    GROUP BY o.key
    HAVING count(*) > 1
)
ORDER BY b.line, k.place
