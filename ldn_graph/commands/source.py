"""``ldn-graph source``."""

from __future__ import annotations

import click

from .common.completion import complete_names
from .common.options import file_option, format_option, graph_option, not_empty


@click.command()
@click.argument("name", callback=not_empty, metavar="KEY", shell_complete=complete_names("source"))
@format_option("table", "json")
@file_option
@graph_option
def source(paths: tuple[str, ...], name: str, format_name: str | None, output: str | None) -> None:
    """One source: what it is, and what it says of which claims.

    KEY is gironi-2008, source:gironi-2008, the IRI, or an identifier or address of it however
    written, as PMID:18728058 or https://doi.org/10.1177/1352458508095828.
    """
    from ..audit.audit import audit_claims
    from ..audit.documents import source_document
    from ..audit.dossier import source_text
    from ..output.tables import json_text
    from ..rdf.claim_reader import read_claims, read_sources
    from ..sparql.names import LISTINGS, find_node
    from .common.output import choose_format, terminal_width, write
    from .common.reading import open_named_graph

    graph = open_named_graph(paths)
    audited = audit_claims(read_claims(graph))
    sources = {s.iri: s for s in read_sources(graph)}
    chosen = sources[find_node(graph, name, "source", LISTINGS["source"])]
    if choose_format(format_name, output, ("table", "json")) == "json":
        write(output, json_text(source_document(chosen, audited, sources.values())))
    else:
        write(output, source_text(chosen, audited, terminal_width(), sources.values()))
