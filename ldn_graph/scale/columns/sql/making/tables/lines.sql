-- A row is an evidence line of a claim.
SELECT
    l.number,
    l.claim,
    l.place,
    l.node AS iri,
    s.number AS source,
    f.bearing,
    f.directness,
    coalesce(i.names, '') AS indirectness,
    coalesce(f.design, s.design) AS design,
    f.design IS NOT NULL AS own_design,
    coalesce(f.null_without_interval IN ('true', '1'), FALSE) AS null_without_interval,
    f.reviewed_design,
    CAST(split_part(ltrim(f.reviewed_studies, '+'), '.', 1) AS BIGINT) AS reviewed_studies,
    f.finding,
    f.adopted_because,
    f.judge,
    f.created,
    f.comment
FROM claim_lines AS l
JOIN line_facts AS f ON l.node = f.node
JOIN source_facts AS s ON f.source = s.node
LEFT JOIN concepts_said AS i ON l.node = i.node AND i.property = 'ldn:indirectness'
