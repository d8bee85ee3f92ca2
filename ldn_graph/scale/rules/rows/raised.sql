-- One row a claim with a finding of the flag whose findings are in `found`: the gravest severity, 0 the gravest of all.
SELECT f.claim, MIN(s.grade) AS grade
FROM found AS f
JOIN severities AS s ON s.severity = f.severity
GROUP BY f.claim
