-- One row a claim and a flag that it has because of what `claim_facts` or `flag_lines` say alone, and its severity, 0 the
-- gravest: without the texts of findings, and the lines that are joined for them.
WITH known AS (
    SELECT c.claim, 'no-supporting-source' AS flag
    FROM claim_facts AS c
    JOIN not_supported AS n ON n.status = c.status
    UNION ALL
    SELECT claim, 'overclaimed' FROM claim_facts WHERE overclaimed
    UNION ALL
    SELECT claim, 'uncited' FROM claim_facts WHERE as_published <> 'cited'
    UNION ALL
    SELECT claim, flag FROM flag_lines WHERE is_first AND flag <> 'overclaimed'
)
SELECT k.claim, k.flag, f.grade
FROM known AS k
JOIN flags AS f ON f.flag = k.flag
