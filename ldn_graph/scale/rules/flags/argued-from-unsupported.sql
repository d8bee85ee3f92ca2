-- One row a claim that rests on one without direct support, or on one that is overclaimed.
SELECT
    p.claim,
    0 AS place,
    'Warning' AS severity,
    'argued from a claim that does not stand by itself: '
        || STRING_AGG(
            b.id || ' (' || CASE
                WHEN n.status IS NULL THEN 'overclaimed'
                WHEN f.overclaimed THEN f.status || ', overclaimed'
                ELSE f.status
            END || ')',
            ', ' ORDER BY p.place
        ) AS message,
    'support the premise first, or make the claim without it' AS remedy,
    STRING_AGG(triple(node(c.iri), ldn('restsOn'), node(p.iri)), ' ' ORDER BY p.place) AS because
FROM premises AS p
JOIN claim_facts AS f ON f.claim = p.premise
JOIN claims AS b ON b.number = p.premise
JOIN claims AS c ON c.number = p.claim
LEFT JOIN not_supported AS n ON n.status = f.status
WHERE n.status IS NOT NULL OR f.overclaimed
GROUP BY p.claim
