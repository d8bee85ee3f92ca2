-- A row is a node whose label is longer than labels may be.
SELECT node, 'a label of more than 2,000 characters' AS what FROM claim_facts WHERE length(label) > 2000
UNION ALL SELECT node, 'a label of more than 2,000 characters' FROM entity_facts WHERE length(label) > 2000
UNION ALL SELECT node, 'a label of more than 2,000 characters' FROM source_facts WHERE length(label) > 2000
