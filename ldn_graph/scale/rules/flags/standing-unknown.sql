-- One row a claim that has a line, more than background, of a source that the list of retractions could not have.
WITH touched AS (
    SELECT DISTINCT e.claim
    FROM sources AS s
    JOIN line_facts AS e ON e.source = s.number
    WHERE s.lookup <> 'known' AND e.counts AND e.bearing <> 'givesBackground'
), assessed AS (
    SELECT
        e.claim,
        e.place,
        e.source,
        e.source_id,
        s.lookup,
        ROW_NUMBER() OVER (PARTITION BY e.claim, e.source ORDER BY e.place) AS nth_of_source,
        ROW_NUMBER() OVER (PARTITION BY e.claim, e.source_id, s.lookup ORDER BY e.place) AS nth_of_id
    FROM touched AS t
    JOIN line_facts AS e ON e.claim = t.claim
    JOIN sources AS s ON s.number = e.source
    WHERE e.counts AND e.bearing <> 'givesBackground'
), told AS (
    SELECT
        claim,
        COUNT(CASE WHEN nth_of_source = 1 THEN 1 END) AS number,
        COUNT(CASE WHEN nth_of_source = 1 AND lookup <> 'known' THEN 1 END) AS unknown,
        STRING_AGG(CASE WHEN nth_of_id = 1 AND lookup = 'none' THEN source_id END, ', ' ORDER BY place) AS unidentified,
        STRING_AGG(CASE WHEN nth_of_id = 1 AND lookup = 'doi' THEN source_id END, ', ' ORDER BY place) AS doi_alone
    FROM assessed
    GROUP BY claim
), unknown_sources AS (
    SELECT claim, source FROM assessed WHERE lookup <> 'known' AND nth_of_source = 1
), because AS (
    SELECT e.claim, STRING_AGG(t.triples, ' ' ORDER BY e.place) AS triples
    FROM unknown_sources AS u
    JOIN line_facts AS e ON e.claim = u.claim AND e.source = u.source
    JOIN line_triples AS t ON t.line = e.line
    WHERE e.counts
    GROUP BY e.claim
)
SELECT
    t.claim,
    0 AS place,
    'Info' AS severity,
    thousands(t.unknown) || ' of ' || thousands(t.number) || CASE WHEN t.number = 1 THEN ' source' ELSE ' sources' END
        || ' cannot be looked up in the list of retractions: '
        || COALESCE('no identifier: ' || t.unidentified, '')
        || CASE WHEN t.unidentified IS NOT NULL AND t.doi_alone IS NOT NULL THEN '; ' ELSE '' END
        || COALESCE('a DOI alone: ' || t.doi_alone, '') AS message,
    'record its PMID, or look it up: ldn-graph standing' AS remedy,
    b.triples AS because
FROM told AS t
JOIN because AS b ON b.claim = t.claim
