"""The claims of a graph a few at a time, each with all that its audit needs: of a million claims as of ten.

A :class:`Corpus` gives them in chunks of :data:`CHUNK`. Those of a graph in memory are read from its statements. From a
database or a server, only what some claims need is fetched (:mod:`~ldn_graph.scale.fetching`); what is then held in
memory are the IRIs of the claims, which premises they rest on, and the sources that report a study again. Where a
database has tables of columns beside it, claims are read from these (:mod:`~ldn_graph.scale.columns.reading`).

Chunks are read by several processes, which fork from this one. A database that was opened before a fork must not be
used after it, so each process reads from :meth:`Chunks.reopened`. All are of one state of the database
(:meth:`Chunks.in_one_state`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ..audit.audit import audit_claims
from ..audit.results import ClaimAudit
from ..audit.studies import Studies
from ..errors import GraphNotFoundError
from ..model.claims import Chunk, Claim
from ..model.graph import Graph
from ..model.natural_order import natural_text
from ..model.vocab import local_id
from ..rdf.one_state import in_one_state
from .readers import ChunkReader, MemoryReader

if TYPE_CHECKING:
    from ..model.claims import Source

CHUNK = 1000
"""How many claims are read at a time."""


class Chunks(Protocol):
    """All claims of a graph, ``size`` of them, in ``parts`` chunks in the order of their ids."""

    @property
    def size(self) -> int: ...

    @property
    def parts(self) -> int: ...

    def read(self, part: int) -> Chunk:
        """A chunk, counted from 0."""

    def reopened(self) -> Chunks:
        """The same chunks for a forked process. Raises where the database was changed meanwhile."""

    def repeated_studies(self, gone: Iterable[str] = ()) -> Iterator[Source]:
        """As :meth:`~ldn_graph.scale.readers.ChunkReader.repeated_studies`."""

    def in_one_state(self) -> AbstractContextManager[None]:
        """A context in which to read them; it raises where what was read may be of more than one state of a database,
        as :func:`~ldn_graph.rdf.one_state.in_one_state` does.
        """


class ReadChunks(NamedTuple):
    """Claims that are read from the graph, when a chunk is asked for. ``iris`` are in the order of their ids."""

    reader: ChunkReader
    iris: Sequence[str]

    @property
    def size(self) -> int:
        return len(self.iris)

    @property
    def parts(self) -> int:
        return -(-len(self.iris) // CHUNK)

    def read(self, part: int) -> Chunk:
        return self.reader.chunk(self.iris[part * CHUNK : (part + 1) * CHUNK])

    def reopened(self) -> ReadChunks:
        return self._replace(reader=self.reader.reopened())

    def repeated_studies(self, gone: Iterable[str] = ()) -> Iterator[Source]:
        return self.reader.repeated_studies(gone)

    def in_one_state(self) -> AbstractContextManager[None]:
        return in_one_state(self.reader.graph)


class Corpus(NamedTuple):
    """The claims of a graph. ``chunks`` has them; ``reader`` answers what concerns all of them.

    Not promised: what :class:`~ldn_graph.scale.fetching.FetchingReader` does not promise.
    """

    graph: Graph
    reader: ChunkReader
    chunks: Chunks

    @classmethod
    def open(cls, graph: Graph) -> Corpus:
        """The claims of this graph, listed but not read.

        Raises, now or when a chunk is read, what :func:`~ldn_graph.rdf.claim_reader.read_claims` raises, and
        :class:`~ldn_graph.errors.GraphNotFoundError` where there is no claim at all.
        """
        reader = reader_of(graph)
        with in_one_state(graph):
            return cls(graph, reader, _open_columns(graph) or _list_chunks(graph, reader))

    def read_studies(self, gone: Iterable[str] = ()) -> Studies:
        """Which sources report the same study, as those state that bear on claims, without those ``gone`` (IRIs)."""
        with self.chunks.in_one_state():
            return Studies(self.chunks.repeated_studies(gone))


# What only databases and servers need is imported for them alone: an audit of a file takes a tenth of a second.


def reader_of(graph: Graph) -> ChunkReader:
    """What reads claims and sources of this graph."""
    if graph.access.in_memory:
        return MemoryReader(graph)
    from .fetching import FetchingReader

    return FetchingReader(graph)


def _open_columns(graph: Graph) -> Chunks | None:
    """The claims in the columns of a database, where it has them and more than one chunk of claims: one is read
    quickly enough without.
    """
    if graph.access.folder is None:
        return None
    from .columns.reading import open_chunks

    return open_chunks(graph, CHUNK)


def _list_chunks(graph: Graph, reader: ChunkReader) -> ReadChunks:
    graph.read_ahead()
    iris = sorted(reader.claim_iris(), key=_order)
    reader.refuse_shared_ids(iris)
    reader.refuse_circles(reader.premises())
    if not iris:
        raise GraphNotFoundError.without_claims(graph.name)
    return ReadChunks(reader, iris)


def _order(iri: str) -> tuple[str, str, str]:
    """As :meth:`~ldn_graph.rdf.claim_reader.ClaimReader.claims` orders claims, in less memory for each."""
    ident = local_id(iri)
    return natural_text(ident), ident, iri


class Part(NamedTuple):
    """Some claims, with what their audit needs besides (:func:`~ldn_graph.audit.audit.audit_claims`)."""

    claims: tuple[Claim, ...]
    beside: tuple[Claim, ...]
    studies: Studies


def read_part(graph: Graph, iris: Sequence[str]) -> Part:
    """The claims with these IRIs, without a look at the others but for those that they need.

    Raises what :func:`~ldn_graph.rdf.claim_reader.read_claims` raises for these.
    """
    from .fetching import FetchingReader

    with in_one_state(graph):
        reader = FetchingReader(graph)
        chunks = [reader.chunk(iris[first : first + CHUNK]) for first in range(0, len(iris), CHUNK)]
        wanted = frozenset(iris)
        beside = {c.iri: c for chunk in chunks for c in chunk.beside if c.iri not in wanted}
        claims = tuple(c for chunk in chunks for c in chunk.claims)
        return Part(claims, tuple(beside.values()), Studies(reader.repeated_studies()))


def stream_audit(graph: Graph, as_of: int | None = None) -> Iterator[ClaimAudit]:
    """The audit of each claim, in the order of their ids; few are in memory at a time, where the graph is not.

    Each is equal to what :func:`~ldn_graph.audit.audit.audit_claims` gives for all claims at once. Raises what
    :meth:`Corpus.open` raises and, also after the last, :class:`~ldn_graph.errors.DatabaseChangedError` where a
    database was changed meanwhile.

    >>> from ldn_graph import open_graph
    >>> sum(audited.status == "supported" for audited in stream_audit(open_graph()))
    17
    """
    corpus = Corpus.open(graph)
    chunks, studies = corpus.chunks, corpus.read_studies()
    with chunks.in_one_state():
        for part in range(chunks.parts):
            chunk = chunks.read(part)
            yield from audit_claims(chunk.claims, as_of, studies=studies, beside=chunk.beside).claims
