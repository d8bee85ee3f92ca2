"""``ldn-graph cite``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from ..errors import GraphNotFoundError, UnknownNameError
from ..sources.writing import STYLED_FORMATS
from ..sparql.formats import REFERENCE_FORMATS
from .common.again import again_if_changed
from .common.completion import complete_names
from .common.options import file_option, graph_option, not_empty
from .common.selection import Selection, selection_options

if TYPE_CHECKING:
    from ..audit.results import ClaimAudit
    from ..model.claims import Source
    from ..model.graph import Graph
    from ..scale.corpus import Corpus


@click.command()
@click.argument(
    "names", nargs=-1, callback=not_empty, metavar="[CLAIM|SOURCE]...", shell_complete=complete_names("claim_or_source")
)
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
@again_if_changed
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
    Example:  ldn-graph cite C47 --against --style ama
              ldn-graph cite --condition lupus --for -o lupus.bib
    """
    from ..model.natural_order import natural_key
    from ..model.vocab import local_id
    from ..output.counts import count_words
    from ..rdf.one_state import in_one_state
    from ..scale.corpus import reader_of
    from ..sources.bibliography import records_of
    from ..sources.papers import group_papers
    from ..sources.writing import write_references
    from .common.output import choose_format, write
    from .common.reading import open_named_graph

    format_name = choose_format(format_name, output, REFERENCE_FORMATS, "text")
    if style and format_name not in STYLED_FORMATS:
        problem = f"{format_name} holds what a style is made of, and has no style itself"
        raise click.UsageError(f"{problem}; leave --style out, or take {', '.join(STYLED_FORMATS)}")
    graph = open_named_graph(paths)
    with in_one_state(graph):
        claims, named = _look_up(graph, names)
        if claims or not names:
            found = _cite_claims(graph, claims, selection, in_favour=in_favour, against=against)
        else:
            limits = [selection.statuses, selection.flags, selection.condition, selection.as_of, selection.without]
            if any(limits) or in_favour or against:
                raise click.UsageError(
                    "the options choose among claims; name one besides the sources, or leave them out"
                )
            found = _Found({}, {})
        sources = {**found.sources, **{source.iri: source for source in reader_of(graph).some_sources(named)}}
    papers = list(group_papers(sorted(sources.values(), key=lambda source: (natural_key(source.id), source.iri))))
    records = records_of(first for first, *_ in papers)
    if not records:
        asked = [word for word, is_asked in (("for", in_favour), ("against", against)) if is_asked]
        click.echo(_nothing(claims, asked, found.left_out), err=True)
        raise SystemExit(1)
    write(output, write_references(records, format_name, style))
    if fallen := found.left_out.get("retracted"):
        click.echo(f"left out, since it was retracted: {', '.join(sorted(map(local_id, fallen)))}", err=True)
    click.echo(count_words(len(records), "source"), err=True)
    for first, *others in papers:
        if others:
            click.echo(f"one paper, cited once: {first.id} is also {', '.join(o.id for o in others)}", err=True)


class _Found(NamedTuple):
    """The sources of claims by IRI, and what was not asked for: the IRIs of sources by how they bear on these."""

    sources: Mapping[str, Source]
    left_out: Mapping[str, frozenset[str]]


def _cite_claims(
    graph: Graph, claims: Sequence[str], selection: Selection, *, in_favour: bool, against: bool
) -> _Found:
    """The sources of the claims that are asked for: all that the options take, where none is named."""
    from ..audit.status import side_of
    from .common.streaming import audit_parts, resolve_in_corpus

    corpus = _open_corpus(graph)
    every = not in_favour and not against
    wanted = frozenset(claims)

    def bearing(some: Sequence[ClaimAudit]) -> list[tuple[str, Source]]:
        chosen = [audited for audited in some if not wanted or audited.claim.iri in wanted]
        standing = [
            ("for" if line.in_favour else "against" if line.against else _WORDS[side_of(line)], line.source)
            for audited in chosen
            for line in audited.lines
        ]
        return standing + [("retracted", line.source) for audited in chosen for line in audited.fallen]

    sources: dict[str, Source] = {}
    left_out: dict[str, frozenset[str]] = {}
    for _, some in audit_parts(corpus, resolve_in_corpus(selection, corpus), bearing):
        for side, source in some:
            if every or (side == "for" and in_favour) or (side == "against" and against):
                sources[source.iri] = source
            else:
                left_out[side] = left_out.get(side, frozenset()) | {source.iri}
    return _Found(sources, left_out)


_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("no-difference", "no-participants"), "neither way"),
    "open": "open",
    "background": "background",
}
"""What a line is called that counts neither for a claim nor against it."""


def _open_corpus(graph: Graph) -> Corpus:
    from .common.streaming import open_corpus

    try:
        return open_corpus(graph)
    except GraphNotFoundError as error:
        raise GraphNotFoundError(f"{error}; sources alone are cited by their names: ldn-graph cite KEY") from None


def _nothing(claims: Sequence[str], asked: Sequence[str], left_out: Mapping[str, frozenset[str]]) -> str:
    """That there is nothing to cite, and what there is of another kind."""
    from ..model.vocab import local_id

    whom = ", ".join(map(local_id, claims)) if 0 < len(claims) <= 5 else "the claims asked for"
    those = "it" if len(claims) == 1 else "them"
    if not left_out:
        return f"no source to cite: {whom}: no evidence recorded"
    counts = ", ".join(f"{len(iris):,} {side}" for side, iris in left_out.items())
    every = len(frozenset().union(*left_out.values()))
    remedy = "to cite it" if every == 1 else f"for all {every:,}"
    options = " and ".join(f"--{word}" for word in asked)
    nothing = f"nothing recorded {' or '.join(asked)} {those} ({counts})"
    return f"no source to cite: {whom}: {nothing}; leave out {options} {remedy}"


def _look_up(graph: Graph, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The IRIs of the claims and of the sources that are named."""
    import pyoxigraph as ox

    from ..model.vocab import LDN

    iris = list(dict.fromkeys(_find(graph, name) for name in names))
    rows = graph.look_up("classes-of-nodes", {"node": map(ox.NamedNode, iris)}) if iris else ()
    claims = {str(getattr(node, "value", "")) for node, cls in rows if getattr(cls, "value", "") == LDN.Claim}
    return [iri for iri in iris if iri in claims], [iri for iri in iris if iri not in claims]


def _find(graph: Graph, name: str) -> str:
    from ..sparql.names import LISTINGS, find_node

    try:
        return find_node(graph, name, "claim_or_source", LISTINGS["claim"])
    except UnknownNameError:
        if not name.strip().isdecimal():
            raise
    return find_node(graph, name, "source", LISTINGS["source"])  # it was a PMID, and its error speaks of sources
