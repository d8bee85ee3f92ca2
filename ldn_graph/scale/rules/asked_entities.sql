-- One row the condition that is asked for, and each that is narrower.
SELECT e.number AS entity FROM entities AS e JOIN asked_conditions AS a ON a.iri = e.iri
UNION
SELECT b.entity FROM broader AS b JOIN asked_conditions AS a ON a.iri = b.iri
