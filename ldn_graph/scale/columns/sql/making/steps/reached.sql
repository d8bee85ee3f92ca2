-- A row is a node that is read, and as what.
SELECT node, 'claim' AS kind FROM claim_facts
UNION ALL SELECT node, 'entity' FROM entity_facts
UNION ALL SELECT DISTINCT node, 'broader' FROM edges WHERE property = 'skos:broader'
UNION ALL SELECT DISTINCT target, 'broader' FROM edges WHERE property = 'skos:broader'
UNION ALL SELECT node, 'line' FROM line_facts
UNION ALL SELECT node, 'search' FROM search_facts
UNION ALL SELECT node, 'quantity' FROM quantity_facts
UNION ALL SELECT DISTINCT node, 'passage' FROM claim_passages
UNION ALL SELECT DISTINCT selector, 'selector' FROM claim_passages WHERE selector IS NOT NULL
UNION ALL SELECT DISTINCT passage, 'quoted' FROM line_quotes
UNION ALL SELECT DISTINCT selector, 'quote' FROM line_quotes WHERE selector IS NOT NULL
UNION ALL SELECT node, 'source' FROM source_facts
UNION ALL SELECT node, 'identified' FROM nodes WHERE is_source
UNION ALL SELECT node, 'result' FROM result_facts
UNION ALL SELECT node, 'arm' FROM arm_facts
UNION ALL SELECT node, 'risk' FROM risk_facts
UNION ALL SELECT node, 'domain' FROM domain_facts
UNION ALL SELECT node, 'judgement' FROM judgement_facts
UNION ALL SELECT node, 'rating' FROM rating_facts
