-- One row a condition and a mechanism or outcome on which claims are made in it, and the rank of the condition among
-- such: small numbers, so that an engine counts pairs of them in an array.
SELECT condition, mechanism, CAST(DENSE_RANK() OVER (ORDER BY condition) AS INTEGER) AS condition_rank
FROM (SELECT DISTINCT condition, mechanism FROM made_on) AS distinct_ones
