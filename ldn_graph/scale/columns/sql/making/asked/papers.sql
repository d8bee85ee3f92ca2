-- A row is a source and another record of its paper.
SELECT node, other FROM papers
