-- A row is a node that is described: where it is first, what it is, and whether it may say one thing twice.
SELECT
    node,
    min(n) AS first_n,
    sum(bit) <> bit_or(bit) AS doubled,
    max(CASE WHEN property = 'rdf:type' AND suffix IS NULL AND value = 'Claim' THEN 1 ELSE 0 END) = 1 AS is_claim,
    max(CASE WHEN property = 'rdf:type' AND suffix IS NULL AND value = 'EvidenceLine' THEN 1 ELSE 0 END) = 1 AS is_line,
    max(CASE WHEN property = 'rdf:type' AND suffix IS NULL AND value = 'EvidenceSearch' THEN 1 ELSE 0 END) = 1 AS is_search,
    max(CASE WHEN property = 'rdf:type' AND suffix IS NULL AND value = 'Source' THEN 1 ELSE 0 END) = 1 AS is_source
FROM statements
GROUP BY node
