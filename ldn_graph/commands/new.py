"""``ldn-graph new``."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..importers.table_file import FORMATS
from .common.options import not_empty

if TYPE_CHECKING:
    from ..project.beginning import Article


@click.command()
@click.argument("folder", callback=not_empty, metavar="FOLDER")
@click.option(
    "--article", callback=not_empty, metavar="FILE", help="The article: text, Markdown, HTML, JATS, PDF or Word."
)
@click.option("--title", callback=not_empty, help="The article's title.")
@click.option("--authors", metavar="NAMES", help="Its authors, with ; between them, as 'Smith AB; Ministry of Health'.")
@click.option("--issued", metavar="DATE", help="When it was published: 2023, 2023-03 or 2023-03-22.")
@click.option("--url", metavar="ADDRESS", help="Its page in the web.")
@click.option("--table", type=click.Choice(FORMATS), default=FORMATS[0], show_default=True, help="The table's format.")
@click.option("--namespace", metavar="IRI", help="Where the IRIs of your claims begin; it ends in a slash.")
def new(
    folder: str,
    article: str | None,
    title: str | None,
    authors: str | None,
    issued: str | None,
    url: str | None,
    table: str,
    namespace: str | None,
) -> None:
    """Begin with an article of your own: a folder with a table to fill in.

    The folder has the article's text, its sentences with their places, a table of claims, a Turtle file with the
    article as a source, and a README. In it every command reads its files where no --graph is given. In a terminal you
    are asked for what you left out. Nothing that exists is overwritten.

    \b
    Example:  ldn-graph new sunshine --article sunshine.txt --title 'Sunshine in a capsule' --issued 2024-05
              cd sunshine && ldn-graph sentences
    """
    from ..output.characters import printable
    from ..output.counts import count_words
    from ..project.beginning import new_files, write_folder

    asks = can_ask()
    for option, value in (("--article", article), ("--title", title)):
        if value is None and not asks:
            raise click.UsageError(f"{option} is missing: give it, or run this in a terminal to be asked")
    own = f"https://example.org/{_slug(folder)}/"
    if asks:
        article = article or _ask("The file with the article")
        title = title or _ask("Its title")
        authors = _ask("Its authors, with ; between (Enter: none)", "") if authors is None else authors
        issued = _ask("When it was published, as 2023-03-22 (Enter: not known)", "") if issued is None else issued
        url = _ask("Its page in the web (Enter: none)", "") if url is None else url
        namespace = namespace or _ask("Where the IRIs of your claims begin", own)
    described = _describe(str(article), str(title), authors or "", issued or "", url or "")
    begun = new_files(described, namespace or own, table)
    write_folder(Path(folder), begun.files)
    counted = count_words(begun.sentences, "sentence")
    click.echo(printable(f"written in {folder}: {', '.join(sorted(begun.files))}; {counted}"), err=True)
    if (namespace or own) == own:
        click.echo(f"IRIs begin with {own}, which nobody owns; give your own with --namespace", err=True)
    click.echo(printable(f"next: cd {folder}, fill in {begun.table}, then: ldn-graph report"), err=True)


def can_ask() -> bool:
    """Whether somebody sits before a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def _ask(question: str, default: str | None = None) -> str:
    answer: str = click.prompt(question, default=default, show_default=bool(default), err=True)
    return answer.strip()


def _slug(folder: str) -> str:
    return re.sub("[^a-z0-9]+", "-", Path(folder).resolve().name.lower()).strip("-") or "my-article"


def _describe(article: str, title: str, authors: str, issued: str, url: str) -> Article:
    """The article as it is described; what cannot be read is an error, and nothing is guessed."""
    from ..output.dates import is_date
    from ..project.beginning import Article
    from ..sources.addresses import iri_of, is_address
    from ..sources.names import read_authors
    from ..sources.texts.folder import READERS, read_text

    path = Path(article)
    if path.suffix.lower() not in READERS:
        raise click.UsageError(f"{article}: the article is a file that ends in {', '.join(READERS)}; save it as text")
    if issued and not is_date(issued):
        raise click.UsageError(f"--issued {issued}: no date; write it as 2023, 2023-03 or 2023-03-22")
    if url and not is_address(url):
        raise click.UsageError(f"--url {url}: no address in the web; write it as https://example.org/article")
    names, others = read_authors([authors])
    if others:
        raise click.UsageError("--authors: name all of them, or leave 'et al.' out")
    text = read_text(path).text
    if not text.strip():
        raise click.UsageError(f"{article}: there is no text in it")
    return Article(text, " ".join(title.split()), names, issued, iri_of(url) if url else "")
