-- One row a claim with a finding of the flag whose findings are in `found`, and its severity, 0 the gravest. Of several on
-- a claim the first has it.
SELECT f.claim, s.grade
FROM found AS f
JOIN severities AS s ON s.severity = f.severity
WHERE f.place = 0
