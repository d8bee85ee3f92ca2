-- One row a claim that is unchecked, unsupported, contradicted or indirectly-supported.
SELECT
    c.claim,
    0 AS place,
    'Violation' AS severity,
    CONCAT(
        c.status,
        ': ',
        CASE
            WHEN c.status = 'unsupported' AND c.lines_in_favour > 0
                THEN 'no source recorded here supports this claim directly, and indirect evidence of a level as good '
                    || 'or better outweighs the indirect evidence for it'
            ELSE s.words
        END,
        CASE
            WHEN c.status = 'unsupported' AND NOT c.searched AND c.counted_assessed
                THEN '; sources that address it were assessed, no search for others is recorded'
            ELSE ''
        END
    ) AS message,
    CASE
        WHEN c.status = 'unchecked'
            THEN 'search for evidence and record what is found, a search that finds nothing included'
        WHEN c.status = 'unsupported'
            THEN 'search on, and record a source that supports the claim; else withdraw the claim'
        WHEN c.status = 'contradicted' THEN 'correct the claim by the sources against it'
        ELSE 'look for direct evidence, or say of whom or what the evidence is'
    END AS remedy,
    t.because
FROM claim_facts AS c
JOIN statuses AS s ON s.status = c.status
JOIN status_triples AS t ON t.claim = c.claim
WHERE s.without_support
