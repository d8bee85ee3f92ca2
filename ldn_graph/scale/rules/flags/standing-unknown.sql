-- One row a claim that has a line, more than background, of a source that the list of retractions could not have.
WITH touched AS (
    SELECT DISTINCT e.claim
    FROM sources AS s
    JOIN line_facts AS e ON e.source = s.number
    WHERE s.lookup <> 'known' AND e.counts AND e.bearing <> 'givesBackground'
), counted AS (
    SELECT e.claim, e.line, e.place, e.source, e.source_id, s.lookup, e.bearing <> 'givesBackground' AS assessed
    FROM touched AS t
    JOIN line_facts AS e ON e.claim = t.claim
    JOIN sources AS s ON s.number = e.source
    WHERE e.counts
), numbered AS (
    SELECT
        *,
        BOOL_OR(assessed) OVER (PARTITION BY claim, source) AS source_assessed,
        ROW_NUMBER() OVER (PARTITION BY claim, source, assessed ORDER BY place) AS nth_of_source,
        ROW_NUMBER() OVER (PARTITION BY claim, source_id, lookup, assessed ORDER BY place) AS nth_of_id
    FROM counted
), told AS (
    SELECT
        n.claim,
        COUNT(CASE WHEN n.assessed AND n.nth_of_source = 1 THEN 1 END) AS number,
        COUNT(CASE WHEN n.assessed AND n.nth_of_source = 1 AND n.lookup <> 'known' THEN 1 END) AS unknown,
        STRING_AGG(
            CASE WHEN n.assessed AND n.nth_of_id = 1 AND n.lookup = 'none' THEN n.source_id END,
            ', ' ORDER BY n.place
        ) AS unidentified,
        STRING_AGG(
            CASE WHEN n.assessed AND n.nth_of_id = 1 AND n.lookup = 'doi' THEN n.source_id END,
            ', ' ORDER BY n.place
        ) AS doi_alone,
        STRING_AGG(
            CASE WHEN n.source_assessed AND n.lookup <> 'known' THEN t.triples END,
            ' ' ORDER BY n.place
        ) AS because
    FROM numbered AS n
    JOIN line_triples AS t ON t.line = n.line
    GROUP BY n.claim
)
SELECT
    claim,
    0 AS place,
    'Info' AS severity,
    thousands(unknown) || ' of ' || thousands(number) || CASE WHEN number = 1 THEN ' source' ELSE ' sources' END
        || ' cannot be looked up in the list of retractions: '
        || COALESCE('no identifier: ' || unidentified, '')
        || CASE WHEN unidentified IS NOT NULL AND doi_alone IS NOT NULL THEN '; ' ELSE '' END
        || COALESCE('a DOI alone: ' || doi_alone, '') AS message,
    'record its PMID, or look it up: ldn-graph standing' AS remedy,
    because
FROM told
