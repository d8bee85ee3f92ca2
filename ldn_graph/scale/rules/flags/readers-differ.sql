-- One row a claim and a reader with whose judgements, in the place of those adopted, its status would be another.
WITH ordered AS (
    SELECT
        line,
        judge,
        COALESCE(judge, '') AS reader,
        iri,
        bearing,
        directness,
        indirectness,
        ROW_NUMBER() OVER (PARTITION BY line, judge ORDER BY COALESCE(created, '') DESC, iri DESC) AS nth
    FROM judgements
), latest AS (
    SELECT * FROM ordered WHERE nth = 1
), readers AS (
    SELECT DISTINCT e.claim, l.judge, l.reader
    FROM latest AS l
    JOIN line_facts AS e ON e.line = l.line
    WHERE e.counts
), judged AS (
    SELECT
        r.claim,
        r.judge,
        r.reader,
        e.line,
        e.place,
        e.iri,
        e.source_id,
        e.counts,
        e.is_empty,
        e.null_without_interval,
        e.rank,
        l.iri AS judgement,
        l.directness AS other_directness,
        l.bearing AS other_bearing,
        COALESCE(l.bearing, e.bearing) AS bearing,
        COALESCE(l.directness, e.directness) <> 'indirect' AS direct,
        e.counts AND (l.bearing <> e.bearing OR l.directness <> e.directness OR l.indirectness <> e.indirectness)
            AS differs
    FROM readers AS r
    JOIN line_facts AS e ON e.claim = r.claim
    LEFT JOIN latest AS l ON l.line = e.line AND l.reader = r.reader
), rated AS (
    SELECT
        j.claim,
        j.judge,
        j.reader,
        c.status,
        status_of(
            j.counts AND j.direct,
            j.counts AND b.in_favour AND NOT j.is_empty,
            j.counts AND b.affirms AND NOT j.is_empty,
            j.counts AND b.against AND NOT j.is_empty AND NOT j.null_without_interval,
            j.rank,
            c.searched OR BOOL_OR(j.bearing <> 'givesBackground')
        ) AS other
    FROM judged AS j
    JOIN bearings AS b ON b.bearing = j.bearing
    JOIN claim_facts AS c ON c.claim = j.claim
    GROUP BY j.claim, j.judge, j.reader, c.status, c.searched
), found AS (
    SELECT
        claim,
        judge,
        reader,
        other,
        ROW_NUMBER() OVER (PARTITION BY claim ORDER BY CASE WHEN judge IS NULL THEN 1 ELSE 0 END, judge) - 1 AS place
    FROM rated
    WHERE other <> status
), differing AS (
    SELECT
        j.*,
        ROW_NUMBER() OVER (PARTITION BY j.claim, j.reader, j.source_id ORDER BY j.place) AS nth_of_id,
        ROW_NUMBER() OVER (PARTITION BY j.claim, j.reader, j.judgement ORDER BY j.place) AS nth_of_judgement
    FROM found AS f
    JOIN judged AS j ON j.claim = f.claim AND j.reader = f.reader
    WHERE j.differs
), named AS (
    SELECT
        d.claim,
        d.reader,
        STRING_AGG(CASE WHEN d.nth_of_id = 1 THEN d.source_id END, ', ' ORDER BY d.place) AS names,
        STRING_AGG(t.triples, ' ' ORDER BY d.place) || ' ' || STRING_AGG(
            triple(node(d.iri), ldn('otherJudgement'), node(d.judgement)) || CASE
                -- a judgement of several lines is told of once, and one that is itself such a line was told of above
                WHEN d.nth_of_judgement > 1 OR a.line IS NOT NULL THEN ''
                ELSE ' ' || triple(node(d.judgement), ldn('bearing'), ldn(d.other_bearing))
                    || ' ' || triple(node(d.judgement), ldn('directness'), ldn(d.other_directness))
            END,
            ' ' ORDER BY d.place
        ) AS because
    FROM differing AS d
    JOIN line_triples AS t ON t.line = d.line
    LEFT JOIN differing AS a ON a.claim = d.claim AND a.reader = d.reader AND a.iri = d.judgement
    GROUP BY d.claim, d.reader
)
SELECT
    f.claim,
    f.place,
    'Warning' AS severity,
    f.other || ' by another reader (' || COALESCE(local_id(f.judge), 'not named') || '), who judged otherwise: '
        || COALESCE(n.names, '') AS message,
    'read both judgements and the source, and say why one is adopted' AS remedy,
    COALESCE(n.because, '') AS because
FROM found AS f
LEFT JOIN named AS n ON n.claim = f.claim AND n.reader = f.reader
