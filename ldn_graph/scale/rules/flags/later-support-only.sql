-- One row a claim of which all that is in favour was published after the last of its articles, which all have a date.
WITH made AS (
    SELECT o.claim, MAX(s.issued) AS issued
    FROM origins AS o
    JOIN sources AS s ON s.number = o.source
    GROUP BY o.claim
    HAVING COUNT(*) = COUNT(s.issued)
), dated AS (
    SELECT
        e.claim,
        e.line,
        e.place,
        e.source,
        e.source_id,
        m.issued AS made,
        -- as much of both dates as both have, of a year, a month and a day
        LEAST(LENGTH(m.issued), LENGTH(s.issued), 10) AS shared,
        s.issued
    FROM line_facts AS e
    JOIN made AS m ON m.claim = e.claim
    JOIN sources AS s ON s.number = e.source
    WHERE e.counts AND e.in_favour
), compared AS (
    SELECT
        *,
        issued IS NOT NULL AND (
            SUBSTR(issued, 1, shared) > SUBSTR(made, 1, shared)
            OR (SUBSTR(issued, 1, shared) = SUBSTR(made, 1, shared) AND shared < 10)
        ) AS is_later
    FROM dated
), later AS (
    SELECT claim, MIN(made) AS made FROM compared GROUP BY claim HAVING BOOL_AND(is_later)
), lasts AS (
    SELECT l.claim, MIN(o.place) AS place
    FROM later AS l
    JOIN origins AS o ON o.claim = l.claim
    JOIN sources AS s ON s.number = o.source AND s.issued = l.made
    GROUP BY l.claim
), articles AS (
    SELECT
        l.claim,
        triple(node(s.iri), '<http://purl.org/dc/terms/issued>', s.issued_nt) AS triple
    FROM lasts AS l
    JOIN origins AS o ON o.claim = l.claim AND o.place = l.place
    JOIN sources AS s ON s.number = o.source
), named AS (
    SELECT
        c.claim,
        c.line,
        c.place,
        c.source_id,
        c.source,
        ROW_NUMBER() OVER (PARTITION BY c.claim, c.source_id ORDER BY c.place) AS nth_of_id,
        ROW_NUMBER() OVER (PARTITION BY c.claim, c.source ORDER BY c.place) AS nth_of_source
    FROM compared AS c
    JOIN later AS l ON l.claim = c.claim
)
SELECT
    n.claim,
    0 AS place,
    'Info' AS severity,
    'everything in favour appeared after the article: '
        || STRING_AGG(CASE WHEN n.nth_of_id = 1 THEN n.source_id END, ', ' ORDER BY n.place) AS message,
    'the article cannot have rested on it: say what it rested on' AS remedy,
    a.triple || ' ' || STRING_AGG(
        CASE
            WHEN n.nth_of_source = 1 THEN triple(node(s.iri), '<http://purl.org/dc/terms/issued>', s.issued_nt)
        END,
        ' ' ORDER BY n.place
    ) || ' ' || STRING_AGG(t.triples, ' ' ORDER BY n.place) AS because
FROM named AS n
JOIN articles AS a ON a.claim = n.claim
JOIN sources AS s ON s.number = n.source
JOIN line_triples AS t ON t.line = n.line
GROUP BY n.claim, a.triple
