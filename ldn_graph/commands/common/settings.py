"""What the current folder says of itself in ``ldn-graph.toml``, where a command is told nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...errors import GraphNotFoundError
from ...output.characters import printable
from ...project.settings import FILE, read_settings

if TYPE_CHECKING:
    from ...rdf.documents import Document


def graph_paths(paths: tuple[str, ...]) -> tuple[str | Document, ...]:
    """These paths; where there are none, the files of the current folder's graph, which are told on standard error.

    None at all where the folder has no settings.
    """
    settings = None if paths else read_settings(Path())
    if settings is None:
        return paths
    from ...project.documents import read_project

    click.echo(printable(f"as {FILE} says: {', '.join(settings.graph)}"), err=True)
    documents, told = read_project(settings)
    for remark in told:
        click.echo(printable(remark), err=True)
    return documents


def article_of_folder() -> str | None:
    """The path of the current folder's article; None where it names none."""
    settings = read_settings(Path())
    return settings.article if settings else None


def namespace_of_folder() -> str | None:
    """Where the IRIs of the current folder begin; None where it has no settings."""
    settings = read_settings(Path())
    return settings.namespace if settings else None


def files_read(paths: tuple[str, ...]) -> Iterator[str]:
    """The files that a graph is read from: these and those of folders, or what the current folder's settings name; with
    the article of a folder that has settings.
    """
    from ...rdf.documents import files_in

    for path in paths or ("",):
        settings = read_settings(Path(path)) if not path or os.path.isdir(path) else None
        named = (*settings.graph, settings.article or "") if settings else (path,)
        for file in (os.path.join(path, name) if settings else name for name in named if name):
            with suppress(GraphNotFoundError):  # a folder without one, as that of a database
                yield from files_in(file) if os.path.isdir(file) else (file,)
