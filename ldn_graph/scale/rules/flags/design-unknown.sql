-- One row a claim with a line that is more than background, of a source whose design is not recorded.
SELECT
    t.claim,
    0 AS place,
    'Info' AS severity,
    CONCAT(
        'no study design is recorded, so these have no level: ',
        t.names,
        CASE
            WHEN c.overclaimed IS NULL AND c.wording <> 'unjudged' THEN '; whether it is overclaimed was not judged'
            ELSE ''
        END
    ) AS message,
    'record ldn:studyDesign (in a table, the column design)' AS remedy,
    t.triples AS because
FROM flag_texts AS t
JOIN claim_facts AS c ON c.claim = t.claim
WHERE t.flag = 'design-unknown'
