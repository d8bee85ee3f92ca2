"""The only room that parses RDF or talks to a store or a server."""
