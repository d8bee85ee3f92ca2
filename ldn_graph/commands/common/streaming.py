"""The audit of a graph in parts, for commands: what is held in memory does not grow with the number of claims."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

import click

from ...audit.audit import audit_claims
from ...audit.results import Audit, ClaimAudit, Summary
from ...audit.studies import Studies
from ...errors import UnknownNameError
from ...model.claims import Chunk
from ...model.graph import Graph
from ...model.vocab import local_id
from ...rdf.one_state import in_one_state
from ...scale.chunk_work import map_chunks
from ...scale.corpus import Corpus, read_part
from .reading import require_claims
from .selected_audit import ResolvedSelection, resolve_selection
from .selection import Selection

_T = TypeVar("_T")


def open_corpus(graph: Graph) -> Corpus:
    """The claims of a graph. In a terminal it says that it lists them, which takes a while where they are many."""
    if sys.stderr is not None and sys.stderr.isatty():
        click.echo("listing claims ...\r", nl=False, err=True)
    return Corpus.open(graph)


def resolve_in_corpus(
    selection: Selection, corpus: Corpus, is_told_of: Callable[[str], bool] | None = None
) -> ResolvedSelection:
    """The selection with its names looked up. ``is_told_of`` says of a condition that it may be asked for: by default
    where a claim is made on it.

    Raises :class:`~ldn_graph.errors.UnknownNameError` for a condition without claims, and for a source to be left out
    that has no evidence line.
    """
    with in_one_state(corpus.graph):
        sources = frozenset(iri for name in selection.without for iri in _find_paper(corpus, name))
        return resolve_selection(selection, corpus.graph, is_told_of or corpus.reader.has_claims_on, without=sources)


def _find_paper(corpus: Corpus, name: str) -> list[str]:
    """The sources that have an evidence line, of all that are the paper which is meant."""
    from ...sparql.names import LISTINGS, find_node

    found = find_node(corpus.graph, name, "source", LISTINGS["source"])
    bearing = [iri for iri in sorted(corpus.reader.same_paper(found)) if corpus.reader.bears(iri)]
    refuse_without_lines(found, bearing)
    return bearing


def refuse_without_lines(source: str, bearing: Collection[str]) -> None:
    """Raise where nothing of a source that is to be left out bears on a claim."""
    if not bearing:
        listing = "ldn-graph keystones --all"
        raise UnknownNameError(f"no evidence line of the source {local_id(source)!r} in this graph; see: {listing}")


def audit_parts(
    corpus: Corpus, selection: ResolvedSelection, render: Callable[[Sequence[ClaimAudit]], _T]
) -> Iterator[tuple[Summary, _T]]:
    """For each part of the claims, in their order: the summary of those that are asked for, and these as rendered.

    Several processes do it; progress is shown in a terminal (:func:`~ldn_graph.scale.chunk_work.map_chunks`).
    """
    chunks, studies = corpus.chunks, corpus.read_studies(selection.without)

    def audit_part(chunk: Chunk) -> tuple[Summary, _T]:
        audit = _audit(chunk, selection, studies, chunks.size)
        summary = audit.summary if chunks.parts == 1 else audit.summary_of_part
        return summary, render(audit.claims)

    yield from _with_progress(map_chunks(corpus, audit_part), chunks.parts)


def _with_progress(results: Iterable[_T], parts: int) -> Iterator[_T]:
    """The results, with a bar in a terminal that shows how many of them have come."""
    if parts == 1 or sys.stderr is None or not sys.stderr.isatty():
        yield from results
        return
    with click.progressbar(results, parts, label="audit", file=sys.stderr) as bar:
        yield from bar


def _audit(chunk: Chunk, selection: ResolvedSelection, studies: Studies, total_claims: int) -> Audit:
    """The audit of the claims of a chunk, and of it those that are asked for."""
    without = selection.without
    if without:
        from ...audit.whatif import remove

        chunk = Chunk(remove(chunk.claims, without), remove(chunk.beside, without))
    audit = audit_claims(
        chunk.claims, selection.as_of, studies=studies, beside=chunk.beside, nulls_dispute=selection.nulls_dispute
    )
    audit = replace(audit, without=tuple(sorted(map(local_id, without))))
    if not selection.selects_some:
        return audit
    return replace(audit, claims=tuple(filter(selection.takes, audit.claims)), selected_from=total_claims)


def total(summaries: Iterable[Summary]) -> Summary:
    """The sum of the summaries of all parts, of which there is one at least."""
    first, *others = summaries
    for other in others:
        first = first.plus(other)
    return first


def audit_one(graph: Graph, name: str, as_of: int | None = None) -> ClaimAudit:
    """The audit of the claim with this name. Raises :class:`~ldn_graph.errors.UnknownNameError` where there is none."""
    from ...sparql.names import find_node

    if not graph.access.in_memory:
        with in_one_state(graph):
            part = read_part(graph, [find_node(graph, name, "claim", "ldn-graph claims")])
        return audit_claims(part.claims, as_of, studies=part.studies, beside=part.beside).claims[0]
    claims = require_claims(graph)
    iri = find_node(graph, name, "claim", "ldn-graph claims")
    return next(audited for audited in audit_claims(claims, as_of).claims if audited.claim.iri == iri)
