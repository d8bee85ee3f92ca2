-- One row a flag that some claim has of those asked for: how many have it, and the gravest severity.
SELECT r.flag, COUNT(*) AS claims, MIN(r.grade) AS grade
FROM raised AS r
JOIN asked_claims AS a ON a.number = r.claim
GROUP BY r.flag
