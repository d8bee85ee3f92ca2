-- A row is a source with its number and what it says once.
SELECT
    row_number() OVER (ORDER BY natural_text(id), id, node) - 1 AS number,
    facts.*
FROM (
    SELECT
        s.node,
        local_id(s.node) AS id,
        max(CASE WHEN s.property = 'rdfs:label' THEN s.value END) AS label,
        max(CASE WHEN s.property = 'rdfs:label' THEN s.suffix END) AS label_suffix,
        max(CASE WHEN s.property = 'dcterms:title' THEN s.value END) AS title,
        max(CASE WHEN s.property = 'dcterms:issued' THEN s.value END) AS issued,
        max(CASE WHEN s.property = 'dcterms:issued' THEN s.suffix END) AS issued_suffix,
        max(CASE WHEN s.property = 'dcterms:isPartOf' THEN s.value END) AS container,
        max(CASE WHEN s.property = 'bibo:volume' THEN s.value END) AS volume,
        max(CASE WHEN s.property = 'bibo:issue' THEN s.value END) AS issue,
        max(CASE WHEN s.property = 'bibo:pages' THEN s.value END) AS pages,
        max(CASE WHEN s.property = 'bibo:doi' THEN s.value END) AS doi,
        max(CASE WHEN s.property = 'bibo:pmid' THEN s.value END) AS pmid,
        max(CASE WHEN s.property = 'foaf:page' THEN s.value END) AS page,
        max(CASE WHEN s.property = 'dcterms:publisher' THEN s.value END) AS publisher,
        min(CASE WHEN s.property = 'rdf:type' THEN p.place END) AS publication,
        max(CASE WHEN s.property = 'ldn:readAs' THEN s.value END) AS read_as,
        max(CASE WHEN s.property = 'ldn:studyDesign' THEN s.value END) AS design,
        max(CASE WHEN s.property = 'ldn:participants' THEN s.value END) AS participants,
        max(CASE WHEN s.property = 'ldn:studiedPopulation' THEN s.value END) AS population,
        max(CASE WHEN s.property = 'ldn:studiedIntervention' THEN s.value END) AS intervention,
        max(CASE WHEN s.property = 'ldn:studiedComparator' THEN s.value END) AS comparator,
        max(CASE WHEN s.property = 'ldn:studiedOutcome' THEN s.value END) AS outcome,
        max(CASE WHEN s.property = 'ldn:mainResult' THEN s.value END) AS result,
        max(CASE WHEN s.property = 'ldn:limitation' THEN s.value END) AS limitation,
        max(CASE WHEN s.property = 'rdfs:comment' THEN s.value END) AS comment,
        max(CASE WHEN s.property = 'ldn:registrationTiming' THEN s.value END) AS registration_timing,
        max(CASE WHEN s.property = 'ldn:registeredOn' THEN s.value END) AS registered_on,
        max(CASE WHEN s.property = 'ldn:startedOn' THEN s.value END) AS started_on,
        max(CASE WHEN s.property = 'ldn:completedOn' THEN s.value END) AS completed_on,
        max(CASE WHEN s.property = 'ldn:registeredPrimaryOutcome' THEN s.value END) AS registered_outcome,
        max(CASE WHEN s.property = 'ldn:publishedPrimaryOutcome' THEN s.value END) AS published_outcome,
        max(CASE WHEN s.property = 'ldn:outcomeSwitched' THEN s.value END) AS outcome_switched,
        max(CASE WHEN s.property = 'ldn:randomised' THEN s.value END) AS randomised,
        max(CASE WHEN s.property = 'ldn:analysed' THEN s.value END) AS analysed,
        max(CASE WHEN s.property = 'ldn:completed' THEN s.value END) AS completed,
        max(CASE WHEN s.property = 'ldn:reviewedDesign' THEN s.value END) AS reviewed_design,
        max(CASE WHEN s.property = 'ldn:reviewedStudies' THEN s.value END) AS reviewed_studies
    FROM said AS s
    JOIN found_sources AS f ON s.node = f.node
    LEFT JOIN publications AS p ON s.value = p.iri AND s.property = 'rdf:type'
    GROUP BY s.node
) AS facts
