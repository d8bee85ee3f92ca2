-- A row is an identifier that several sources have, and one of them, in the order of the statements.
SELECT key, node
FROM keys
WHERE is_source AND key IN (SELECT key FROM keys WHERE is_source GROUP BY key HAVING count(*) > 1)
ORDER BY key, first_n
