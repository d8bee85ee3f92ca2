"""``ldn-graph validate``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from .options import file_option, format_option, graph_option

if TYPE_CHECKING:
    from ..passages import PassageCheck
    from ..validate import ValidationReport


@click.command()
@click.option(
    "--article", type=click.Path(), metavar="FILE", help="The article's raw text: check every passage against it."
)
@format_option("table", "json")
@file_option
@graph_option
def validate(paths: tuple[str, ...], article: str | None, form: str | None, output: str | None) -> None:
    """Check a graph against the model: SHACL, identifiers, passages.

    With --article, every passage is looked up in the article's raw text: exact, moved (found
    elsewhere by its digest) or lost. Exit code 1 says that the graph does not conform, or that
    a passage moved or was lost.
    """
    from ..claims import read_claims
    from ..passages import check_passages, read_article
    from ..results import json_text
    from ..store import open_graph
    from ..validate import validate_graph
    from .output import choose_format, write

    form = choose_format(form, output, ("table", "json"))
    graph = open_graph(*paths)
    text = read_article(article) if article else None
    found = validate_graph(graph, article=text)
    passages = check_passages(read_claims(graph), text) if text is not None and found.conforms else None
    if form == "json":
        results = [asdict(r) for r in found.results]
        checks = None if passages is None else [asdict(p) for p in passages]
        write(output, json_text({"conforms": found.conforms, "results": results, "passages": checks}))
    else:
        write(output, "".join(_lines(found, passages, asked=text is not None)))
    if not found.conforms or any(p.outcome != "exact" for p in passages or ()):
        raise SystemExit(1)


def _lines(found: ValidationReport, passages: Sequence[PassageCheck] | None, *, asked: bool) -> Iterator[str]:
    """A line for each result, one for each passage that is not exact, and the answer."""
    from ..results import printable

    for r in found.results:
        yield printable(f"{r.severity}  {r.place}  {r.focus_node}: {r.message}; {r.remedy}") + "\n"
    wrong = [p for p in passages or () if p.outcome != "exact"]
    for p in wrong:
        yield printable(f"passage {p.outcome}  {p.claim}: {p.message}") + "\n"
    told = ""
    if passages is not None:
        told = f"; {len(passages) - len(wrong)} of {len(passages)} passages exact"
    elif asked:
        told = "; passages not checked, since the graph does not conform"
    yield f"{'conforms' if found.conforms else 'does not conform'}: {len(found.results)} results{told}\n"
