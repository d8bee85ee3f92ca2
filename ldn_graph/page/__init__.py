"""The interactive page, as a file and in a notebook."""
