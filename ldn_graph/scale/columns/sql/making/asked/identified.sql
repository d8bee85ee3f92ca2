-- A row is a source with what it is told from others by.
SELECT node, first_n, is_source, doi, pmid, page, container FROM identified
