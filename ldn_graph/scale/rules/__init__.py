"""The rules of the audit as SQL, one relation a file: for very many claims; :mod:`~ldn_graph.audit` has them in Python.

A file is named after its relation. Those of ``flags/`` give the findings of one flag: claim, place, severity, message,
remedy and because, as :class:`~ldn_graph.audit.results.Finding` has them. They stand on the tables of
:mod:`~ldn_graph.scale.columns.schema`, on those of :mod:`~ldn_graph.scale.vocabulary_tables`, and on one another.
"""
