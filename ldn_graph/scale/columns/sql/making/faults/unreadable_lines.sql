-- A row is a statement whose terms were not found in its line: an IRI has a space in it.
SELECT node, concat('a statement that cannot be split: ', property) AS what
FROM statements
WHERE (how = '' AND NOT (starts_with(property, '<') AND ends_with(property, '>')))
    OR (suffix IS NULL AND contains(value, ' '))
