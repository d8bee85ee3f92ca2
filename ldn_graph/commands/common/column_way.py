"""Whether a command takes the way over columns, by the rules in SQL: where there are very many claims."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from ...errors import GraphError, GraphNotFoundError, OutputError
from ...model.vocab import local_id
from .options import not_empty

if TYPE_CHECKING:
    import pyarrow as pa

    from ...model.graph import Graph
    from ...model.prefixes import Prefixes
    from ...scale.column_audit import ColumnAudit
    from ...scale.columns.lookups import ColumnLookups
    from ...scale.session import Session
    from .selection import Selection

_F = TypeVar("_F", bound=Callable[..., Any])

MANY_CLAIMS = 10_000
"""From so many claims on columns are quicker than values of Python, the start of their engine included."""
MANY_BYTES = 20_000_000
"""Files of so many bytes in all have some tens of thousands of claims, and so has a database."""
_PACKED = 10
"""So much larger is what gzip packed."""


def columns_option(command: _F) -> _F:
    """``--columns``: a folder with the claims as ``ldn-graph export columns`` writes them."""
    return click.option(
        "--columns",
        callback=not_empty,
        metavar="DIR",
        help="Columns to read in the place of a graph, as `ldn-graph export columns` wrote them.",
    )(command)


class Way(NamedTuple):
    """The way that is taken: the audit over columns, or the graph whose claims are to be read as values."""

    columns: ColumnAudit | None
    graph: Graph | None


@contextmanager
def choose_way(paths: tuple[str, ...], columns: str | None, selection: Selection) -> Iterator[Way]:
    """The way over columns where ``columns`` names some or there are very many claims; else the graph, opened.

    What is read is named on standard error. Raises :class:`~ldn_graph.errors.GraphNotFoundError` where ``columns`` is a
    folder without any, :class:`~ldn_graph.errors.MissingExtraError` where their engine is not installed, and what
    :func:`~ldn_graph.commands.common.reading.open_named_graph` and
    :func:`~ldn_graph.commands.common.streaming.resolve_in_corpus` raise. Without the engine, and where columns cannot
    hold a graph, it is read as values. ``click.UsageError`` for ``columns`` beside another graph.
    """
    with _choose_tables(paths, columns) as (tables, graph):
        yield Way(_audit_of(tables, selection) if tables else None, graph)


class SessionWay(NamedTuple):
    """The way of what asks the rules alone: a session of them, or the graph whose claims are to be read as values."""

    session: Session | None
    graph: Graph | None


@contextmanager
def choose_session(paths: tuple[str, ...], columns: str | None, as_of: int | None = None) -> Iterator[SessionWay]:
    """The way as :func:`choose_way` chooses it, without an audit of all claims."""
    from ...scale.session import Options, Session

    with _choose_tables(paths, columns) as (tables, graph):
        yield SessionWay(Session(tables.tables, Options(as_of)) if tables else None, graph)


class _Tables(NamedTuple):
    """The tables of columns that are open, by name: those of a database that is open as ``graph``, or of ``files``."""

    tables: Mapping[str, str | pa.Table]
    graph: Graph | None
    lookups: ColumnLookups


@contextmanager
def _choose_tables(paths: tuple[str, ...], columns: str | None) -> Iterator[tuple[_Tables | None, Graph | None]]:
    """The tables where there are very many claims or ``columns`` names some; and the graph, where one was opened."""
    from .reading import open_named_graph

    if columns is not None:
        if paths:
            problem = "a graph is in columns or elsewhere"
            raise click.UsageError(f"{problem}; give one of --columns, --graph, --store and --endpoint")
        with _open_tables(_open_exported(columns), None) as tables:
            yield tables, None
        return
    if files := _large_files(paths):
        with _made_of_files(files) as folder:
            if folder is not None:
                with _open_tables(folder, None, files) as tables:
                    yield tables, None
                return
    graph = open_named_graph(paths)
    with _one_state_of(graph):
        folder = _folder_of_database(graph)
    if folder is None:
        yield None, graph
        return
    with _open_tables(folder, graph) as tables:
        yield tables, graph


def _open_exported(folder: str) -> str:
    from ...output.characters import printable
    from ...output.extras import import_extra
    from ...scale.columns.state import open_exported

    import_extra("duckdb", "columns")
    import_extra("pyarrow", "columns")
    opened = open_exported(folder)
    if opened is None:
        raise GraphNotFoundError(f"{folder}: {_why_not_opened(folder)}")
    if not opened.claims:
        raise GraphNotFoundError.without_claims(folder)
    click.echo(f"reading {printable(folder)}", err=True)
    return opened.folder


def _why_not_opened(folder: str) -> str:
    """Why there are no columns that can be read in a folder, and what to do."""
    from ...rdf.database_state import is_database
    from ...scale.columns.state import read_manifest

    if not os.path.isdir(folder):
        return "there is no such folder; check the path"
    if database := next(
        (path for path in (folder, os.path.dirname(os.path.abspath(folder))) if is_database(path)), None
    ):
        return f"it is of a database; name that: --store {database}"
    if read_manifest(folder) is None:
        return "there are no columns in it; write some with: ldn-graph export columns -o DIR"
    return "another edition of this package wrote these columns; write them anew with: ldn-graph export columns -o DIR"


def _has_engine() -> bool:
    return bool(find_spec("duckdb") and find_spec("pyarrow"))


def _folder_of_database(graph: Graph) -> str | None:
    """The folder of the columns of a database with very many claims, made anew where it was changed since."""
    database = graph.access.folder
    if database is None or not _has_engine():
        return None
    from ...scale.columns.state import is_made

    if not is_made(database) and _size_of_database(database) < MANY_BYTES:
        return None
    from ...scale.columns.writing import renew_columns

    opened = renew_columns(graph, lambda words: click.echo(words, err=True))
    if opened is None or opened.claims < MANY_CLAIMS:
        return None
    return opened.folder


def _size_of_database(folder: str) -> int:
    return sum(entry.stat().st_size for entry in os.scandir(folder) if entry.name.endswith(".sst"))


def _large_files(paths: Sequence[str]) -> tuple[str, ...]:
    """The files that are named, where they are large; none where something else is named."""
    if not paths or not all(map(os.path.isfile, paths)) or not _has_engine():
        return ()
    from ...rdf.documents import is_table

    sizes = [os.path.getsize(path) * (_PACKED if path.lower().endswith(".gz") else 1) for path in paths]
    return () if sum(sizes) < MANY_BYTES or any(map(is_table, paths)) else tuple(paths)


@contextmanager
def _made_of_files(files: Sequence[str]) -> Iterator[str | None]:
    """A folder with the columns of files, for a while; None where columns cannot hold what is in them, and where there
    is no room to write them, which is told.
    """
    from ...output.characters import printable
    from ...output.temporary import make_temporary
    from ...rdf.documents import PARSER_ERRORS
    from ...scale.columns.making import make_tables
    from ...scale.columns.triples import read_files

    folder = made = None
    with ExitStack() as stack:
        try:
            folder, remove = make_temporary("ldn-graph-columns-")
            stack.callback(remove)
            made = make_tables(read_files(files), folder)
        except OutputError as error:
            click.echo(f"without columns, which make audits of many claims quick: {printable(str(error))}", err=True)
        except (GraphError, *PARSER_ERRORS):  # which the graph's own reader explains
            pass
        yield folder if made and not made.faults and made.rows["claims"] else None


@contextmanager
def _open_tables(folder: str, graph: Graph | None, files: Sequence[str] = ()) -> Iterator[_Tables]:
    """The tables of the columns in a folder, as they are now."""
    from ...output.characters import printable
    from ...scale.columns.lookups import ColumnLookups
    from ...scale.columns.pinned import pinned_tables
    from .reading import tell_clashes

    remedy = "make them anew" if graph is None else "delete that folder, and the next command makes them anew"
    with _engine_errors(folder, remedy), ExitStack() as opened:
        try:
            with _one_state_of(graph):  # where the database is another by now, its columns may be, too
                tables = opened.enter_context(pinned_tables(folder))
        except OSError as error:
            raise _unreadable(folder, error, remedy) from None
        if not files:  # what was just made needs no look
            _refuse_other_tables(folder, tables, remedy)
        lookups = ColumnLookups(tables, _read_prefixes(files))
        if files:
            click.echo(f"reading {printable(', '.join(files))}", err=True)
            tell_clashes(lookups)
        yield _Tables(tables, graph, lookups)


def _audit_of(opened: _Tables, selection: Selection) -> ColumnAudit:
    """The audit over these tables."""
    from ...scale.column_audit import Asked, ColumnAudit
    from ...scale.session import Options, Session
    from .selected_audit import find_condition

    graph, lookups, condition = opened.graph, opened.lookups, selection.condition
    names: Any = graph or lookups
    with _one_state_of(graph):
        without = _find_records(names, lookups, selection.without)
        found = find_condition(names, condition, lookups.has_claims_on) if condition else None
    if sys.stderr is not None and sys.stderr.isatty():
        click.echo("auditing ...\r", nl=False, err=True)
    options = Options(selection.as_of, frozenset(without.values()), selection.nulls_dispute)
    asked = Asked(selection.statuses, selection.flags)
    return ColumnAudit(Session(opened.tables, options, condition=found), options, asked, tuple(map(local_id, without)))


def _find_records(names: Any, lookups: ColumnLookups, without: Sequence[str]) -> Mapping[str, int]:
    """The numbers of the sources to be left out, under all keys of their papers, by IRI."""
    from ...sparql.names import LISTINGS, find_node
    from .streaming import refuse_without_lines

    records: dict[str, int] = {}
    for name in without:
        found = find_node(names, name, "source", LISTINGS["source"])
        bearing = lookups.bearing_records(found)
        refuse_without_lines(found, bearing)
        records |= bearing
    return records


def _read_prefixes(files: Sequence[str]) -> Prefixes:
    """The prefixes that files declare; those of the project where there are none."""
    from ...model.prefixes import join_prefixes
    from ...rdf.database import open_rdf
    from ...rdf.documents import declared_prefixes

    declared = []
    for file in files:
        with open_rdf(file) as (stream, rdf_format):
            declared.append((file, declared_prefixes(stream, rdf_format)))
    return join_prefixes(declared)


def _one_state_of(graph: Graph | None) -> AbstractContextManager[None]:
    """As :func:`~ldn_graph.rdf.one_state.in_one_state` has it, where a graph was opened."""
    from ...rdf.one_state import in_one_state

    return in_one_state(graph) if graph else nullcontext()


def _refuse_other_tables(folder: str, tables: Mapping[str, str], remedy: str) -> None:
    """Raise where a table has other columns, or another number of rows, than those that were written together."""
    import duckdb

    from ...scale.columns.schema import TABLES
    from ...scale.columns.state import read_manifest

    manifest = read_manifest(folder)
    rows = manifest.rows if manifest else {}
    with duckdb.connect() as connection:
        for table in TABLES:
            found = connection.read_parquet(tables[table.name])
            if found.columns != [column.name for column in table.columns] or len(found) != rows.get(table.name):
                raise _unreadable(
                    folder, f"{table.name}.parquet is not the one that was written with the others", remedy
                )


@contextmanager
def _engine_errors(folder: str, remedy: str) -> Iterator[None]:
    """What the engine raises, as an error of this package, and an interruption as one."""
    import duckdb

    from ...scale.engines.interruption import is_interruption
    from ...scale.engines.memory import VARIABLE

    try:
        yield
    except (duckdb.Error, RuntimeError) as error:
        if is_interruption(error):
            raise KeyboardInterrupt from None
        if not isinstance(error, duckdb.Error):
            raise
        if not isinstance(error, duckdb.OutOfMemoryException):
            raise _unreadable(folder, error, remedy) from None
        problem = "the rules need more memory than they may take, or more room in the temporary folder than there is"
        remedy = f"set {VARIABLE}, as to 4GB, set TMPDIR to a folder with more room, or ask for fewer claims"
        raise GraphError(f"{folder}: {problem}; {remedy}") from None


def _unreadable(folder: str, problem: object, remedy: str) -> GraphError:
    if isinstance(problem, OSError):
        problem = f"{problem.filename}: {problem.strerror}"
    return GraphError(f"{folder}: the columns cannot be read: {str(problem).splitlines()[0]}; {remedy}")
