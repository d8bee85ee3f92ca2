"""``ldn-graph sentences``."""

from __future__ import annotations

import click

from .common.options import TABLES, file_option, format_option, graph_option, not_empty


@click.command()
@click.option(
    "--article",
    callback=not_empty,
    metavar="FILE",
    help="The article's raw text. Default: that of the graph's folder, as its ldn-graph.toml names it.",
)
@click.option("--cover", is_flag=True, help="Only the sentences that no claim was taken from yet.")
@format_option(*TABLES)
@file_option
@graph_option
def sentences(
    paths: tuple[str, ...], article: str | None, cover: bool, format_name: str | None, output: str | None
) -> None:
    """List the sentences of the article, each with the claims taken from it.

    Sentences are numbered, and each is a passage that a claim may have: where it begins and ends, in characters of the
    text, with its digest, which CSV and JSON hold. What is a claim, you decide.

    \b
    Example:  ldn-graph sentences --cover
              ldn-graph sentences --article article.txt --graph claims.ttl -o sentences.csv
    """
    from ..output.characters import printable
    from ..output.counts import count_words
    from ..output.tables import json_text
    from ..rdf.claim_reader import read_claims
    from ..validation.coverage import CoveredSentence, cover_text
    from ..validation.passages import read_article
    from .common.output import choose_format, format_rows, write
    from .common.reading import open_named_graph
    from .common.settings import article_of_folder

    format_name = choose_format(format_name, output, TABLES)
    article = article or article_of_folder(paths)
    if article is None:
        raise click.UsageError("give the article's text with --article FILE")
    text = read_article(article)
    covered = cover_text(text, read_claims(open_named_graph(paths)), name=article)
    shown = [sentence for sentence in covered.sentences if not (cover and sentence.claims)]
    if format_name == "json":
        write(output, json_text([sentence._asdict() for sentence in shown]))
    else:
        columns = CoveredSentence._fields if format_name == "csv" else ("number", "claims", "text")
        rows = [[_cell(getattr(sentence, column)) for column in columns] for sentence in shown]
        write(output, format_rows(format_name, columns, rows))
    if covered.elsewhere:
        named = ", ".join(covered.elsewhere[:10]) + (" ..." if len(covered.elsewhere) > 10 else "")
        told = f"{count_words(len(covered.elsewhere), 'claim')} with a passage that is not in this text"
        click.echo(printable(f"{told}: {named}; see: ldn-graph validate --article {article}"), err=True)
    total = count_words(len(covered.sentences), "sentence")
    click.echo(f"{total}, {sum(1 for s in covered.sentences if s.claims):,} of them with a claim", err=True)


def _cell(value: object) -> object:
    return " ".join(value) if isinstance(value, tuple) else " ".join(value.split()) if isinstance(value, str) else value
