"""Something done with each chunk of a corpus, by several processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from ..processes.parallel import map_parts

if TYPE_CHECKING:
    from ..model.claims import Chunk
    from .corpus import Chunks, Corpus

_T = TypeVar("_T")


def map_chunks(corpus: Corpus, work: Callable[[Chunk], _T]) -> Iterator[_T]:
    """``work`` of each chunk, in their order; what it gives must be picklable.

    Several processes do it where there are several chunks, two where a server is asked. The claims of a database are
    cached beside it when all chunks have been read.
    """
    chunks = corpus.chunks

    @cache
    def chunks_of(process: int) -> Chunks:  # noqa: ARG001, a database that is open is not safe across a fork
        return chunks.reopened()

    with chunks.cache_writer() or nullcontext() as writer:

        def work_on(part: int) -> tuple[_T, bytes]:
            chunk = chunks_of(os.getpid()).read(part)
            return work(chunk), writer.pack(chunk) if writer else b""

        for result, packed in map_parts(work_on, chunks.parts, corpus.graph.access.readers):
            if writer:
                writer.add(packed)
            yield result
