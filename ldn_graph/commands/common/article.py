"""The article's text, for commands whose page shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from .completion import complete_files
from .options import not_empty
from .settings import article_of_folder

if TYPE_CHECKING:
    from ...audit.results import Audit

_F = TypeVar("_F", bound=Callable[..., Any])


def article_options(command: _F) -> _F:
    """``--article FILE`` and ``--no-article``, as ``article`` and ``no_article`` of :func:`read_shown_article`."""
    command = click.option(
        "--no-article",
        is_flag=True,
        help="Leave the article's text out of the page, as where it is not yours to pass on.",
    )(command)
    return click.option(
        "--article",
        callback=not_empty,
        shell_complete=complete_files,
        metavar="FILE",
        help="The article's raw text: the page shows it, each claim underlined. Default: that of the graph's folder, "
        "as its ldn-graph.toml names it.",
    )(command)


class ShownArticle(NamedTuple):
    """The article that a page is to show: its file and its text."""

    name: str
    text: str


def read_shown_article(paths: tuple[str, ...], article: str | None, no_article: bool) -> ShownArticle | None:
    """The article that is asked for, or that the graph's folder names; None where there is none, or none is wanted."""
    from ...validation.passages import read_article

    if article and no_article:
        raise click.UsageError("--article shows the text, --no-article leaves it out; give one of them")
    name = None if no_article else article or article_of_folder(paths)
    return None if name is None else ShownArticle(name, read_article(name))


def tell_article(shown: ShownArticle | None, audit: Audit) -> None:
    """Tell on standard error that the page of an audit holds the text, and what is not found in it; or why it has none:
    only the text of one article is shown."""
    from ...output.characters import printable
    from ...output.counts import count_words
    from ...validation.passages import check_passages

    if shown is None:
        return
    articles = {article.iri for a in audit.claims for article in a.claim.articles}
    if len(articles) == 1:
        told = f"the page holds the text of {shown.name}; --no-article leaves it out"
        checks = check_passages((a.claim for a in audit.claims), shown.text, name=shown.name)
        nobodys = sum(not a.claim.articles for a in audit.claims)
        if nobodys:
            told += (
                f"\n{count_words(nobodys, 'claim')} that no article is recorded for stand{'s' * (nobodys == 1)} apart"
            )
        lost = sum(check.outcome == "lost" for check in checks)
        if lost:
            told += (
                f"\n{lost:,} of {count_words(len(checks), 'passage')} {'is' if lost == 1 else 'are'} not in it; see: "
                f"ldn-graph validate --article {shown.name}"
            )
    else:
        whose = f"of {len(articles):,} articles" if articles else "of no recorded article"
        told = f"the text of {shown.name} is not shown: the claims are {whose}, and the page shows that of one"
    click.echo("\n".join(map(printable, told.split("\n"))), err=True)
