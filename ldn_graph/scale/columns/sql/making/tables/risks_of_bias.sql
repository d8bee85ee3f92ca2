-- A row is how the risk of bias of a source was judged.
SELECT r.number, r.source, r.place, r.node AS iri, f.tool, f.judgement, f.result, f.judge, f.created, f.comment
FROM source_risks AS r
JOIN risk_facts AS f ON r.node = f.node
