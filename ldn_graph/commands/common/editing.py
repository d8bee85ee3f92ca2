"""What the commands share that edit Turtle files in place: which files, and what is told of the change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from .options import not_empty

if TYPE_CHECKING:
    from pathlib import Path

    from ...rdf.documents import Document
    from ...rdf.node_editing import Edits
    from ...rdf.source_file import SourceFile
    from ...rdf.turtle_files import TurtleFiles

_F = TypeVar("_F", bound=Callable[..., Any])


def editing_options(command: _F) -> _F:
    """``--graph`` as ``paths`` and ``--dry-run``."""
    told = "Show what would be changed, as a diff, and change nothing."
    command = click.option("--dry-run", is_flag=True, help=told)(command)
    return click.option(
        "--graph",
        "-g",
        "paths",
        multiple=True,
        callback=_choose_files,
        metavar="FILE.ttl|FOLDER",
        help="The Turtle files of your graph, all of them: references are changed wherever they stand. Default: those "
        "that the ldn-graph.toml of this folder names.",
    )(command)


def _choose_files(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """The files that are given, else those of the current folder, whose tables are told to stay as they are."""
    from pathlib import Path

    from ...project.settings import read_settings
    from ...rdf.documents import is_table

    not_empty(ctx, param, value)
    if value:
        return value
    settings = read_settings(Path())
    if settings is None:
        raise click.BadParameter("give the Turtle files of your graph; the one that ships is not edited", ctx, param)
    tables = [path for path in settings.graph if is_table(path)]
    if len(tables) == len(settings.graph):
        raise click.BadParameter(
            f"the graph of this folder is a table; change it there: {', '.join(tables)}", ctx, param
        )
    if tables:
        click.echo(f"not edited, as a table: {', '.join(tables)}; change it there too, where it says this", err=True)
    return tuple(path for path in settings.graph if path not in tables)


def namer(files: TurtleFiles) -> Callable[[str], str]:
    """What calls a node by its CURIE, with the prefixes of these files."""
    from ...model.vocab import shorten

    return lambda iri: shorten(iri, files.graph.prefixes.iris)


def find_in_files(files: TurtleFiles, name: str) -> str:
    """The IRI of the claim, source or entity that a person means by a name, or of another node by its id or label.

    Raises :class:`~ldn_graph.errors.UnknownNameError` where there is none, where there are several, and for a node in
    brackets, which has no IRI.
    """
    from ...errors import GraphNotFoundError, UnknownNameError
    from ...model.lookup import expand
    from ...model.vocab import RDFS, local_id
    from ...sparql.names import LISTINGS, find_node

    nodes = dict.fromkeys(t.subject for t in files.triples)
    if not nodes:
        raise GraphNotFoundError(f"{files.graph.name}: no triples in it; give the files of your graph")
    iri = expand(name, files.graph.prefixes.iris)
    if iri in nodes and not iri.startswith("_:"):
        return iri
    labelled = {
        t.subject
        for t in files.triples
        if t.predicate == RDFS.label and not isinstance(t.value, str) and t.value.value == name
    }
    same = [node for node in nodes if local_id(node) == name or node in labelled]
    named = [node for node in same if not node.startswith("_:")]
    if same and not named:
        raise UnknownNameError(f"{name!r} stands in brackets, without an IRI; change it by hand")
    try:
        return find_node(files.graph, iri, "node", LISTINGS["node"])
    except UnknownNameError:
        if len(named) == 1:
            return named[0]
        if named:
            listed = ", ".join(map(namer(files), named))
            raise UnknownNameError(f"{name!r} is the name of {listed}; write one of these") from None
        _refuse_of_table(name)
        raise


def _refuse_of_table(name: str) -> None:
    """Say of what is in a table of the current folder alone where it stands, if that is what is edited.

    Raises :class:`~ldn_graph.errors.EditError`, and what reading the folder raises.
    """
    from contextlib import suppress

    from ...errors import EditError, UnknownNameError
    from ...rdf.opening import open_documents
    from ...sparql.names import LISTINGS, find_node

    documents = _documents_of_folder()
    if not documents:
        return
    with suppress(UnknownNameError):
        node = find_node(open_documents(documents), name, "node", LISTINGS["node"])
        place = _row_of(documents, node) or "a table of this folder"
        raise EditError(f"{name} stands in {place}; change it there")


def refuse_used_in_table(files: TurtleFiles, *nodes: str) -> None:
    """Raise :class:`~ldn_graph.errors.EditError` where a table of the folder that is edited speaks of one of the nodes.

    The table would go on speaking of it by its old name, as of another of which nothing is known.
    """
    from ...errors import EditError

    documents = _documents_of_folder()
    for node in nodes:
        if place := _row_of(documents, node):
            remedy = "nothing was written; change it there first, then run this again"
            raise EditError(f"{namer(files)(node)} stands in {place}, too; {remedy}")


def _documents_of_folder() -> tuple[Document, ...]:
    """What the current folder's graph is read from, if it is that folder that is edited and it has tables."""
    from ...project.documents import read_paths
    from ...rdf.documents import Document

    if click.get_current_context().get_parameter_source("paths") is not ParameterSource.DEFAULT:
        return ()
    return tuple(each for each in read_paths(())[0] if isinstance(each, Document))


