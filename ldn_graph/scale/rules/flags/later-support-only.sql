-- One row a claim of which all that is in favour was published after the last of its articles, which all have a date.
WITH favoured AS (
    SELECT claim, line, place, source, source_id FROM line_facts WHERE counts AND in_favour
), made AS (
    SELECT o.claim, MAX(s.issued) AS issued
    FROM origins AS o
    JOIN sources AS s ON s.number = o.source
    WHERE o.claim IN (SELECT claim FROM favoured)
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
    FROM favoured AS e
    JOIN made AS m ON m.claim = e.claim
    JOIN sources AS s ON s.number = e.source
), compared AS (
    SELECT
        *,
        issued IS NOT NULL AND (
            SUBSTR(issued, 1, shared) > SUBSTR(made, 1, shared)
            OR (SUBSTR(issued, 1, shared) = SUBSTR(made, 1, shared) AND shared < 10)
        ) AS is_later
    FROM dated
), later AS (
    SELECT claim, MIN(made) AS made, COUNT(*) AS number FROM compared GROUP BY claim HAVING BOOL_AND(is_later)
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
), told AS (
    SELECT
        c.claim,
        c.place,
        l.number,
        c.source,
        c.source_id,
        triple(node(s.iri), '<http://purl.org/dc/terms/issued>', s.issued_nt) AS date,
        t.triples
    FROM later AS l
    JOIN compared AS c ON c.claim = l.claim
    JOIN sources AS s ON s.number = c.source
    JOIN line_triples AS t ON t.line = c.line
), numbered AS (
    SELECT
        *,
        ROW_NUMBER() OVER (PARTITION BY claim, source_id ORDER BY place) AS nth_of_id,
        ROW_NUMBER() OVER (PARTITION BY claim, source ORDER BY place) AS nth_of_source
    FROM told
    WHERE number > 1
), named AS (
    -- nearly all claims have one line in favour, for which nothing needs to be sorted
    SELECT claim, source_id AS names, date AS dates, triples FROM told WHERE number = 1
    UNION ALL
    SELECT
        claim,
        STRING_AGG(CASE WHEN nth_of_id = 1 THEN source_id END, ', ' ORDER BY place) AS names,
        STRING_AGG(CASE WHEN nth_of_source = 1 THEN date END, ' ' ORDER BY place) AS dates,
        STRING_AGG(triples, ' ' ORDER BY place) AS triples
    FROM numbered
    GROUP BY claim
)
SELECT
    n.claim,
    0 AS place,
    'Info' AS severity,
    'everything in favour appeared after the article: ' || n.names AS message,
    'the article cannot have rested on it: say what it rested on' AS remedy,
    a.triple || ' ' || n.dates || ' ' || n.triples AS because
FROM named AS n
JOIN articles AS a ON a.claim = n.claim
