"""``ldn-graph cite``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from ..errors import OutputError
from ..sources.writing import STYLED_FORMATS
from ..sparql.formats import REFERENCE_FORMATS, reference_format_by_ending
from .common.options import file_option, graph_option, not_empty
from .common.selection import Selection, selection_options

if TYPE_CHECKING:
    from ..audit.results import ClaimAudit
    from ..model.claims import Source
    from ..scale.corpus import Corpus


@click.command()
@click.argument("names", nargs=-1, callback=not_empty, metavar="[CLAIM|SOURCE]...")
@click.option("--for", "in_favour", is_flag=True, help="Sources in favour of the claims.")
@click.option("--against", is_flag=True, help="Sources against the claims; with --for, both.")
@selection_options(without=True)
@click.option(
    "--style",
    callback=not_empty,
    metavar="NAME",
    help="A citation style: vancouver, ama, apa, nature, ... Default: Vancouver, in a form that needs no library.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(tuple(REFERENCE_FORMATS)),
    help="Default: by the ending of -o, else text.",
)
@file_option
@graph_option
def cite(
    paths: tuple[str, ...],
    names: tuple[str, ...],
    in_favour: bool,
    against: bool,
    style: str | None,
    format_name: str | None,
    output: str | None,
    selection: Selection,
) -> None:
    """A list of references: the sources of claims, each once.

    Without names, of all claims that the options take. Each CLAIM is C17, claim:C17 or the IRI, each SOURCE
    gironi-2008, source:gironi-2008, the IRI, a DOI or a PMID. Exit code 1 where there is no source to cite.

    \b
    Example:  ldn-graph cite C28 --against --style ama
              ldn-graph cite --condition lupus --for -o lupus.bib
    """
    from ..model.natural_order import natural_key
    from ..output.counts import count_words
    from ..sources.bibliography import records_of
    from ..sources.writing import write_references
    from .common.output import write
    from .common.reading import open_named_graph
    from .common.streaming import open_corpus

    format_name = format_name or _choose_format(output)
    if style and format_name not in STYLED_FORMATS:
        problem = f"{format_name} holds what a style is made of, and has no style itself"
        raise click.UsageError(f"{problem}; leave --style out, or take {', '.join(STYLED_FORMATS)}")
    corpus = open_corpus(open_named_graph(paths))
    sources = _find_sources(corpus, names, selection, in_favour=in_favour, against=against)
    records = records_of(sorted(sources, key=lambda source: (natural_key(source.id), source.iri)))
    if not records:
        click.echo("no source to cite: no claim asked for has such evidence", err=True)
        raise SystemExit(1)
    write(output, write_references(records, format_name, style))
    click.echo(count_words(len(records), "source"), err=True)


def _choose_format(output: str | None) -> str:
    """The format that the file's ending stands for; text where there is no file."""
    found = "text" if output in (None, "-") else reference_format_by_ending(str(output))
    if found is None:
        endings = ", ".join(REFERENCE_FORMATS.values())
        raise OutputError(f"{output}: its ending names no format of this command; use one of {endings}, or --format")
    return found


def _find_sources(
    corpus: Corpus, names: Sequence[str], selection: Selection, *, in_favour: bool, against: bool
) -> Iterable[Source]:
    """The sources that are named, and those of the claims that are asked for, each once."""
    from .common.streaming import audit_parts, resolve_in_corpus

    claims, sources = _look_up(corpus, names)
    limits = [selection.statuses, selection.flags, selection.condition, selection.as_of, selection.without]
    if names and not claims and (any(limits) or in_favour or against):
        raise click.UsageError("the options choose among claims; name one besides the sources, or leave them out")
    found = {source.iri: source for source in corpus.reader.some_sources(sources)}
    if names and not claims:
        return found.values()
    both = in_favour == against
    wanted = frozenset(claims)

    def cited(some: Sequence[ClaimAudit]) -> list[Source]:
        return [
            line.source
            for audited in some
            if not wanted or audited.claim.iri in wanted
            for line in audited.lines
            if (both and not in_favour) or (line.in_favour and in_favour) or (line.against and against)
        ]

    resolved = resolve_in_corpus(selection, corpus)
    for _, some in audit_parts(corpus, resolved, cited):
        found |= {source.iri: source for source in some}
    return found.values()


def _look_up(corpus: Corpus, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The IRIs of the claims and of the sources that are named."""
    import pyoxigraph as ox

    from ..model.vocab import LDN
    from ..sparql.names import find_node

    iris = [find_node(corpus.graph, name, "claim_or_source", "ldn-graph claims") for name in names]
    nodes = [ox.NamedNode(iri) for iri in dict.fromkeys(iris)]
    rows = corpus.graph.look_up("classes-of-nodes", {"node": nodes}) if nodes else ()
    claims = {str(getattr(node, "value", "")) for node, cls in rows if getattr(cls, "value", "") == LDN.Claim}
    return [iri for iri in dict.fromkeys(iris) if iri in claims], [
        iri for iri in dict.fromkeys(iris) if iri not in claims
    ]
