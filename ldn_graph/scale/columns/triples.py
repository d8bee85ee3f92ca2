"""Statements as Arrow's batches of N-Triples' terms: streamed, so that a graph of any size takes little memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from queue import Full, Queue
from threading import Event, Thread
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox

from ...rdf.database import open_rdf

if TYPE_CHECKING:
    import pyarrow as pa

_T = TypeVar("_T")
_BATCH = 20_000  # statements
_WAITING = 4  # batches


def read_files(files: Iterable[str]) -> Iterator[ox.Quad]:
    """The statements of RDF files, one after another, those of named graphs as all others."""
    for file in files:
        with open_rdf(file) as (stream, rdf_format):
            quads = ox.parse(stream, format=rdf_format, rename_blank_nodes=True)
            yield from _in_one_graph(quads) if rdf_format.supports_datasets else quads


def _in_one_graph(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    return (ox.Quad(q.subject, q.predicate, q.object) for q in quads)


def read_quads(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The statements of an opened graph."""
    return _in_one_graph(quads)


def batches(quads: Iterable[ox.Quad], raised: list[BaseException]) -> pa.RecordBatchReader:
    """A row is a statement: its number ``n`` from 0; ``s``, ``p`` and ``o`` are its terms as N-Triples writes them.

    Blank nodes are ``_:b0``, ``_:b1`` and so on as they come, as :class:`~ldn_graph.rdf.index.Statements` has them. The
    quads must be of the default graph. What reading them raises is in ``raised``, too: Arrow makes a text of it.
    """
    import pyarrow as pa

    text = pa.string()
    schema = pa.schema([("n", pa.int64()), ("s", text), ("p", text), ("o", text)])
    return pa.RecordBatchReader.from_batches(schema, _noted(in_one_thread(_batches(iter(quads), schema)), raised))


def _noted(items: Iterator[_T], raised: list[BaseException]) -> Iterator[_T]:
    try:
        yield from items
    except GeneratorExit:
        raise
    except BaseException as error:
        raised.append(error)
        raise


def in_one_thread(items: Iterator[_T]) -> Iterator[_T]:
    """The items, made in a thread of their own: who takes them may be another thread each time, and the engine's
    iterators must stay in one. Few wait at a time. What making them raises is raised here.
    """
    waiting: Queue[tuple[_T | None, BaseException | None]] = Queue(_WAITING)
    stopped = Event()

    def put(item: _T | None, error: BaseException | None = None) -> None:
        while not stopped.is_set():
            with suppress(Full):
                waiting.put((item, error), timeout=1)
                return

    def make() -> None:
        try:
            for item in items:
                put(item)
                if stopped.is_set():
                    return
            put(None)
        except BaseException as error:
            put(None, error)

    Thread(target=make, daemon=True).start()
    try:
        while True:
            item, error = waiting.get()
            if error:
                raise error
            if item is None:
                return
            yield item
    finally:
        stopped.set()


def _batches(quads: Iterator[ox.Quad], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa
    import pyarrow.compute as pc

    begin, blanks = 0, _Blanks()
    while data := ox.serialize(islice(quads, _BATCH), format=ox.RdfFormat.N_TRIPLES):
        # neither an IRI nor a text has a line's end in it: a text has it escaped
        lines = pc.split_pattern(_one_text(data, len(data) - len(" .\n")), " .\n").flatten()
        terms = pc.split_pattern(lines, " ", max_splits=2)
        subjects, properties, values = (pc.list_element(terms, place) for place in range(3))
        if any(pc.any(pc.starts_with(column, "_:")).as_py() for column in (subjects, values)):
            subjects, values = blanks.rename(subjects, values)
        numbers = pa.array(range(begin, begin + len(lines)), pa.int64())
        yield pa.record_batch([numbers, subjects, properties, values], schema=schema)
        begin += len(lines)


def _one_text(data: bytes, length: int) -> pa.Array:
    """The beginning of UTF-8 as an array of one text, without a copy."""
    import pyarrow as pa

    ends = pa.array([0, length], pa.int32()).buffers()[1]
    return pa.StringArray.from_buffers(1, ends, pa.py_buffer(data))


class _Blanks:
    """The names of blank nodes, which are the parser's own at random, by their order.

    One may come again at any place of its file, so all are kept: some 250 bytes each.
    """

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def rename(self, subjects: pa.Array, values: pa.Array) -> tuple[pa.Array, pa.Array]:
        import pyarrow as pa

        renamed = [
            (self._name(subject), self._name(value))
            for subject, value in zip(subjects.to_pylist(), values.to_pylist(), strict=True)
        ]
        return tuple(pa.array(column, pa.string()) for column in zip(*renamed, strict=True))

    def _name(self, term: str) -> str:
        return self._names.setdefault(term, f"_:b{len(self._names)}") if term.startswith("_:") else term
