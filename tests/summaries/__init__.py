"""Tests of the summaries of findings."""
