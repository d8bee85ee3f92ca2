"""Something done with each chunk of a corpus, by several processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from ..processes.parallel import map_parts

if TYPE_CHECKING:
    from ..model.claims import Chunk
    from .corpus import Chunks, Corpus

_T = TypeVar("_T")


def map_chunks(corpus: Corpus, work: Callable[[Chunk], _T]) -> Iterator[_T]:
    """``work`` of each chunk, in their order; what it gives must be picklable.

    Several processes do it where there are several chunks, two where a server is asked. Raises
    :class:`~ldn_graph.errors.DatabaseChangedError`, also after the last, where a database was changed meanwhile.
    """
    chunks = corpus.chunks

    @cache
    def chunks_of(process: int) -> Chunks:  # noqa: ARG001, a database that is open is not safe across a fork
        return chunks.reopened()

    def work_on(part: int) -> _T:
        return work(chunks_of(os.getpid()).read(part))

    with chunks.in_one_state():
        yield from map_parts(work_on, chunks.parts, corpus.graph.access.readers)
