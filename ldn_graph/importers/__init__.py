"""Other people's claims: a module a format (``drugmechdb``, ``kgx``, ``table``) reads files and hands what they say to
the collector, whose values the writer writes as RDF.
"""
