-- One row a claim of which nobody judged how strongly it is stated.
SELECT
    number AS claim,
    0 AS place,
    'Info' AS severity,
    'nobody judged how strongly it is stated, so whether it is overclaimed was not judged' AS message,
    'read where it is made, and set ldn:wording (in a table, the column wording)' AS remedy,
    CONCAT(
        node(iri), ' <https://w3id.org/ldn-graph/vocab#wording> <https://w3id.org/ldn-graph/vocab#unjudged> .'
    ) AS because
FROM claims
WHERE wording = 'unjudged'
