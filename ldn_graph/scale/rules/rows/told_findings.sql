-- One row a finding of the flag whose findings are in `found`, as it is told to people, with its place among all.
SELECT f.claim * 1000000 + f.place AS nth, a.id, f.message, f.remedy
FROM found AS f
JOIN asked_claims AS a ON a.number = f.claim
