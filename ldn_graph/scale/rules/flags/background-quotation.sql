-- One row a claim that has a line for or against it of which only is quoted what its source says of others.
WITH background AS (
    SELECT line
    FROM quotations
    GROUP BY line
    HAVING COUNT(*) = COUNT(CASE WHEN role = 'backgroundStatement' THEN 1 END)
), quoted AS (
    SELECT
        e.claim,
        e.line,
        e.place,
        e.source_id,
        ROW_NUMBER() OVER (PARTITION BY e.claim, e.source_id ORDER BY e.place) AS nth_of_id
    FROM background AS b
    JOIN line_facts AS e ON e.line = b.line
    WHERE e.counts AND (e.in_favour OR e.against)
)
SELECT
    q.claim,
    0 AS place,
    'Warning' AS severity,
    'what is quoted is background in its source, not what it found: '
        || STRING_AGG(CASE WHEN q.nth_of_id = 1 THEN q.source_id END, ', ' ORDER BY q.place) AS message,
    'quote what the source itself found, or record the study that it speaks of' AS remedy,
    STRING_AGG(t.triples, ' ' ORDER BY q.place) AS because
FROM quoted AS q
JOIN line_triples AS t ON t.line = q.line
GROUP BY q.claim
