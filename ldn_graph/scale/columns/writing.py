"""Columns written beside a database: while it is loaded, or anew where it was changed since."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ...errors import GraphError, GraphNotFoundError, LdnGraphError, MissingExtraError, OutputError, ProcessError
from ...model.vocab import shorten
from ...output.extras import import_extra
from ...output.leftovers import remove_leftovers
from ...processes.children import CAN_FORK, Child, start_limited
from ...processes.outcomes import pack_outcome, unpack_outcome
from ...processes.parallel import processors
from ...rdf.database_state import read_state
from .making import Made, make_tables
from .schema import TABLES
from .state import (
    FOLDER,
    MANIFEST,
    Columns,
    Manifest,
    is_made,
    is_of_this_edition,
    made_from,
    open_columns,
    read_manifest,
    write_manifest,
)

if TYPE_CHECKING:
    import pyoxigraph as ox

    from ...model.graph import Graph

Tell = Callable[[str], None]
"""Called with a remark for the user."""


def make_columns(graph: Graph, folder: str, state: str = "") -> Made:
    """Write the columns of a graph into an empty folder that is there, with what they say of themselves: that they are
    of this state of a database, beside which they are put; "" where they stand alone.

    Raises :class:`~ldn_graph.errors.MissingExtraError` without DuckDB,
    :class:`~ldn_graph.errors.OutputError` where they cannot be written, and what reading the graph's statements raises.
    """
    access = graph.access
    if access.folder is None:
        from .triples import read_quads

        made = _made(read_quads(graph.quads), folder)
    else:
        made = _made(_stored(access.folder), folder)
    write_manifest(folder, Manifest(made_from(state), made.rows, made.faults))
    return made


def renew_columns(graph: Graph, tell: Tell) -> Columns | None:
    """The columns beside a database that is open, made anew where they are of another state of it.

    None where they cannot be made, or cannot be written beside it: whoever wants the claims reads them otherwise.
    ``tell`` is called with why it takes long: they are made, or may not be written.
    """
    folder = graph.access.folder
    if folder is None or is_made(folder):
        return open_columns(folder) if folder else None
    if not os.access(folder, os.W_OK):
        tell("without columns, which make audits of many claims quick: the folder of the database cannot be written to")
        return None
    tell(_why_made(os.path.join(folder, FOLDER)))
    try:
        with _folder_beside(Path(folder, FOLDER)) as beside:
            make_columns(graph, str(beside), graph.access.state or "")
            if graph.access.state == read_state(folder):
                _replace(beside, Path(folder, FOLDER))
    except (LdnGraphError, OSError):
        return None
    return open_columns(folder)


def _why_made(folder: str) -> str:
    if not os.path.isdir(folder):
        return "columns are made, once for this database"
    why = "the database was changed" if is_of_this_edition(folder) else "another edition of this package wrote them"
    return f"columns are made anew: {why}"


def export_columns(graph: Graph, folder: str) -> Made:
    """Write the columns of a graph into a folder, whole or not at all; columns that are in it are replaced.

    Raises :class:`~ldn_graph.errors.OutputError` where the folder holds something else or cannot be written,
    :class:`~ldn_graph.errors.GraphError` where the claims cannot be read or cannot be put into columns, and
    :class:`~ldn_graph.errors.MissingExtraError` without DuckDB.
    """
    target = Path(folder).resolve()
    if target.exists() and not target.is_dir():
        raise OutputError(f"{folder}: it is a file, and columns are a folder; give another with -o")
    own = {MANIFEST, *(f"{table.name}.parquet" for table in TABLES)}
    there = {path.name for path in target.iterdir()} if target.is_dir() else set()
    if there and (there - own or read_manifest(folder) is None):
        raise OutputError(f"{folder}: this folder holds something that is no columns; give another with -o")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _folder_beside(target) as beside:
            made = make_columns(graph, str(beside))
            if made.faults:
                raise _fault(graph, *made.faults[0])
            if not made.rows["claims"]:
                raise GraphNotFoundError.without_claims(graph.name)
            write_manifest(
                str(beside), Manifest(made_from(""), made.rows, ())
            )  # they go by no database's state any more
            _replace(beside, target)
    except OSError as error:
        raise OutputError(f"{folder}: {error.strerror or error}; give another folder with -o") from None
    return made


def _fault(graph: Graph, node: str, what: str) -> GraphError:
    """The error for a graph with a fault: what the reader of claims says of it, where it says something."""
    from ...rdf.claim_reader import read_claims

    try:
        read_claims(graph)
    except GraphError as error:
        return error
    remedy = "columns cannot hold that as it is written; mend it, or ask the graph itself"
    return GraphError(f"{graph.place(node)}: {shorten(node, graph.prefixes.iris)}: {what}; {remedy}")


class ColumnsBeside:
    """Makes columns from the files that are loaded, in a process of its own meanwhile, and puts them into the database.

    It is what :func:`~ldn_graph.rdf.database.load_files` takes as ``beside``. Where they cannot be made, ``tell`` is
    called with the reason, and the database is loaded all the same.
    """

    def __init__(self, tell: Tell) -> None:
        self._tell = tell

    @contextmanager
    def __call__(self, files: Sequence[str], folder: Path) -> Iterator[Callable[[Path], None]]:
        """Begin with these files in a folder that is not there yet; what this gives is called with the new database."""
        child, seen = None, _stamps(files)
        if CAN_FORK and seen is not None and not _engine_runs():
            with suppress(OSError):  # no process is left
                folder.mkdir()
                child = start_limited(_sender(files, str(folder)), 0)
        try:
            yield lambda database: self._finish(child, files, seen, folder, database)
        finally:
            if child:
                _end(child)

    def _finish(self, child: Child | None, files: Sequence[str], seen: object, folder: Path, database: Path) -> None:
        from .triples import read_files

        try:
            if child:
                made = _outcome(child)
                if seen != _stamps(files):
                    raise ProcessError("the files were changed meanwhile")
            else:  # what can be read once only is in the database by now
                folder.mkdir(exist_ok=True)
                again = seen is not None and seen == _stamps(files)
                made = _made(read_files(files) if again else _stored(str(database)), str(folder))
            write_manifest(str(folder), Manifest(made_from(read_state(str(database))), made.rows, made.faults))
            folder.rename(database / FOLDER)
            if made.faults:
                node, what = made.faults[0]
                self._tell(f"without columns, which make audits of many claims quick: {shorten(node)}: {what}")
        except (MissingExtraError, OutputError) as error:  # which say what to do
            self._tell(f"without columns, which make audits of many claims quick: {error}")
        except (LdnGraphError, OSError) as error:
            self._tell(f"without columns: {error}; load again where there is more room or memory")


def _engine_runs() -> bool:
    """Whether DuckDB may have threads here: a child would wait for what they hold, and has none of them."""
    return "duckdb" in sys.modules


def _made(quads: Iterable[ox.Quad], folder: str, threads: int = 2) -> Made:
    import_extra("duckdb", "columns")
    import_extra("pyarrow", "columns")
    return make_tables(quads, folder, threads=threads)


def _stored(folder: str) -> Iterator[ox.Quad]:
    """The statements of a database with what was filled in, of which nothing is read here."""
    import pyoxigraph as ox

    yield from ox.Store.read_only(folder)


def _stamps(files: Sequence[str]) -> list[tuple[int, ...]] | None:
    """By what is seen that a file was changed; None where one can be read once only, or not at all."""
    try:
        if not all(map(os.path.isfile, files)):
            return None
        return [(s.st_ino, s.st_size, s.st_mtime_ns) for s in map(os.stat, files)]
    except (OSError, ValueError):
        return None


def _sender(files: Sequence[str], folder: str) -> Callable[[int], None]:
    """What the child does: make the columns, and write to a pipe what came of it."""

    def send(pipe: int) -> None:
        from .triples import read_files

        with os.fdopen(pipe, "wb") as stream:
            try:
                # the engine, which loads meanwhile, has more than one thread
                threads = min(2, max(1, processors() - 1))
                stream.write(pack_outcome(_made(read_files(files), folder, threads)))
            except BaseException as error:
                stream.write(pack_outcome(error, raised=True))

    return send


def _outcome(child: Child) -> Made:
    with open(child.pipe, "rb", closefd=False) as pipe:
        try:
            return cast("Made", unpack_outcome(pickle.load(pipe)))  # noqa: S301, from our own child
        except (EOFError, pickle.UnpicklingError):
            raise ProcessError("the process that makes them was ended from outside") from None


def _end(child: Child) -> None:
    os.close(child.pipe)
    os.close(child.lifeline)
    with suppress(ProcessLookupError):
        os.kill(child.pid, signal.SIGKILL)
    os.waitpid(child.pid, 0)


@contextmanager
def _folder_beside(target: Path) -> Iterator[Path]:
    """A folder to write columns into, which is gone in the end unless it was renamed."""
    remove_leftovers(str(target.parent), f".{target.name}.")
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    beside.mkdir()
    try:
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _replace(new: Path, target: Path) -> None:
    """Put a folder in the place of another: there is none for a moment, and never a mix of two."""
    old = target.with_name(f".{target.name}.{os.getpid()}.old")
    with suppress(FileNotFoundError):
        target.rename(old)
    try:
        new.rename(target)
    finally:
        shutil.rmtree(old, ignore_errors=True)
