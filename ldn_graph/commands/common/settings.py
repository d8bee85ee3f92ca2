"""What a folder says of itself in ``ldn-graph.toml``: one that is named as the graph, or else the current one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from ...errors import GraphNotFoundError
from ...output.characters import printable
from ...project.settings import FILE, read_settings

if TYPE_CHECKING:
    from ...rdf.documents import Document


def graph_paths(paths: tuple[str, ...]) -> tuple[str | Document, ...]:
    """What the graph is opened from: these paths, of which a folder with settings stands for what they name; where
    there are none, the current folder, if it has settings.

    What is to be told is told on standard error: remarks on tables, and the files of the current folder. None at all
    where neither is there.
    """
    from ...project.documents import read_paths
    from .telling import tell

    given, told = read_paths(paths)
    if given and not paths:
        click.echo(printable(f"reading {', '.join(map(_name, given))}, as {FILE} says"), err=True)
    tell(told)
    return given


def _name(given: str | Document) -> str:
    return given if isinstance(given, str) else given.name


def article_of_folder(paths: tuple[str, ...]) -> str | None:
    """The path of the article that the graph's folder names: that of the current one where no paths are given.

    None where the folder names none, and where the graph is something else than one folder.
    """
    from ...project.documents import settings_at

    folder = paths[0] if len(paths) == 1 else ""
    settings = settings_at(folder) if len(paths) < 2 else None
    return os.path.join(folder, settings.article) if settings and settings.article else None


def namespace_of_folder() -> str | None:
    """Where the IRIs of the current folder begin; None where it has no settings."""
    settings = read_settings("")
    return settings.namespace if settings else None


def files_read(paths: tuple[str, ...]) -> Iterator[str]:
    """The files that a graph is read from: these and those of folders, or what the current folder's settings name; with
    the article of a folder that has settings.
    """
    from ...project.documents import settings_at
    from ...rdf.documents import files_in

    for path in paths or ("",):
        settings = settings_at(path)
        named = (*settings.graph, settings.article or "") if settings else (path,)
        for file in (os.path.join(path, name) if settings else name for name in named if name):
            with suppress(GraphNotFoundError):  # a folder without one, as that of a database
                yield from files_in(file) if os.path.isdir(file) else (file,)


def is_read(file: str, paths: tuple[str, ...]) -> bool:
    """Whether a file is one of those that a graph is read from, by whatever path; see :func:`files_read`."""
    return os.path.exists(file) and any(
        os.path.exists(one) and os.path.samefile(one, file) for one in files_read(paths)
    )


def turtle_file_of_folder() -> str:
    """The one Turtle file that the current folder names, for what is added without saying where.

    Raises :class:`click.UsageError` where there are several, and where there is none.
    """
    from ...rdf.documents import files_in

    settings = read_settings("")
    named = settings.graph if settings else ()
    files = [file for name in named for file in (files_in(name) if os.path.isdir(name) else (name,))]
    turtle = [file for file in files if file.lower().endswith(".ttl")]
    if len(turtle) == 1:
        return turtle[0]
    several = f"this folder has several Turtle files: {', '.join(turtle)}; " if turtle else ""
    raise click.UsageError(f"{several}give your graph with --to FILE.ttl")
