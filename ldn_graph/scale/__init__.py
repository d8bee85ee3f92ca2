"""Very many claims: a few at a time, from a database or a server."""
