-- One row a quantity that a claim states and that does not agree with what was found. Numbers of any length are compared
-- as they are written, so the findings come from Python (number_findings.py), of the few claims that state numbers.
SELECT
    claim,
    place,
    'Violation' AS severity,
    message,
    'correct the number, or say whose estimate it is' AS remedy,
    because
FROM number_findings
