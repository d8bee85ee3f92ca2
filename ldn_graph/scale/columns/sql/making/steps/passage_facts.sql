-- A row is a node that is a passage or a selector of one, with what it says once.
SELECT
    s.node,
    max(CASE WHEN s.property = 'ldn:section' THEN s.value END) AS section,
    max(CASE WHEN s.property = 'ldn:passageSha256' THEN s.value END) AS sha256,
    max(CASE WHEN s.property = 'oa:start' THEN s.value END) AS start,
    max(CASE WHEN s.property = 'oa:end' THEN s.value END) AS "end"
FROM said AS s
JOIN (
    SELECT node FROM claim_passages
    UNION SELECT selector FROM claim_passages WHERE selector IS NOT NULL
) AS p ON s.node = p.node
GROUP BY s.node
