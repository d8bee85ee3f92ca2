-- A row is a quantity whose lowest value may be above its highest: decimals are compared exactly elsewhere.
SELECT node, low, high
FROM quantity_facts
WHERE low <> high AND coalesce(TRY_CAST(low AS DOUBLE) >= TRY_CAST(high AS DOUBLE), TRUE)
