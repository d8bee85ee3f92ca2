-- A row is an identifier of a source that the list of retractions can have.
SELECT node, key FROM keys WHERE paper AND (starts_with(key, 'pmid:') OR starts_with(key, 'pmc:'))
