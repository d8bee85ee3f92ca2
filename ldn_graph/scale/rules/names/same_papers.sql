-- The rows of meant_papers, and the sources that are one paper with one of them: made until none is added.
SELECT source
FROM meant_papers
UNION
SELECT o.source
FROM meant_papers AS m
JOIN source_keys AS k ON k.source = m.source AND k.paper
JOIN source_keys AS o ON o.key = k.key AND o.paper
