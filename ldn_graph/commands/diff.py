"""``ldn-graph diff``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from .common.options import file_option, format_option, not_empty

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..audit.change_texts import Comparison
    from ..audit.changes import Version
    from ..audit.differences import Difference
    from ..audit.results import ClaimAudit
    from ..model.graph import Graph

FORMATS = ("table", "markdown", "html", "json")
FAIL_ON = ("lost-support", "status", "any", "never")


@click.command()
@click.argument("old", callback=not_empty, metavar="OLD")
@click.argument("new", callback=not_empty, metavar="NEW")
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="lost-support",
    show_default=True,
    help="Exit 1 where a claim lost its support; for status also where one has another status or is gone; for any "
    "where anything differs.",
)
@format_option(*FORMATS)
@file_option
def diff(old: str, new: str, fail_on: str, format_name: str | None, output: str | None) -> None:
    """What changed between two versions of a graph, and what that does to its claims.

    First the claims whose status, certainty or flags changed, each with the line, search or source that is the cause;
    then all claims, lines, searches and sources that are gone, new, renamed or described otherwise. The order
    of statements and how a file is written are no difference. OLD and NEW are files, folders (one with an
    ldn-graph.toml is read as that says), databases, '-' for standard input, or revisions of git.
    Exit code 1 says that support was lost.

    \b
    Example:  ldn-graph diff HEAD~3:claims.ttl claims.ttl
              ldn-graph diff v1.0:data/ data/ -o changes.html
    """
    from ..audit.change_texts import comparison_document, comparison_outline, count_changes
    from ..output.outline import outline_html, outline_markdown, outline_text
    from ..output.tables import json_text
    from .common.output import choose_format, terminal_width, write, write_texts

    format_name = choose_format(format_name, output, FORMATS)
    comparison = _compare(old, new)
    if format_name == "json":
        write(output, json_text(comparison_document(comparison)))
    else:
        title, entries = comparison.title, list(comparison_outline(comparison))
        if format_name == "markdown":
            write_texts(output, outline_markdown(title, entries))
        elif format_name == "html":
            write_texts(output, outline_html(title, entries))
        else:
            write_texts(output, outline_text(title, entries, (terminal_width() if output is None else None) or 100))
    click.echo(count_changes(comparison.changes), err=True)
    if _fails(comparison, fail_on):
        raise SystemExit(1)


def _compare(old_name: str, new_name: str) -> Comparison:
    from ..audit.change_texts import Comparison
    from ..audit.changes import compare_versions
    from ..project.versions import open_version
    from ..rdf.differing import differing_nodes
    from .common.telling import tell

    if old_name == new_name == "-":
        raise click.UsageError("standard input is one version; give a file for the other")
    (old, told_old), (new, told_new) = open_version(old_name), open_version(new_name)
    tell(told_old + told_new)
    changes = compare_versions(_version(old), _version(new), _watched)
    told = {iri for one in changes.differences for iri in (one.old, one.new)}
    others = [iri for iri in differing_nodes(old, new, changes.renamed) if iri not in told]

    def place(one: Difference) -> str:
        graph, iri = (new, one.new) if one.new else (old, one.old)
        return graph.place(iri) if iri and not iri.startswith("_:") else ""

    return Comparison(changes, old_name, new_name, others, place)


def _version(graph: Graph) -> Version:
    from ..audit.changes import Version
    from ..output.characters import printable
    from ..rdf.claim_reader import read_sources
    from .common.reading import require_claims, tell_clashes

    click.echo(f"reading {printable(graph.name)}", err=True)
    tell_clashes(graph)
    return Version(require_claims(graph), read_sources(graph))


def _watched(pairs: Iterable[tuple[ClaimAudit, ClaimAudit]]) -> Iterator[tuple[ClaimAudit, ClaimAudit]]:
    """The pairs, with a bar in a terminal that shows how many of them were compared."""
    import sys

    pairs = list(pairs)
    if sys.stderr is None or not sys.stderr.isatty():
        yield from pairs
        return
    with click.progressbar(pairs, label="compare", file=sys.stderr) as bar:
        yield from bar


def _fails(comparison: Comparison, fail_on: str) -> bool:
    changes = comparison.changes
    claim_gone = any(one.kind == "claim" and one.how == "gone" for one in changes.differences)
    return {
        "lost-support": bool(changes.lost_support),
        "status": bool(changes.statuses_changed) or claim_gone,
        "any": comparison.differs,
        "never": False,
    }[fail_on]
