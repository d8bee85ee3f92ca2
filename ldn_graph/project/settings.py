"""The settings of a folder, in ``ldn-graph.toml``: which files its graph is in, and where the article's text is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

FILE = "ldn-graph.toml"
ARTICLE_KEY = "article"
"""The key of the folder's article among its sources."""


class Settings(NamedTuple):
    """What a folder says of itself.

    ``graph`` are paths of RDF files, folders of them, and tables of claims; ``article`` is the path of the article's
    text, None where there is none; ``namespace`` is where the IRIs of what a table says begin. Paths are as they are
    written, from the folder.
    """

    graph: tuple[str, ...]
    namespace: str
    article: str | None = None


def read_settings(folder: str | Path) -> Settings | None:
    """The settings of a folder, "" for the current one; None where it has no file of them. Folders above it
    are not looked through.

    Raises :class:`~ldn_graph.errors.InputError` for what :func:`parse_settings` refuses.
    """
    try:
        with open(os.path.join(folder, FILE), "rb") as file:
            data = file.read()
    except FileNotFoundError:  # as in most folders
        return None
    except OSError as error:
        raise InputError(f"{_path(folder)}: {error.strerror or error}; make it readable, or give --graph") from None
    return parse_settings(_path(folder), data)


def _path(folder: str | Path) -> str:
    from pathlib import Path

    return str(Path(folder, FILE))


def parse_settings(name: str, data: bytes) -> Settings:
    """The settings in a file, by its name and bytes.

    Raises :class:`~ldn_graph.errors.InputError` for a file that is not as :func:`settings_text` writes it.
    """
    import tomllib

    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{name}: {error}; write it in TOML and UTF-8, as `ldn-graph new` does") from None
    return _checked(name, values)


def _checked(name: str, values: Mapping[str, object]) -> Settings:
    from ..model.lookup import nearest_id

    for key in values:
        if key not in Settings._fields:
            near = nearest_id(key, Settings._fields)
            remedy = f"did you mean {near}?" if near else f"there are {', '.join(Settings._fields)}"
            raise InputError(f"{name}: {key} is no setting; {remedy}")
    graph, namespace, article = (values.get(key) for key in Settings._fields)
    if not isinstance(graph, list) or not graph or not all(isinstance(path, str) and path for path in graph):
        raise InputError(f'{name}: graph names no files; write it as graph = ["claims.ttl", "claims.csv"]')
    if not isinstance(namespace, str):
        raise InputError(f'{name}: no namespace; write it as namespace = "https://example.org/my-article/"')
    if article is not None and not (isinstance(article, str) and article):
        raise InputError(f'{name}: article names no file; write it as article = "article.txt", or leave it out')
    return Settings(tuple(graph), namespace, article)


def settings_text(settings: Settings) -> str:
    """The file that :func:`read_settings` reads."""
    lines = [
        "# What ldn-graph reads in this folder where no --graph is given: RDF files, and tables of claims.",
        f"graph = [{', '.join(map(_quoted, settings.graph))}]",
        "# Where the IRIs of what the tables say begin.",
        f"namespace = {_quoted(settings.namespace)}",
    ]
    if settings.article is not None:
        lines += ["# The article's text, in which passages are places.", f"article = {_quoted(settings.article)}"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A string of TOML: as JSON has it, with characters as they are, and DEL, which TOML does not take, escaped."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
