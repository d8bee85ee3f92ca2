-- One row a claim for which no source is recorded that its articles cite for it.
WITH referring AS (
    SELECT
        l.source,
        COUNT(*) AS number,
        STRING_AGG(
            triple(node(s.iri), '<http://purl.org/spar/cito/cites>', node(l.iri)), ' ' ORDER BY l.place
        ) AS triples
    FROM source_links AS l
    JOIN sources AS s ON s.number = l.source
    WHERE l.link = 'cites'
    GROUP BY l.source
), articles AS (
    SELECT s.number, s.iri, r.number AS refs, r.triples
    FROM sources AS s
    LEFT JOIN referring AS r ON r.source = s.number
    WHERE s.number IN (SELECT source FROM origins)
), several AS (
    SELECT DISTINCT claim FROM origins WHERE place > 0
), different AS (
    SELECT v.claim, COUNT(DISTINCT l.iri) AS number
    FROM several AS v
    JOIN origins AS o ON o.claim = v.claim
    JOIN source_links AS l ON l.source = o.source AND l.link = 'cites'
    GROUP BY v.claim
), joint AS (
    SELECT
        v.claim,
        COUNT(*) AS number,
        d.number AS refs,
        STRING_AGG(
            triple(node(c.iri), '<http://www.w3.org/ns/prov#wasDerivedFrom>', node(a.iri)), ' ' ORDER BY o.place
        ) AS derived,
        STRING_AGG(a.triples, ' ' ORDER BY o.place) AS triples
    FROM several AS v
    JOIN claims AS c ON c.number = v.claim
    JOIN origins AS o ON o.claim = v.claim
    JOIN articles AS a ON a.number = o.source
    LEFT JOIN different AS d ON d.claim = v.claim
    GROUP BY v.claim, d.number
)
SELECT
    f.claim,
    0 AS place,
    'Warning' AS severity,
    CASE
        WHEN f.as_published = 'document_only' AND j.number > 1
            THEN 'the ' || thousands(j.number) || ' articles that make it tie none of their references ('
                || CAST(j.refs AS VARCHAR) || ') to this claim'
        WHEN f.as_published = 'document_only'
            THEN 'the article ties none of its references (' || CAST(a.refs AS VARCHAR) || ') to this claim'
        WHEN j.number > 1
            THEN 'no reference of the ' || thousands(j.number) || ' articles that make it is recorded'
        WHEN o.claim IS NOT NULL THEN 'no reference of the article is recorded'
        ELSE 'no article is recorded for this claim'
    END AS message,
    CASE
        WHEN f.as_published <> 'document_only' AND o.claim IS NOT NULL
            THEN 'record what is cited for it (in a table, the column cited); where nothing is, '
        ELSE ''
    END || 'cite a source beside the claim' AS remedy,
    CASE
        WHEN o.claim IS NULL
            THEN triple(node(c.iri), '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>', ldn('Claim'))
        WHEN j.number > 1 THEN j.derived || COALESCE(' ' || j.triples, '')
        ELSE triple(node(c.iri), '<http://www.w3.org/ns/prov#wasDerivedFrom>', node(a.iri))
            || COALESCE(' ' || a.triples, '')
    END AS because
FROM claim_facts AS f
JOIN claims AS c ON c.number = f.claim
LEFT JOIN origins AS o ON o.claim = f.claim AND o.place = 0
LEFT JOIN articles AS a ON a.number = o.source
LEFT JOIN joint AS j ON j.claim = f.claim
WHERE f.as_published <> 'cited'
