"""Drafts beside the graph: which sentences say what a claim says, and whether the evidence lets them."""
