-- One row a source that bears on a claim: the first of those that are the same paper.
SELECT DISTINCT e.source, COALESCE(t.paper, e.source) AS paper
FROM line_weights AS e
LEFT JOIN tied_papers AS t ON t.source = e.source
