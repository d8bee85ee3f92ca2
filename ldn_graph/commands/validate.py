"""``ldn-graph validate``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from ..output.counts import count_words
from .options import file_option, format_option, graph_option

if TYPE_CHECKING:
    from ..model.graph import Graph
    from ..validation.passages import PassageCheck
    from ..validation.report import ValidationReport


@click.command()
@click.option(
    "--article", type=click.Path(), metavar="FILE", help="The article's raw text: check every passage against it."
)
@format_option("table", "json")
@file_option
@graph_option
def validate(paths: tuple[str, ...], article: str | None, format_name: str | None, output: str | None) -> None:
    """Check a graph against the model: SHACL, identifiers, passages.

    With --article, every passage is looked up in the article's raw text: exact, moved (found
    elsewhere by its digest) or lost. Exit code 1 says that the graph does not conform, or that
    a passage moved or was lost. A graph without claims is refused, as by every command.
    """
    from ..output.tables import json_text
    from ..rdf.opening import open_graph
    from ..validation.passages import check_passages, read_article
    from ..validation.report import validate_graph
    from .output import choose_format, write
    from .selection import read_some_claims

    format_name = choose_format(format_name, output, ("table", "json"))
    graph = open_graph(*paths)
    text = read_article(article) if article else None
    found = validate_graph(graph)  # passages beyond the text's end are told with the others
    claims = read_some_claims(graph) if found.conforms else ()
    passages = check_passages(claims, text) if text is not None and found.conforms else None
    if format_name == "json":
        write(output, json_text(_document(graph, found, passages)))
    else:
        write(output, "".join(_lines(graph, found, passages, asked=text is not None)))
    if not found.conforms or any(p.outcome != "exact" for p in passages or ()):
        raise SystemExit(1)


def _document(graph: Graph, found: ValidationReport, passages: Sequence[PassageCheck] | None) -> dict[str, object]:
    """The report with its counts, and each passage with its place."""
    return {
        "conforms": found.conforms,
        "claims": found.claims,
        "lines": found.lines,
        "sources": found.sources,
        "results": [asdict(r) for r in found.results],
        "passages": None if passages is None else list(_passages(graph, passages)),
    }


def _passages(graph: Graph, checks: Sequence[PassageCheck]) -> Iterator[dict[str, object]]:
    from ..validation.linked import Linked

    said = Linked(graph)
    for p in checks:
        iri = p.passage.iri
        passage = {**p.passage._asdict(), "iri": said.name(iri) if iri.startswith("_:") else iri}
        yield {**asdict(p), "passage": passage, "place": said.place(iri)}


def _lines(
    graph: Graph, found: ValidationReport, passages: Sequence[PassageCheck] | None, *, asked: bool
) -> Iterator[str]:
    """A line for each result, one for each passage that is not exact, and the answer."""
    from ..output.tables import printable

    for r in found.results:
        yield printable(f"{r.severity}  {r.place}  {r.focus_node}: {r.message}; {r.remedy}") + "\n"
    wrong = [p for p in passages or () if p.outcome != "exact"]
    for line in _passage_lines(graph, wrong, len(passages or ())):
        yield printable(line) + "\n"
    yield _answer(found, len(wrong), None if passages is None else len(passages), asked=asked) + "\n"


def _passage_lines(graph: Graph, wrong: Sequence[PassageCheck], total: int) -> Iterator[str]:
    """What is the matter with each passage; once for all where they moved together."""
    if not wrong:
        return
    from ..validation.linked import Linked
    from ..validation.passages import common_shift

    if (shift := common_shift(wrong)) is not None:
        which = "all passages" if len(wrong) == total else f"{len(wrong):,} of {count_words(total, 'passage')}"
        yield (
            f"{which} moved by {shift:+}: each stands {count_words(abs(shift), 'character')} "
            f"{'later' if shift > 0 else 'earlier'} in this text; give the text that the offsets were taken from, line "
            f"ends included, or {'add' if shift > 0 else 'subtract'} {abs(shift)} at each oa:start and oa:end"
        )
        return
    said = Linked(graph)
    for p in wrong:
        iri = p.passage.iri
        yield f"passage {p.outcome}  {said.place(iri)}  {said.name(iri)}: {p.message}; {p.remedy}"


def _answer(found: ValidationReport, wrong: int, passages: int | None, *, asked: bool) -> str:
    """The last line: does the graph conform, what was looked at, are the passages in their places?"""
    severities = Counter(r.severity.lower() for r in found.results)
    results = ", ".join(count_words(n, severity) for severity, n in severities.items()) or "no results"
    if not found.conforms:
        return f"does not conform: {results}" + ("; passages not checked, for that reason" if asked else "")
    read = (
        count_words(found.claims, "claim"),
        count_words(found.lines, "evidence line"),
        count_words(found.sources, "source"),
    )
    counts = ", ".join(read)
    if wrong:
        where = "is not where it" if wrong == 1 else "are not where they"
        return (
            f"conforms, but {wrong:,} of {count_words(passages or 0, 'passage')} {where} should be: {counts}; {results}"
        )
    exact = "" if passages is None else f"; {count_words(passages, 'passage')}, each in its place"
    return f"conforms: {counts}; {results}{exact}"
