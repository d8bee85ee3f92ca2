-- A row is a quantity that is of no case.
SELECT node, 'ldn:outOf is not above 0' AS what
FROM quantity_facts
WHERE out_of IS NOT NULL AND coalesce(TRY_CAST(out_of AS DOUBLE) <= 0, TRUE)
