-- One row a claim whose certainty is low and lowered by risk of bias: how each study was judged, and by which triples.
WITH judged AS (
    SELECT s.claim, s.line, s.rank, o.id AS source_id, s.risk, s.judgement, j.words
    FROM rated_studies AS s
    JOIN low_certainties AS c ON c.claim = s.claim
    JOIN risk_judgements AS j ON j.judgement = s.judgement
    JOIN sources AS o ON o.number = s.source
    WHERE s.in_body AND s.severity IS NOT NULL AND c.by_risk_of_bias
), told AS (
    SELECT
        j.claim,
        j.rank,
        g.part,
        g.turn,
        triple(node(o.iri), ldn('riskOfBias'), node(j.risk)) AS triple
    FROM judged AS j
    JOIN study_lines AS g ON g.stands = j.line
    JOIN risks_of_bias AS r ON r.source = g.source AND r.iri = j.risk
    JOIN sources AS o ON o.number = g.source
    WHERE g.part < 2
    UNION ALL
    SELECT
        claim,
        rank,
        2 AS part,
        0 AS turn,
        triple(node(risk), ldn('riskOfBiasJudgement'), ldn(judgement)) AS triple
    FROM judged
), in_order AS (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY claim ORDER BY rank, part, turn) AS place
    FROM told
), first_told AS (
    SELECT claim, triple, MIN(place) AS place
    FROM in_order
    GROUP BY claim, triple
), because AS (
    SELECT claim, STRING_AGG(triple, ' ' ORDER BY place) AS because
    FROM first_told
    GROUP BY claim
), reasons AS (
    SELECT claim, STRING_AGG(source_id || ': ' || words, '; ' ORDER BY rank) AS reason
    FROM judged
    GROUP BY claim
)
SELECT
    r.claim,
    1 AS domain,
    'risk of bias: ' || r.reason || COALESCE('; not judged: ' || n.names, '') AS reason,
    b.because
FROM reasons AS r
JOIN because AS b ON b.claim = r.claim
LEFT JOIN certainty_names AS n ON n.claim = r.claim AND n.list = 'judged'
