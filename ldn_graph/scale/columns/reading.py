"""The claims of a graph from its tables of columns, a few at a time, as :mod:`~ldn_graph.scale.corpus` has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from itertools import chain

from ...errors import GraphError
from ...model.claims import Chunk, Claim, Source
from ...model.graph import Graph
from ...model.vocab import REPORT_TIES, local_id
from .files import TableFiles
from .schema import CLAIMS, LINES, PREMISES, QUANTITIES, SOURCE_KEYS, SOURCE_LINKS
from .state import open_columns
from .values import ValueReader

_DAMAGE = (OSError, ValueError, TypeError, LookupError, ArithmeticError)
"""What reading raises of files that are not as they were written."""
_TIES = frozenset(map(local_id, REPORT_TIES))
"""The links that say that a source reports the study of another."""


class ColumnChunks:
    """The claims in tables, ``size`` of them, in ``parts`` of ``chunk`` claims.

    It is a :class:`~ldn_graph.scale.corpus.Chunks`. What was opened stays as it is, whatever takes the place of the
    folder. Raises ``OSError`` or ``ValueError`` where the tables are not all there.
    """

    def __init__(self, files: TableFiles, chunk: int) -> None:
        self._files, self._chunk = files, chunk
        self._values = ValueReader(files)
        self.size = files.count(CLAIMS)
        self.parts = -(-self.size // chunk)

    def reopened(self) -> ColumnChunks:
        """The same claims for a forked process."""
        return ColumnChunks(self._files.reopened(), self._chunk)

    def in_one_state(self) -> AbstractContextManager[None]:
        """They always are: the files are those that were opened."""
        return nullcontext()

    def read(self, part: int) -> Chunk:
        """A chunk, counted from 0. Raises :class:`~ldn_graph.errors.GraphError` where a file is damaged."""
        try:
            numbers = self._files.numbers_at(CLAIMS, part * self._chunk, self._chunk)
            claims = self._values.claims(range(numbers[0], numbers[-1] + 1))
            beside = self._beside(claims, range(numbers[0], numbers[-1] + 1))
            return Chunk(tuple(claims), tuple(self._values.claims(beside) if beside else ()))
        except _DAMAGE:
            raise self._damaged() from None

    def repeated_studies(self, gone: Iterable[str] = ()) -> Iterator[Source]:
        """As :meth:`~ldn_graph.scale.readers.ChunkReader.repeated_studies`, without those that share an identifier with
        none that bears on a claim: they are alone.
        """
        left_out = frozenset(gone)
        try:
            numbers = self._bearing(self._tied() | self._sharing_keys())
            for first in range(0, len(numbers), self._chunk):
                some = numbers[first : first + self._chunk]
                sources = self._values.sources(some)
                yield from [source for n in some if (source := sources[n]).iri not in left_out]
        except _DAMAGE:
            raise self._damaged() from None

    def _damaged(self) -> GraphError:
        return GraphError(f"{self._files.folder}: damaged; delete it, and the claims are read from the database")

    def _beside(self, claims: Iterable[Claim], numbers: Sequence[int]) -> list[int]:
        """The numbers of others that these claims rest on, and of those that own parts of their ratios."""
        beside = {n for n in self._files.read(PREMISES, numbers)["premise"] if n is not None}
        for claim in claims:
            for quantity in chain(claim.quantities, *(line.quantities for line in claim.lines)):
                for part in filter(None, (quantity.numerator, quantity.denominator)):
                    beside |= self._owners.get(part, frozenset())
        return sorted(beside - {*numbers})

    @cached_property
    def _owners(self) -> Mapping[str, frozenset[int]]:
        """For each quantity that is part of a ratio the claims that state it, or that have a line of it."""
        columns = ("iri", "claim", "numerator", "denominator")
        quantities = [group.to_pydict() for group in self._files.row_groups(QUANTITIES, columns)]
        parts = {part for some in quantities for name in columns[2:] for part in some[name]}
        owners: dict[str, frozenset[int]] = {}
        for some in quantities:
            for iri, claim in zip(some["iri"], some["claim"], strict=True):
                if iri in parts:
                    owners[iri] = owners.get(iri, frozenset()) | {claim}
        return owners

    def _tied(self) -> set[int]:
        """The numbers of the sources that are said to report the study of another."""
        links = (group.to_pydict() for group in self._files.row_groups(SOURCE_LINKS, ("source", "link")))
        return {n for some in links for n, link in zip(some["source"], some["link"], strict=True) if link in _TIES}

    def _sharing_keys(self) -> set[int]:
        """The numbers of the sources that share an identifier with another."""
        import pyarrow as pa
        import pyarrow.compute as pc

        groups = list(self._files.row_groups(SOURCE_KEYS, ("key", "source")))
        if not groups:
            return set()
        keys = pa.concat_tables(groups)
        counts = pc.value_counts(keys["key"])
        shared = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
        return set(keys["source"].filter(pc.is_in(keys["key"], value_set=shared)).to_pylist())

    def _bearing(self, sources: set[int]) -> list[int]:
        """Those of these sources, in order, that have an evidence line."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if not sources:
            return []
        wanted, bearing = pa.array(sorted(sources), pa.int64()), set[int]()
        for group in self._files.row_groups(LINES, ("source",)):
            found = group["source"].filter(pc.is_in(group["source"], value_set=wanted))
            bearing.update(found.unique().to_pylist())
        return sorted(bearing)


def open_chunks(graph: Graph, chunk: int) -> ColumnChunks | None:
    """The claims in the columns of a graph's database, in parts of ``chunk``.

    None where there are no columns of its state, where there is one part alone, which is read quickly enough without,
    and where pyarrow is not installed.
    """
    folder = graph.access.folder
    columns = open_columns(folder) if folder else None
    if columns is None or columns.claims <= chunk:
        return None
    try:
        import pyarrow.parquet  # noqa: F401

        files = TableFiles(columns.folder)
        # what was made anew while the files were opened may be in some of them alone
        return ColumnChunks(files, chunk) if open_columns(str(folder)) == columns else None
    except (ImportError, *_DAMAGE):
        return None
