"""Claims as tables of columns, in Parquet: what they have, how they are made, opened and read."""
