-- One row a claim and a line on which its status rests; of a claim that nothing supports, the indirect lines that were
-- weighed against one another, where one of them is in favour.
WITH weighed AS (
    SELECT DISTINCT claim
    FROM line_facts
    WHERE counts AND NOT direct AND in_favour
)
SELECT e.claim, e.line
FROM line_facts AS e
JOIN claim_facts AS c ON c.claim = e.claim
LEFT JOIN weighed AS w ON w.claim = e.claim
WHERE e.counts AND CASE
    WHEN c.status = 'supported' THEN e.direct AND e.affirms
    WHEN c.status = 'partly-supported' THEN e.direct AND e.in_favour
    WHEN c.status = 'contradicted' THEN e.direct AND e.against
    WHEN c.status = 'contested' THEN e.direct AND (e.in_favour OR e.against)
    ELSE w.claim IS NOT NULL AND NOT e.direct AND (e.in_favour OR (c.status = 'unsupported' AND e.against))
END
