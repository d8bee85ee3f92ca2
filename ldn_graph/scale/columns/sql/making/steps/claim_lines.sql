-- A row is an evidence line of a claim, with its number.
SELECT row_number() OVER (ORDER BY claim, place) - 1 AS number, claim, place, node
FROM evidence
WHERE NOT is_search
