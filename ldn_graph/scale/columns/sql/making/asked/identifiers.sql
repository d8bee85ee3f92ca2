-- A row is an identifier of a source that is neither its DOI nor its PMID.
SELECT node, value FROM texts WHERE property = 'dcterms:identifier' ORDER BY node, place
