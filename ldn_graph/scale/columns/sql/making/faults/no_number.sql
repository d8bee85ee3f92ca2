-- A row is a node with a number that cannot be read or does not fit, or with a truth that is neither true nor false.
SELECT s.node, concat(s.property, ' is ', substr(s.value, 1, 80)) AS what
FROM said AS s
JOIN reached AS r ON s.node = r.node
JOIN readings AS k ON r.kind = k.kind AND s.property = k.property
WHERE (s.how = 'number' AND NOT regexp_matches(
        s.value, '\A[+-]?([0-9]{1,40}([.][0-9]{0,40})?|[.][0-9]{1,40})\z'))
    OR (s.how = 'whole' AND NOT regexp_matches(s.value, '\A[+]?[0-9]{1,18}([.]0{0,40})?\z'))
    OR (s.how = 'flag' AND NOT (
        s.suffix = '^^<http://www.w3.org/2001/XMLSchema#boolean>' AND s.value IN ('true', 'false', '1', '0')))
