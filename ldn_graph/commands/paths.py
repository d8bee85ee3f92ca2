"""``ldn-graph paths``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..errors import QueryError, UnknownNameError
from ..model.vocab import local_id
from ..output.counts import count_words
from .common.again import again_if_changed
from .common.completion import complete_names
from .common.options import TABLES, as_of_option, file_option, format_option, graph_option, not_empty

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..model.graph import Graph
    from ..network.paths import SupportedPath

COLUMNS = ("weakest hop", "certainty", "overclaimed", "net sign", "studies", "without support", "no source", "path")
SIGNS = {1: "increases", -1: "decreases", None: "unknown"}


@click.command("paths")
@click.argument("source", callback=not_empty, shell_complete=complete_names("entity"))
@click.argument("target", callback=not_empty, shell_complete=complete_names("entity"))
@click.option("--longest", type=click.IntRange(1, 12), default=4, show_default=True, help="At most so many hops.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many paths.")
@as_of_option
@format_option(*TABLES)
@file_option
@graph_option
@again_if_changed
def paths(
    paths: tuple[str, ...],
    source: str,
    target: str,
    longest: int,
    limit: int,
    as_of: int | None,
    format_name: str | None,
    output: str | None,
) -> None:
    """Paths between two entities through claims, the best supported first.

    A hop is one claim, from its subject to its object or to the condition that it is made in. A
    path is no better than its weakest hop, and says which hops have no supporting source, and which
    no source at all. Exit code 1 says that there is no path.

    Paths are ordered by the status of the weakest hop, then by the number of hops, then by the
    independent studies in favour, the most first, then by the claims' ids. Where more than 10,000
    paths of one status and length would have to wait for those with more studies, the best of the
    waiting comes first.

    \b
    Example:  ldn-graph paths low-dose-naltrexone crohns-disease
    """
    from ..network.paths import path_document
    from ..output.tables import json_text
    from ..rdf.one_state import in_one_state
    from ..sparql.names import find_node
    from .common.output import choose_format, format_rows, write
    from .common.reading import open_named_graph

    format_name = choose_format(format_name, output, TABLES)
    graph = open_named_graph(paths)
    with in_one_state(graph):
        start, end = (find_node(graph, name, "entity", "ldn-graph query entities") for name in (source, target))
        if start == end:
            raise UnknownNameError(f"{source!r} and {target!r} are the same entity; give two")
        find = _finder(graph, as_of, limit + 1)
        supported, searched = find(start, end, longest)
    if searched < longest:
        remark = "lead through too many claims to read, and are not looked for"
        click.echo(f"Warning: paths of more than {count_words(searched, 'hop')} {remark}", err=True)
    if not supported:
        try:
            backwards = len(find(end, start, longest)[0])
        except QueryError:  # too many claims to tell
            backwards = 0
        one, other = local_id(start), local_id(end)
        remark = f"no path of {count_words(searched, 'hop')} or fewer leads from {one} to {other}"
        click.echo(f"{remark}; {_way_back(backwards, limit, one, other)}", err=True)
        raise SystemExit(1)
    shown = supported[:limit]
    more = "; there are more: --limit" if len(supported) > limit else ""
    counts = f"{count_words(len(shown), 'path')} of {count_words(searched, 'hop')} or fewer"
    if format_name == "json":
        write(output, json_text([path_document(p) for p in shown]))
    else:
        write(output, format_rows(format_name, COLUMNS, map(_row, shown)))
    click.echo(f"{counts}, the best supported first{more}", err=True)


def _row(path: SupportedPath) -> tuple[object, ...]:
    return (
        path.status,
        _certainty(path),
        " ".join(path.overclaimed),
        SIGNS[path.sign],
        path.studies,
        " ".join(path.bare),
        " ".join(path.unsourced),
        _describe(path),
    )


def _certainty(path: SupportedPath) -> str:
    """How sure one may be of each claim of which that is said: ``C15 very low certainty; C78 low certainty``."""
    return "; ".join(dict.fromkeys(f"{hop.claim} {hop.certainty}" for hop in path.hops if hop.certainty))


def _finder(graph: Graph, as_of: int | None, limit: int) -> Callable[[str, str, int], tuple[list[SupportedPath], int]]:
    """A function that finds paths from one entity to another, given their IRIs and the most hops.

    It gives the best ``limit`` paths, and the most hops that it looked for: fewer than asked for, where longer paths
    lead through too many claims to read.
    """
    from itertools import islice

    from ..audit.audit import audit_claims
    from ..network.paths import find_paths
    from .common.reading import require_claims

    if not graph.access.in_memory:
        from ..scale.between import read_reach
        from ..scale.corpus import read_part

        def find(start: str, end: str, longest: int) -> tuple[list[SupportedPath], int]:
            claims, searched = read_reach(graph, start, end, longest)
            if not searched:
                one, other = local_id(start), local_id(end)
                raise QueryError(f"too many claims are made on {one} or {other} to look for paths; take others")
            if not claims:
                return [], searched
            part = read_part(graph, claims)
            audit = audit_claims(part.claims, as_of, studies=part.studies, beside=part.beside)
            return list(islice(find_paths(audit, start, end, longest=searched, studies=part.studies), limit)), searched

        return find
    audit = audit_claims(require_claims(graph), as_of)
    return lambda start, end, longest: (list(islice(find_paths(audit, start, end, longest=longest), limit)), longest)


def _way_back(paths: int, limit: int, start: str, end: str) -> str:
    """Which way paths lead, and how many lead the other way."""
    rule = "paths follow claims from subject to object, or to the condition that these are made in"
    if not paths:
        return f"{rule}; try more hops: --longest"
    several = f"more than {limit} lead" if paths > limit else count_words(paths, "leads", "lead")
    return f"{rule}, and {several} the other way: ldn-graph paths {end} {start}"


def _describe(path: SupportedPath) -> str:
    """The entities with the claim of each hop between them: ``a -C11-> b``, ``a -C20-> through -> b``."""

    text = local_id(path.steps[0])
    for hop in path.hops:
        through = f"{local_id(hop.through)} -> " if hop.through else ""
        text += f" -{hop.claim}-> {through}{local_id(hop.end)}"
    return text