def refuse_disagreement(file: Path, data: bytes) -> None:
    """Raise :class:`~ldn_graph.errors.EditError` where a table of the current folder disagrees with a file's new bytes.

    A mistake that the table has anyhow is no reason: it is told whenever the folder is read.
    """
    from ...errors import EditError
    from .settings import is_read

    if is_read(str(file), ()) and (problem := _problem_with(file, data)) and problem != _problem_with(file, None):
        remedy = "nothing was written; make them the same in the table or in what you add"
        raise EditError(f"{file}: as it would be, the tables of this folder disagree with it; {remedy}\n{problem}")


def _problem_with(file: Path, data: bytes | None) -> str | None:
    """Why the current folder cannot be read, where a file of it has other bytes than it had."""
    from pathlib import Path

    from ...errors import LdnGraphError
    from ...project.documents import read_project
    from ...project.settings import read_settings
    from ...rdf.documents import read_files

    def read(path: str) -> Iterator[tuple[str, bytes]]:
        for name, old in read_files(path):
            yield name, old if data is None or not Path(name).samefile(file) else data

    settings = read_settings(Path())
    try:
        if settings:
            read_project(settings, "", read)
    except LdnGraphError as error:
        return str(error)
    return None


def _row_of(documents: Iterable[Document], node: str) -> str | None:
    """The first place of a node in a table."""
    from ...rdf.documents import is_table

    rows = ((each.name, each.rows.get(node)) for each in documents if is_table(each.name))
    return next((f"{name}, row {row}" for name, row in rows if row), None)


def new_name(files: TurtleFiles, name: str, old: str) -> str:
    """The IRI of a name that is to be: a CURIE, an IRI, or an id in the namespace of the old one.

    Raises :class:`~ldn_graph.errors.EditError` for what can be none.
    """
    import re

    from ...errors import EditError
    from ...model.lookup import expand
    from ...model.vocab import local_id

    expanded = expand(name, files.graph.prefixes.iris)
    if re.fullmatch(r"[\w.-]+", expanded) and not expanded.startswith("."):
        return old.removesuffix(local_id(old)) + expanded
    if re.fullmatch(r"(?:https?://|urn:)[^\s<>\"{}|\\^`]+", expanded):
        return expanded
    remedy = "write letters, digits and hyphens, a CURIE whose prefix is declared, or an IRI"
    raise EditError(f"{name}: it cannot be an id; {remedy}")


def carry_out(files: TurtleFiles, edits: Edits, *, dry_run: bool) -> None:
    """Write the files that change, or show the difference, and tell it on standard error."""
    write_edited(list(files.edited(edits)), dry_run=dry_run)


def write_edited(edited: Sequence[tuple[SourceFile, bytes]], *, dry_run: bool) -> None:
    """Write files with their new bytes, or show the difference, and tell it on standard error."""
    from ...rdf.turtle_files import write_turtle_files
    from .output import write_texts

    if dry_run:
        for file, data in edited:
            write_texts(None, diff(str(file.path), file.data, data))
    else:
        write_turtle_files(edited)
    tell_written([str(file.path) for file, _ in edited], dry_run=dry_run)


def diff(name: str, old: bytes, new: bytes) -> list[str]:
    """The lines of a unified diff of a file."""
    import re
    from difflib import unified_diff

    before, after = (re.findall(r"[^\n]*\n|[^\n]+", data.decode("utf-8")) for data in (old, new))
    lines = unified_diff(before, after, fromfile=name, tofile=name, n=1)
    return [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines]


def tell_written(names: list[str], *, dry_run: bool) -> None:
    """Which files were written, or would be without ``--dry-run``."""
    from ...output.characters import printable

    told = printable(", ".join(names))
    if not names:
        click.echo("nothing to change", err=True)
    elif dry_run:
        click.echo(f"nothing was written, as --dry-run asks; without it {told} would be changed as shown", err=True)
    else:
        click.echo(f"written: {told}", err=True)
