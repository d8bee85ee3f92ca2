-- A row is a source that is read.
SELECT node FROM found_sources
