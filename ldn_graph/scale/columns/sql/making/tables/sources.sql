-- A row is a source that bears on a claim, makes one, or is tied to one that does.
SELECT
    f.number,
    f.node AS iri,
    f.id,
    coalesce(nullif(f.label, ''), nullif(f.title, ''), f.id) AS label,
    CASE WHEN f.label <> '' THEN f.label_suffix END AS label_suffix,
    f.title,
    coalesce(a.authors, CAST([] AS VARCHAR[])) AS authors,
    f.issued,
    written(f.issued, f.issued_suffix) AS issued_nt,
    CAST(substr(f.issued, 1, 4) AS BIGINT) AS year,
    f.container,
    f.volume,
    f.issue,
    f.pages,
    f.doi,
    f.pmid,
    coalesce(i.identifiers, CAST([] AS VARCHAR[])) AS identifiers,
    f.page,
    f.publisher,
    p.name AS publication_type,
    f.read_as,
    f.design,
    CAST(split_part(ltrim(f.participants, '+'), '.', 1) AS BIGINT) AS participants,
    f.population,
    f.intervention,
    f.comparator,
    f.outcome,
    f.result,
    f.limitation,
    f.comment,
    f.registration_timing,
    f.registered_on,
    f.started_on,
    f.completed_on,
    f.registered_outcome,
    f.published_outcome,
    coalesce(f.outcome_switched IN ('true', '1'), FALSE) AS outcome_switched,
    CAST(split_part(ltrim(f.randomised, '+'), '.', 1) AS BIGINT) AS randomised,
    CAST(split_part(ltrim(f.analysed, '+'), '.', 1) AS BIGINT) AS analysed,
    CAST(split_part(ltrim(f.completed, '+'), '.', 1) AS BIGINT) AS completed,
    coalesce(l.funding, CAST([] AS VARCHAR[])) AS funding,
    coalesce(l.conflicts, CAST([] AS VARCHAR[])) AS conflicts,
    coalesce(l.harms, CAST([] AS VARCHAR[])) AS harms,
    f.reviewed_design,
    CAST(split_part(ltrim(f.reviewed_studies, '+'), '.', 1) AS BIGINT) AS reviewed_studies,
    s.standing,
    s.listed_on AS standing_listed_on,
    s.origin AS standing_origin,
    s.in_graph AS standing_in_graph,
    coalesce(s.words, w.words) AS standing_words,
    CASE WHEN s.standing IS NOT NULL THEN 'known' ELSE w.lookup END AS lookup,
    coalesce(t.number, f.number) AS study
FROM source_facts AS f
LEFT JOIN publications AS p ON f.publication = p.place
LEFT JOIN creators AS a ON f.node = a.node
LEFT JOIN identifier_lists AS i ON f.node = i.node
LEFT JOIN text_lists AS l ON f.node = l.node
LEFT JOIN standings AS s ON f.node = s.node
LEFT JOIN (
    SELECT
        node,
        min(CASE WHEN starts_with(key, 'pmid:') OR starts_with(key, 'pmc:') THEN 0 WHEN starts_with(key, 'doi:') THEN 1 END)
            AS place
    FROM keys
    WHERE paper
    GROUP BY node
) AS k ON f.node = k.node
JOIN lookups AS w ON coalesce(k.place, 2) = w.place
LEFT JOIN studies AS g ON f.node = g.node
LEFT JOIN source_facts AS t ON g.study = t.node
