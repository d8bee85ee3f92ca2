"""Summaries of findings on a condition, as the tables of Cochrane reviews have them, and the formats they leave in."""
