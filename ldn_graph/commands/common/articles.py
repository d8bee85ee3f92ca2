"""``--article``: the texts of articles that a table's claims are made in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

_F = TypeVar("_F", bound=Callable[..., Any])


def articles_option(command: _F) -> _F:
    """``--article [KEY=]FILE``, given to the command as ``articles``; :func:`read_articles` reads them."""
    return click.option(
        "--article",
        "articles",
        multiple=True,
        metavar="[KEY=]FILE",
        help="The text of the article, for the words under 'said'; of several articles, each with its key. Default: "
        "that of this folder, as its ldn-graph.toml names it.",
    )(command)


def read_articles(articles: tuple[str, ...], paths: tuple[str, ...] = ()) -> dict[str, str]:
    """The raw texts by the articles' keys, by "" where none is given.

    Where there are none, that of the folder at ``paths`` is meant, else of the current one; it has its key, too.
    Raises :class:`~ldn_graph.errors.InputError` for a file that cannot be read.
    """
    from pathlib import Path

    from ...project.settings import ARTICLE_KEY
    from ...validation.passages import read_article
    from .settings import article_of_folder

    if not articles and (article := article_of_folder(paths)):
        return dict.fromkeys(("", ARTICLE_KEY), read_article(article))
    texts = {}
    for given in articles:
        key, equals, path = given.partition("=")
        if not equals or Path(given).exists():
            key, path = "", given
        texts[key] = read_article(path)
    return texts
