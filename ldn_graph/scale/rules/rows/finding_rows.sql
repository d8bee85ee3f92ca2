-- One row a finding of the flag whose findings are in `found`, on a claim that is asked for: as audit/tables.py has it.
SELECT a.number, f.place, f.severity, $flag AS rule, a.id AS claim, f.message, f.remedy, f.because
FROM found AS f
JOIN asked_claims AS a ON a.number = f.claim
WHERE f.claim >= $first AND f.claim < $end
