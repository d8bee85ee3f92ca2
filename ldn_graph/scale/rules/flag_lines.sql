-- One row a flag, a claim that has it, and an evidence line that the finding names; `note` is what is said of that
-- line where it is more than the id of its source, `lines` how many lines the finding names, of which one is the first.
WITH counted AS (
    SELECT e.*, c.searched, c.overclaimed, c.lines_in_favour, c.direct_in_favour, c.studies
    FROM line_facts AS e
    JOIN claim_facts AS c ON c.claim = e.claim
    WHERE e.counts
), reviewed_only AS (
    SELECT e.claim
    FROM line_facts AS e
    WHERE e.counts AND e.in_favour
    GROUP BY e.claim
    HAVING COUNT(CASE WHEN e.is_primary THEN 1 END) = 0 AND COUNT(*) = COUNT(e.design)
), named AS (
    SELECT 'overclaimed' AS flag, claim, line, NULL AS note
    FROM counted
    WHERE overclaimed AND direct AND (in_favour OR against)
    UNION ALL
    SELECT 'indirect-only', claim, line, NULL
    FROM counted
    WHERE in_favour AND direct_in_favour = 0
    UNION ALL
    SELECT 'indirect-against', claim, line, NULL
    FROM line_facts
    WHERE counts AND against AND NOT direct
    UNION ALL
    SELECT 'secondary-only', e.claim, e.line, CONCAT(e.source_id, ' (', d.words, ')')
    FROM line_facts AS e
    JOIN reviewed_only AS r ON r.claim = e.claim
    JOIN designs AS d ON d.design = e.design
    WHERE e.counts AND e.in_favour
    UNION ALL
    SELECT 'one-line-decides', e.claim, e.line, CONCAT(e.source_id, ' (', w.status, ' without it)')
    FROM decisive_lines AS w
    JOIN line_facts AS e ON e.line = w.line
    UNION ALL
    SELECT 'single-study', claim, line, NULL
    FROM counted
    WHERE in_favour AND studies = 1
    UNION ALL
    SELECT 'not-searched', claim, line, NULL
    FROM counted
    WHERE NOT searched
    UNION ALL
    SELECT 'directness-unrated', claim, line, NULL
    FROM line_facts
    WHERE counts AND directness = 'unrated'
    UNION ALL
    SELECT 'design-unknown', claim, line, NULL
    FROM line_facts
    WHERE counts AND design IS NULL AND bearing <> 'givesBackground'
)
SELECT
    flag,
    claim,
    line,
    note,
    COUNT(*) OVER (PARTITION BY flag, claim) AS lines,
    line = MIN(line) OVER (PARTITION BY flag, claim) AS is_first
FROM named
