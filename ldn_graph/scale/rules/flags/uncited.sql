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
    WHERE l.link = 'cites' AND l.source IN (SELECT source FROM origins)
    GROUP BY l.source, s.iri
), claimed AS (
    SELECT claim, COUNT(*) AS number, MIN(source) AS source FROM origins GROUP BY claim
), alone AS (
    SELECT
        c.claim,
        c.number AS articles,
        r.number AS refs,
        s.iri AS article,
        CAST(NULL AS VARCHAR) AS origins,
        r.triples AS cites
    FROM claimed AS c
    JOIN sources AS s ON s.number = c.source
    LEFT JOIN referring AS r ON r.source = c.source
    WHERE c.number = 1
), different AS (
    SELECT c.claim, COUNT(DISTINCT l.iri) AS number
    FROM claimed AS c
    JOIN origins AS o ON o.claim = c.claim
    JOIN source_links AS l ON l.source = o.source AND l.link = 'cites'
    WHERE c.number > 1
    GROUP BY c.claim
), several AS (
    SELECT
        c.claim,
        c.number AS articles,
        d.number AS refs,
        CAST(NULL AS VARCHAR) AS article,
        STRING_AGG(
            triple(node(n.iri), '<http://www.w3.org/ns/prov#wasDerivedFrom>', node(s.iri)), ' ' ORDER BY o.place
        ) AS origins,
        STRING_AGG(r.triples, ' ' ORDER BY o.place) AS cites
    FROM claimed AS c
    JOIN origins AS o ON o.claim = c.claim
    JOIN sources AS s ON s.number = o.source
    JOIN claims AS n ON n.number = c.claim
    LEFT JOIN referring AS r ON r.source = o.source
    LEFT JOIN different AS d ON d.claim = c.claim
    WHERE c.number > 1
    GROUP BY c.claim, c.number, d.number
), derived AS (
    SELECT * FROM alone
    UNION ALL
    SELECT * FROM several
)
SELECT
    f.claim,
    0 AS place,
    'Warning' AS severity,
    CASE
        WHEN f.as_published = 'document_only'
            THEN CASE
                WHEN d.articles > 1 THEN 'the ' || thousands(d.articles) || ' articles that make it tie none of their'
                ELSE 'the article ties none of its'
            END || ' references (' || CAST(d.refs AS VARCHAR) || ') to this claim'
        WHEN d.articles > 1
            THEN 'no reference of the ' || thousands(d.articles) || ' articles that make it is recorded'
        WHEN d.articles = 1 THEN 'no reference of the article is recorded'
        ELSE 'no article is recorded for this claim'
    END AS message,
    CASE
        WHEN f.as_published <> 'document_only' AND d.articles > 0
            THEN 'record what is cited for it (in a table, the column cited); where nothing is, '
        ELSE ''
    END || 'cite a source beside the claim' AS remedy,
    CASE
        WHEN d.articles IS NULL
            THEN triple(
                node(c.iri), '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>', ldn('Claim')
            )
        WHEN d.articles = 1
            THEN triple(node(c.iri), '<http://www.w3.org/ns/prov#wasDerivedFrom>', node(d.article))
        ELSE d.origins
    END || COALESCE(' ' || d.cites, '') AS because
FROM claim_facts AS f
JOIN claims AS c ON c.number = f.claim
LEFT JOIN derived AS d ON d.claim = f.claim
WHERE f.as_published <> 'cited'
