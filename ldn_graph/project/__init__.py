"""A folder of one's own: an article, a table of its claims, and what holds them together."""
