"""``ldn-graph draw``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ..errors import OutputError, UnknownNameError
from ..output.counts import count_words
from .common.article import article_options, read_shown_article, tell_article
from .common.completion import complete_names
from .common.options import graph_option, not_empty, param_option
from .common.selection import Selection, selection_options

if TYPE_CHECKING:
    from ..audit.results import Audit
    from ..model.graph import Graph

MANY = 1000
"""Of more claims than these a line tells that they are being drawn, since it takes a while."""
PATHS = 20
"""At most so many paths are drawn, the best supported ones."""


@click.command()
@click.option("-o", "--output", callback=not_empty, metavar="FILE", help="The page. Default: standard output.")
@click.option(
    "--claim",
    "names",
    multiple=True,
    callback=not_empty,
    shell_complete=complete_names("claim"),
    metavar="ID",
    help="This claim; several times: more.",
)
@click.option(
    "--path",
    nargs=2,
    callback=not_empty,
    shell_complete=complete_names("entity"),
    metavar="FROM TO",
    help="The claims on the best paths between two entities.",
)
@click.option(
    "--query",
    callback=not_empty,
    metavar="NAME|FILE|-|'SPARQL'",
    help="The claims that a query returns; where it returns none, those on the sources and entities in its answer.",
)
@param_option
@article_options
@selection_options()
@graph_option
def draw(
    paths: tuple[str, ...],
    output: str | None,
    names: tuple[str, ...],
    path: tuple[str, str] | None,
    query: str | None,
    params: tuple[str, ...],
    article: str | None,
    no_article: bool,
    selection: Selection,
) -> None:
    """Draw the claims and their evidence as one interactive HTML page.

    What is asked for is drawn, and the page says of how many claims; several options hold together.

    \b
    Example:  ldn-graph draw --condition lupus -o lupus.html
              ldn-graph draw --path low-dose-naltrexone crohns-disease -o paths.html
              ldn-graph draw --query claims-of-source -p source=lie-2018 -o lie.html
    """
    from ..page.render import render_page
    from ..rdf.contents import read_contents
    from .common.output import write
    from .common.query_arguments import query_iris
    from .common.reading import open_named_graph
    from .common.selected_audit import audit_selection

    if output in (None, "-") and sys.stdout is not None and sys.stdout.isatty():
        raise OutputError("the page is long; give a file with -o page.html, or send it on with a pipe")
    if output not in (None, "-") and not str(output).lower().endswith((".html", ".htm")):
        raise OutputError(f"{output}: a page is written as HTML; give a file that ends in .html")
    if params and not query:
        raise UnknownNameError("--param gives a value to a variable of --query; give the query too")
    shown = read_shown_article(paths, article, no_article)
    graph = open_named_graph(paths)
    contents = read_contents(graph)
    claims = contents.claims

    def choose(everything: Audit) -> set[str]:
        chosen = {c.claim.iri for c in everything.claims}
        if names:
            chosen &= find_claims(graph, names)
        if path:
            chosen &= claims_on_paths(graph, everything, *path)
        if query:
            chosen &= claims_naming(everything, query_iris(graph, query, params))
        return chosen

    audited = audit_selection(graph, selection, claims, choose if names or path or query else None)
    if not audited.claims:
        none = "the one claim is not" if len(claims) == 1 else f"none of the {count_words(len(claims), 'claim')} is"
        click.echo(f"{none} in this selection; the page says so", err=True)
    elif len(audited.claims) > MANY:
        click.echo(f"drawing {count_words(len(audited.claims), 'claim')} ...", err=True)
    page = render_page(
        audited,
        claims=claims,
        cited=contents.cited,
        bodies=contents.bodies,
        modified=contents.modified,
        article=shown.text if shown else None,
    )
    tell_article(shown, audited)
    write(output, page)


def find_claims(graph: Graph, names: tuple[str, ...]) -> set[str]:
    """The IRIs of claims by any of their names."""
    from ..sparql.names import find_node

    return {find_node(graph, name, "claim", "ldn-graph claims") for name in names}


def claims_naming(audit: Audit, iris: frozenset[str]) -> set[str]:
    """The IRIs of the claims among these; where there are none, of those with one of these as entity or source."""
    claims = {c.claim.iri for c in audit.claims} & iris
    if claims:
        return claims
    return {
        c.claim.iri
        for c in audit.claims
        if iris.intersection(e.iri for e in c.claim.entities)
        or iris.intersection(iri for e in c.claim.lines for iri in (e.iri, e.source.iri))
    }


def claims_on_paths(graph: Graph, audit: Audit, source: str, target: str) -> set[str]:
    """The IRIs of the claims on the :data:`PATHS` best supported paths; none at all is an error."""
    from itertools import islice

    from ..network.paths import find_paths
    from ..sparql.names import find_node

    start, end = (find_node(graph, name, "entity", "ldn-graph query chains") for name in (source, target))
    iris = {c.claim.id: c.claim.iri for c in audit.claims}
    chosen = {iris[hop.claim] for one in islice(find_paths(audit, start, end), PATHS) for hop in one.hops}
    if not chosen:
        raise UnknownNameError(f"no path leads from {source!r} to {target!r}; see: ldn-graph paths --help")
    return chosen
