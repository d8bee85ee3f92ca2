"""What runs the rules of :mod:`~ldn_graph.scale.rules`: DuckDB on one machine, Spark on many."""
