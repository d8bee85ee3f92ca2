-- Those of these pairs that are shown: so many, most shared first.
SELECT condition, other, shared
FROM shared_pairs
ORDER BY shared DESC, condition, other
LIMIT (SELECT most FROM shown)
