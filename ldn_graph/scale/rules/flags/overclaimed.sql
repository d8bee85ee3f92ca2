-- One row a claim whose wording is stronger than its best direct evidence.
WITH in_part AS (
    SELECT
        e.claim,
        MIN(CASE WHEN compared_nobody(e.is_primary, e.human, e.controlled) THEN e.rank END) AS weaker,
        MIN(CASE WHEN NOT compared_nobody(e.is_primary, e.human, e.controlled) THEN e.rank END) AS narrower
    FROM line_facts AS e
    JOIN claim_facts AS c ON c.claim = e.claim
    WHERE e.counts AND e.direct AND e.in_favour AND NOT e.affirms AND c.overclaimed
    GROUP BY e.claim
)
SELECT
    c.claim,
    0 AS place,
    'Violation' AS severity,
    CONCAT(
        w.words,
        ', but ',
        CASE
            WHEN c.wording = 'proven' AND c.best_level_against <= 2
                THEN CONCAT('evidence of ', level_words(c.best_level_against), ' speaks directly against it')
            WHEN c.affirmed
                THEN CONCAT(
                    'its best direct support is of ',
                    level_words(c.best_level_as_stated),
                    CASE WHEN b.studies = 1 THEN ', from 1 study' ELSE '' END
                )
            WHEN p.claim IS NOT NULL
                THEN CONCAT(
                    'its direct support is in part only: ',
                    CASE
                        WHEN p.narrower IS NULL THEN ''
                        ELSE CONCAT(level_words(NULLIF(p.narrower, 6)), ', for a narrower version')
                    END,
                    CASE WHEN p.narrower IS NOT NULL AND p.weaker IS NOT NULL THEN '; ' ELSE '' END,
                    CASE
                        WHEN p.weaker IS NULL THEN ''
                        ELSE CONCAT(level_words(NULLIF(p.weaker, 6)), ', by studies that compared nobody')
                    END
                )
            ELSE 'nothing direct is recorded in favour'
        END,
        '; ',
        w.needed
    ) AS message,
    'weaken the wording, or record the evidence that carries it' AS remedy,
    CONCAT(
        node(n.iri),
        ' <https://w3id.org/ldn-graph/vocab#wording> <https://w3id.org/ldn-graph/vocab#', c.wording, '> .',
        CASE WHEN t.claim IS NULL THEN '' ELSE CONCAT(' ', t.with_designs) END
    ) AS because
FROM claim_facts AS c
JOIN claims AS n ON n.number = c.claim
JOIN wordings AS w ON w.wording = c.wording
LEFT JOIN in_part AS p ON p.claim = c.claim
LEFT JOIN (SELECT claim, studies FROM study_counts WHERE scope = 'best') AS b ON b.claim = c.claim
LEFT JOIN (SELECT claim, with_designs FROM flag_texts WHERE flag = 'overclaimed') AS t ON t.claim = c.claim
WHERE c.overclaimed
