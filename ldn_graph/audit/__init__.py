"""The rules, one small function each, and what they conclude."""
