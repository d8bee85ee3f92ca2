-- One row a flag and a claim that has it by some of its lines: the ids of their sources, each once, what is said of
-- each line, the triples of the lines, those that tie them to the claim alone, and all with those of their designs.
-- Most findings are of one line: they are spared the joining of texts, which takes longer than all else.
WITH some_lines AS (
    SELECT
        flag,
        claim,
        line,
        place,
        source_id,
        note,
        COUNT(*) OVER (PARTITION BY flag, claim) AS lines,
        ROW_NUMBER() OVER (PARTITION BY flag, claim, source_id ORDER BY place) AS nth_of_id,
        CASE WHEN own_design THEN 1 ELSE ROW_NUMBER() OVER (PARTITION BY flag, claim, source, own_design ORDER BY place)
            END AS nth_of_design
    FROM flag_lines
)
SELECT
    e.flag,
    e.claim,
    e.source_id AS names,
    e.note AS notes,
    t.tie AS ties,
    t.triples,
    CASE WHEN t.design_triple IS NULL THEN t.triples ELSE CONCAT(t.triples, ' ', t.design_triple) END AS with_designs
FROM some_lines AS e
JOIN line_triples AS t ON t.line = e.line
WHERE e.lines = 1
UNION ALL
SELECT
    e.flag,
    e.claim,
    string_agg(CASE WHEN e.nth_of_id = 1 THEN e.source_id END, ', ' ORDER BY e.place) AS names,
    string_agg(e.note, ', ' ORDER BY e.place) AS notes,
    string_agg(t.tie, ' ' ORDER BY e.place) AS ties,
    string_agg(t.triples, ' ' ORDER BY e.place) AS triples,
    string_agg(
        CASE
            WHEN t.design_triple IS NULL OR e.nth_of_design > 1 THEN t.triples
            ELSE CONCAT(t.triples, ' ', t.design_triple)
        END,
        ' ' ORDER BY e.place
    ) AS with_designs
FROM some_lines AS e
JOIN line_triples AS t ON t.line = e.line
WHERE e.lines > 1
GROUP BY e.flag, e.claim
