"""The read-only SPARQL endpoint, with the page and a form."""
