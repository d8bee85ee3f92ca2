"""What validation answers, as text for reading and as a JSON document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from ..model.graph import Graph
from ..output.characters import printable
from ..output.counts import count_words
from .checked_graph import CheckedGraph
from .passages import PassageCheck, common_shift
from .report import ValidationReport


def validation_document(
    graph: Graph, report: ValidationReport, passages: Sequence[PassageCheck] | None
) -> dict[str, object]:
    """The report with its counts, and each passage with its place; ``passages`` is None where none were checked."""
    return {
        "graph": graph.name,
        "conforms": report.conforms,
        "claims": report.claims,
        "lines": report.lines,
        "sources": report.sources,
        "results": [asdict(r) for r in report.results],
        "passages": None if passages is None else list(_passage_entries(graph, passages)),
    }


def _passage_entries(graph: Graph, checks: Sequence[PassageCheck]) -> Iterator[dict[str, object]]:
    checked = CheckedGraph(graph)
    for check in checks:
        iri = check.passage.iri
        passage = {**check.passage._asdict(), "iri": checked.name(iri) if iri.startswith("_:") else iri}
        yield {**asdict(check), "passage": passage, "place": checked.place(iri)}


def validation_text(
    graph: Graph, report: ValidationReport, passages: Sequence[PassageCheck] | None, *, article_given: bool
) -> Iterator[str]:
    """A line for each result, one for each passage that is not exact, and the answer, which begins with *conforms* or
    *does not conform*.

    ``passages`` is None where none were checked: no article was given, or the graph does not conform.
    """
    for r in report.results:
        yield printable(f"{r.severity}  {r.place}  {r.focus_node}: {r.message}; {r.remedy}") + "\n"
    misplaced = [check for check in passages or () if check.outcome != "exact"]
    for line in _passage_lines(graph, misplaced, len(passages or ())):
        yield printable(line) + "\n"
    total = None if passages is None else len(passages)
    yield printable(_answer(graph.name, report, len(misplaced), total, article_given=article_given)) + "\n"


def _passage_lines(graph: Graph, misplaced: Sequence[PassageCheck], total: int) -> Iterator[str]:
    """What is the matter with each passage; once for all of them where they moved together."""
    if not misplaced:
        return
    if (shift := common_shift(misplaced)) is not None:
        which = "all passages" if len(misplaced) == total else f"{len(misplaced):,} of {count_words(total, 'passage')}"
        yield (
            f"{which} moved by {shift:+}: each stands {count_words(abs(shift), 'character')} "
            f"{'later' if shift > 0 else 'earlier'} in this text; give the text that the offsets were taken from, line "
            f"ends included, or {'add' if shift > 0 else 'subtract'} {abs(shift)} at each oa:start and oa:end"
        )
        return
    checked = CheckedGraph(graph)
    for check in misplaced:
        iri = check.passage.iri
        where = f"{checked.place(iri)}  {checked.name(iri)}"
        yield f"passage {check.outcome}  {where}: {check.message}; {check.remedy}"


def _answer(name: str, report: ValidationReport, misplaced: int, passages: int | None, *, article_given: bool) -> str:
    """The last line: whether the graph of this name conforms, what was looked at, and whether passages are in place."""
    severities = Counter(r.severity.lower() for r in report.results)
    results = ", ".join(count_words(n, severity) for severity, n in severities.items())
    if not report.conforms:
        unchecked = "; passages not checked, for that reason" if article_given else ""
        return f"does not conform: {name}: {results}{unchecked}"
    counts = ", ".join(
        (
            count_words(report.claims, "claim"),
            count_words(report.lines, "evidence line"),
            count_words(report.sources, "source"),
        )
    )
    if misplaced:
        told = f"; {results}" if results else ""
        where = "is not where it" if misplaced == 1 else "are not where they"
        of = f"{misplaced:,} of {count_words(passages or 0, 'passage')}"
        return f"conforms, but {of} {where} should be: {name}: {counts}{told}"
    exact = "" if passages is None else f"; {count_words(passages, 'passage')}, each in its place"
    return f"conforms: {name}: {counts}; {results or 'nothing to mend'}{exact}"
