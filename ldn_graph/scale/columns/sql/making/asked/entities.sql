-- A row is what claims are about.
SELECT node FROM entity_facts
