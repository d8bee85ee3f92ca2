"""The audit of a graph in parts, for commands: what is held in memory does not grow with the claims."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, nullcontext
from functools import cache
from tempfile import SpooledTemporaryFile
from typing import IO, TypeVar, cast

import click

from ..audit.audit import audit_claims
from ..audit.results import Audit, ClaimAudit, Summary
from ..audit.studies import Studies
from ..audit.whatif import remove
from ..errors import UnknownNameError
from ..model.claims import Chunk
from ..model.graph import Graph
from ..model.vocab import local_id
from ..processes.parallel import map_parts
from ..scale.corpus import Chunks, Corpus, read_part
from ..sparql.names import find_node
from .selection import Selection, find_condition, read_some_claims

_T = TypeVar("_T")
_HELD = 2**22  # bytes of one text that are held in memory


def read_asked(
    corpus: Corpus,
    statuses: Sequence[str],
    flags: Sequence[str],
    condition: str | None,
    as_of: int | None,
    gone: Sequence[str],
) -> Selection:
    """What is asked, with names looked up. Raises :class:`~ldn_graph.errors.UnknownNameError`."""
    iris = frozenset(find_node(corpus.graph, name, "source", "ldn-graph query busiest-sources") for name in gone)
    for iri in sorted(iris):
        if not corpus.reader.bears(iri):
            listing = "ldn-graph keystones --all"
            raise UnknownNameError(f"no evidence line of the source {local_id(iri)!r} in this graph; see: {listing}")
    where = find_condition(corpus.graph, condition, corpus.reader.has_claims_on) if condition else None
    return Selection(statuses, flags, where, as_of, iris)


def audit_parts(
    corpus: Corpus, asked: Selection, render: Callable[[Sequence[ClaimAudit]], _T]
) -> Iterator[tuple[Summary, _T]]:
    """For each part of the claims, in their order, how many are as asked, and what is made of these.

    Several processes do it where there are several parts, two of a server; how far they are is shown in a terminal.
    """
    chunks, studies = corpus.chunks, corpus.read_studies(asked.gone)

    @cache
    def own_chunks(process: int) -> Chunks:  # noqa: ARG001, a database that is open is not safe across a fork
        return chunks.reopened()

    with chunks.cache_writer() or nullcontext() as writer:

        def work(part: int) -> tuple[Summary, _T, bytes]:
            chunk = own_chunks(os.getpid()).read(part)
            audit = _audit(chunk, asked, studies, chunks.size)
            return audit.summary, render(audit.claims), writer.pack(chunk) if writer else b""

        results = map_parts(work, chunks.parts, corpus.graph.access.readers)
        for summary, rendered, packed in _shown(results, chunks.parts):
            if writer:
                writer.add(packed)
            yield summary, rendered


def _shown(results: Iterable[_T], parts: int) -> Iterator[_T]:
    """The results, with a bar in a terminal that shows how many of them have come."""
    if parts == 1 or sys.stderr is None or not sys.stderr.isatty():
        yield from results
        return
    with click.progressbar(results, parts, label="audit", file=sys.stderr) as shown:
        yield from shown


def _audit(chunk: Chunk, asked: Selection, studies: Studies, claims: int) -> Audit:
    """The audit of some claims of so many."""
    if asked.gone:
        chunk = Chunk(remove(chunk.claims, asked.gone), remove(chunk.beside, asked.gone))
    audit = audit_claims(chunk.claims, asked.as_of, studies=studies, beside=chunk.beside)
    audit = audit._replace(without=tuple(sorted(map(local_id, asked.gone))))
    if not asked:
        return audit
    return audit._replace(claims=tuple(filter(asked.takes, audit.claims)), selected_from=claims)


class Pages:
    """Texts under headings, each read back in the order in which it was written; long ones are kept on disk."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._files: dict[str, IO[str]] = {}

    def __enter__(self) -> Pages:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, heading: str, texts: Iterable[str]) -> None:
        """Write these texts under a heading."""
        if heading not in self._files:
            opened = SpooledTemporaryFile(_HELD, "w+", encoding="utf-8", errors="replace", newline="")  # noqa: SIM115
            self._files[heading] = cast("IO[str]", self._stack.enter_context(opened))
        self._files[heading].writelines(texts)

    def read(self, headings: Iterable[str]) -> Iterator[str]:
        """All that stands under these headings, in pieces."""
        for heading in headings:
            if file := self._files.get(heading):
                file.seek(0)
                while text := file.read(2**16):
                    yield text


def open_corpus(graph: Graph) -> Corpus:
    """The claims of a graph; it is told where finding them takes a while."""
    if sys.stderr is not None and sys.stderr.isatty():
        click.echo("listing claims ...\r", nl=False, err=True)
    return Corpus.open(graph)


def total(summaries: Iterable[Summary]) -> Summary:
    """The sum of the summaries of all parts, of which there is one at least."""
    first, *others = summaries
    for other in others:
        first = first.plus(other)
    return first


def audit_one(graph: Graph, name: str, as_of: int | None = None) -> ClaimAudit:
    """The audit of the claim with this name. Raises :class:`~ldn_graph.errors.UnknownNameError` where there is none."""
    if not graph.access.in_memory:
        part = read_part(graph, [find_node(graph, name, "claim", "ldn-graph claims")])
        return audit_claims(part.claims, as_of, studies=part.studies, beside=part.beside).claims[0]
    claims = read_some_claims(graph)
    iri = find_node(graph, name, "claim", "ldn-graph claims")
    return next(audited for audited in audit_claims(claims, as_of).claims if audited.claim.iri == iri)
