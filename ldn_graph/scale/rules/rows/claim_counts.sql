-- One row for each status, way of being published, certainty and whether it was checked: how many claims are so, of
-- those asked for.
SELECT f.status, f.as_published, t.count_name, f.checked, COUNT(*) AS claims
FROM claim_facts AS f
JOIN asked_claims AS a ON a.number = f.claim
LEFT JOIN certainty AS t ON t.claim = f.claim
GROUP BY f.status, f.as_published, t.count_name, f.checked
