"""What reference managers and databases export, read into records, one module a format.

:func:`~ldn_graph.sources.readers.formats.read_records` finds the format by the content. What cannot be carried over is
counted and named by :class:`~ldn_graph.output.remarks.Remarks`; nothing is dropped in silence. A file that is empty,
cut off or no text of its format is an :class:`~ldn_graph.errors.ImportFormatError` with the line.
"""
