-- One row a claim and a way in which some of its sources stand that is told: what does not count as it was retracted, what
-- its publisher doubts, and what was corrected. The sources with how they stand, and the triples of that.
WITH noticed AS (
    SELECT
        e.claim,
        e.line,
        e.place,
        CASE WHEN e.fallen THEN 'retracted' ELSE e.standing END AS standing,
        e.source_id || ', ' || s.standing_words AS named,
        CASE WHEN s.standing_in_graph THEN triple(node(s.iri), ldn('standing'), ldn(s.standing)) END AS stated,
        e.source
    FROM line_facts AS e
    JOIN sources AS s ON s.number = e.source
    WHERE e.fallen OR (e.counts AND e.standing IN ('expressionOfConcern', 'corrected'))
), placed AS (
    SELECT
        n.*,
        ROW_NUMBER() OVER (PARTITION BY n.claim, n.standing, n.named ORDER BY n.place) AS nth_of_name,
        ROW_NUMBER() OVER (PARTITION BY n.claim, n.standing, n.source ORDER BY n.place) AS nth_of_source
    FROM noticed AS n
)
SELECT
    p.claim,
    p.standing,
    STRING_AGG(CASE WHEN p.nth_of_name = 1 THEN p.named END, '; ' ORDER BY p.place) AS names,
    STRING_AGG(t.triples, ' ' ORDER BY p.place)
        || COALESCE(' ' || STRING_AGG(CASE WHEN p.nth_of_source = 1 THEN p.stated END, ' ' ORDER BY p.place), '')
        AS because
FROM placed AS p
JOIN line_triples AS t ON t.line = p.line
GROUP BY p.claim, p.standing
