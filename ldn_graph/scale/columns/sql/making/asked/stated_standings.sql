-- A row is a source of which the graph says how it stands.
SELECT DISTINCT node FROM statements WHERE property = 'ldn:standing'
