"""What the current folder says of itself in ``ldn-graph.toml``, where a command is told nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

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
    from .output import tell

    click.echo(printable(f"as {FILE} says: {', '.join(settings.graph)}"), err=True)
    documents, told = read_project(settings)
    tell(told)
    return documents


def article_of_folder() -> str | None:
    """The path of the current folder's article; None where it names none."""
    settings = read_settings(Path())
    return settings.article if settings else None


def namespace_of_folder() -> str | None:
    """Where the IRIs of the current folder begin; None where it has no settings."""
    settings = read_settings(Path())
    return settings.namespace if settings else None
