"""The graph that a command reads: it is named on standard error, and it has claims.

Who edits a file and runs a command sees by the name whether that file was read, or the copy of an installed package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ...errors import GraphNotFoundError
from ...model.claims import Claim
from ...model.graph import Graph
from ...output.characters import printable
from ...rdf.claim_reader import read_claims
from ...rdf.one_state import in_one_state
from ...rdf.opening import open_graph
from .settings import graph_paths

if TYPE_CHECKING:
    from ...scale.columns.lookups import ColumnLookups


def open_named_graph(paths: tuple[str, ...]) -> Graph:
    """The graph in the files, the database or the server that are named, else that of the current folder, else the
    one that ships with the package; its name is told on standard error."""
    given = graph_paths(paths)
    graph = open_graph(*given)
    if paths or not given:  # else it is told already
        click.echo(f"reading {printable(graph.name)}", err=True)
    tell_clashes(graph)
    return graph


def tell_clashes(graph: Graph | ColumnLookups) -> None:
    """Tell on standard error which prefixes the graph's files declare differently."""
    for clash in graph.prefixes.clashes:
        click.echo(f"Warning: {printable(clash)}", err=True)


def require_claims(graph: Graph) -> tuple[Claim, ...]:
    """The claims of a graph; none at all is an error, since an audit of nothing must not pass.

    Raises :class:`~ldn_graph.errors.GraphNotFoundError`, what reading claims raises and, where a database was changed
    meanwhile, :class:`~ldn_graph.errors.DatabaseChangedError`.
    """
    with in_one_state(graph):
        claims = read_claims(graph)
    if not claims:
        raise GraphNotFoundError.without_claims(graph.name)
    return claims
