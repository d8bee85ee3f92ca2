"""Loading files into an Oxigraph database on disk, whole or not at all.

The database is written beside its place and put there when it is complete: whoever interrupts or kills the loading
finds the old database, or none, never half of one. A program that has the old one open should open the new one.
"""

from __future__ import annotations

import gzip
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from ..errors import GraphNotFoundError, OutputError
from ..model.prefixes import Prefixes, join_prefixes
from ..output.files import GZIP
from ..output.leftovers import remove_leftovers
from .database_state import LOADING, is_database, keep_prefixes
from .documents import PARSER_ERRORS, declared_prefixes, explain_parser_error, files_in, format_of, unreadable

if TYPE_CHECKING:
    import pyoxigraph as ox

Progress = Callable[[str, int, int], None]
"""Called with a file's name, how many of its bytes on disk have been read, and how many it has."""

Beside = Callable[[Sequence[str], Path], AbstractContextManager[Callable[[Path], None]]]
"""What is done while a database is loaded: it is begun with the files and a folder of its own, which it makes, and ends
by what it gives, which is called with the folder of the new database when that is complete and closed."""

_BEGINNING = 4096  # bytes of a file by which a parser's complaint is explained


@contextmanager
def _nothing_beside(_files: Sequence[str], _folder: Path) -> Iterator[Callable[[Path], None]]:
    yield lambda _: None


def load_files(
    paths: Iterable[str | Path],
    folder: str | Path,
    progress: Progress = lambda *_: None,
    beside: Beside = _nothing_beside,
) -> Prefixes:
    """Bulk-load RDF files, and the RDF files in folders, into a database in this folder.

    Files are read as :func:`~ldn_graph.rdf.opening.open_graph` reads them, named graphs as one, and the years
    and identities of sources are filled in. A database that was there is replaced. Gives the prefixes of the files,
    which are kept with the database. What goes ``beside`` is in it, or the whole is not put in place. Raises
    :class:`~ldn_graph.errors.GraphNotFoundError` and :class:`~ldn_graph.errors.GraphSyntaxError` for what cannot be
    read, and :class:`~ldn_graph.errors.OutputError` where the folder holds something else or cannot be written.
    """
    target = Path(folder).resolve()
    _refuse(target)
    files = [file for path in map(str, paths) for file in (files_in(path) if os.path.isdir(path) else (path,))]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        remove_leftovers(str(target.parent), f".{target.name}{LOADING}")
        with tempfile.TemporaryDirectory(
            prefix=f".{target.name}{LOADING}{os.getpid()}-", dir=target.parent, ignore_cleanup_errors=True
        ) as part:
            new = Path(part, "new")
            with beside(files, Path(part, "beside")) as finish:
                prefixes = _fill(new, files, progress)
                finish(new)
            if target.exists():
                target.rename(Path(part, "old"))
            new.rename(target)
    except OSError as error:
        raise OutputError(f"{folder}: {error.strerror or error}; give another folder with --store") from None
    return prefixes


def _refuse(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise OutputError(f"{target}: it is a file, and a database is a folder; give another with --store")
    if target.is_dir() and any(target.iterdir()) and not is_database(str(target)):
        raise OutputError(f"{target}: this folder holds something that is no database; give another with --store")


def _fill(folder: Path, files: Iterable[str], progress: Progress) -> Prefixes:
    """Make a new database with the triples of these files; it is closed when this returns. Gives their prefixes."""
    import pyoxigraph as ox

    from .filled_in import missing_statements

    store = ox.Store(str(folder))
    declared: list[tuple[str, Mapping[str, str]]] = []
    for file in files:
        rdf_format = format_of(file)
        declared.append((file, _prefixes(file)))
        with _open(file, progress) as stream:
            try:
                if rdf_format.supports_datasets:
                    store.bulk_extend(_in_one_graph(ox.parse(stream, format=rdf_format, rename_blank_nodes=True)))
                else:
                    store.bulk_load(stream, format=rdf_format)
            except (*PARSER_ERRORS, EOFError) as error:  # EOFError: gzip's, of a file that is cut off
                raise explain_parser_error(file, error, _beginning(file)) from None
    if next(iter(store), None) is None:
        raise GraphNotFoundError("there are no triples in these files; give files with claims, see docs/model.md")
    store.optimize()
    store.bulk_extend(missing_statements(store))  # after optimize, which halves the time that reading takes
    store.flush()  # else the first opening replays the log
    joined = join_prefixes(declared)
    keep_prefixes(folder, joined.iris)
    return joined


def _in_one_graph(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    import pyoxigraph as ox

    return (ox.Quad(q.subject, q.predicate, q.object) for q in quads)


@contextmanager
def open_rdf(file: str) -> Iterator[tuple[IO[bytes], ox.RdfFormat]]:
    """An RDF file to parse, unpacked where it is packed, and its format."""
    with _open(file) as stream:
        yield stream, format_of(file)


@contextmanager
def _open(file: str, progress: Progress = lambda *_: None) -> Iterator[IO[bytes]]:
    """A file to read, unpacked where it is packed."""
    try:
        raw = open(file, "rb")  # noqa: SIM115, closed below
    except (OSError, ValueError) as error:
        remedy = "standard input is /dev/stdin, and read as Turtle" if file == "-" else "check the path"
        raise unreadable(file, error, remedy) from None
    with raw:
        packed = raw.peek(len(GZIP))[: len(GZIP)] == GZIP  # a pipe cannot be sought in
        size = os.fstat(raw.fileno()).st_size
        watched = _WatchedFile(raw, lambda count: progress(file, count, size))
        yield cast("IO[bytes]", gzip.GzipFile(fileobj=cast("IO[bytes]", watched)) if packed else watched)


def _prefixes(file: str) -> Mapping[str, str]:
    """Those that a file declares; none of a pipe, which is read once."""
    if not os.path.isfile(file):
        return {}
    with _open(file) as stream:
        return declared_prefixes(stream, format_of(file))


def _beginning(file: str) -> bytes:
    if not os.path.isfile(file):  # a pipe has been read, and waits for a writer when it is opened again
        return b""
    try:
        with _open(file) as stream:
            return stream.read(_BEGINNING)
    except (OSError, EOFError):
        return b""


class _WatchedFile:
    """A file that calls a function, with the number of bytes so far, after each time that something of it was read."""

    def __init__(self, raw: IO[bytes], after_read: Callable[[int], None]) -> None:
        self.raw, self.after_read, self.count = raw, after_read, 0

    def read(self, size: int = -1) -> bytes:
        data = self.raw.read(size)
        self.count += len(data)
        self.after_read(self.count)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.raw.seek(offset, whence)

    def tell(self) -> int:
        return self.raw.tell()
