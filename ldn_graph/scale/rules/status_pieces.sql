-- One row a claim and a piece of what its status rests on, in the order of `part` and `place`: 0, the lines that were
-- weighed, indirect ones with their design; 1, of an unsupported claim the searches; 2, the other lines that were
-- assessed of it, and of an unchecked claim its lines.
WITH told AS (
    SELECT
        e.claim,
        e.line,
        e.place,
        e.source,
        e.own_design,
        e.counts AND (e.in_favour OR e.against)
            AND e.direct = (c.status IN ('supported', 'partly-supported', 'contested', 'contradicted')) AS weighed,
        (c.status = 'unsupported' AND e.bearing <> 'givesBackground') OR (c.status = 'unchecked' AND e.counts) AS shown,
        e.direct
    FROM line_facts AS e
    JOIN claim_facts AS c ON c.claim = e.claim
)
SELECT
    claim,
    CASE WHEN weighed THEN 0 ELSE 2 END AS part,
    place,
    line,
    weighed AND NOT direct
        AND (own_design OR ROW_NUMBER() OVER (PARTITION BY claim, source, own_design, weighed ORDER BY place) = 1)
        AS with_design
FROM told
WHERE weighed OR shown
UNION ALL
SELECT s.claim, 1 AS part, s.place, NULL AS line, FALSE AS with_design
FROM searches AS s
JOIN claim_facts AS c ON c.claim = s.claim
WHERE c.status = 'unsupported'
