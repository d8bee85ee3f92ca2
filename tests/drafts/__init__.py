"""Tests of drafts beside a graph."""
