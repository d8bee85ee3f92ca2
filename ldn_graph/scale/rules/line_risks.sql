-- One row an evidence line by which certainty is rated whose risk of bias was judged: that of a result which the line
-- uses, else that of its study as a whole; of several the worst.
WITH judged AS (
    SELECT
        m.line,
        r.iri AS risk,
        r.tool,
        r.judgement,
        j.severity,
        ROW_NUMBER() OVER (
            PARTITION BY m.line
            ORDER BY CASE WHEN r.result IS NULL THEN 1 ELSE 0 END, COALESCE(j.severity, -1) DESC, r.iri DESC
        ) AS place
    FROM measured_lines AS m
    JOIN risks_of_bias AS r ON r.source = m.source
    JOIN risk_judgements AS j ON j.judgement = r.judgement
    LEFT JOIN results AS o ON o.iri = r.result
    LEFT JOIN line_results AS u ON u.line = m.line AND u.result = o.number
    WHERE r.result IS NULL OR u.line IS NOT NULL
)
SELECT line, risk, tool, judgement, severity
FROM judged
WHERE place = 1
