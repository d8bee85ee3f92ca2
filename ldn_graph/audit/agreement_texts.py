"""The agreement of readers as text, Markdown, rows and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..output.characters import capital, printable
from ..output.counts import count_words
from ..output.tables import Row, fitted_lines, markdown_table, markdown_text, text_table
from .agreement import Agreement, Comparison, JudgedLine
from .kappa import Kappa

MEASURE_COLUMNS = ("compared", "lines", "agree", "kappa", "95 % interval")
LINE_COLUMNS = ("claim", "source", "first", "second", "adopted", "because")
CSV_COLUMNS = (
    "first_reader", "second_reader", "claim", "source", "line", "first_bearing", "second_bearing", "first_group",
    "second_group", "first_directness", "second_directness", "agree", "adopted", "adopted_because",
)  # fmt: skip
"""Of the table that has each line which two readers judged, for programs."""
NONE = "no evidence line was judged by two readers"
INTERVALS = (
    "Kappa: 1 is full agreement, 0 what chance would give. Intervals are asymptotic: of few lines they say little."
)
WIDTH = 100


def kappa_words(kappa: Kappa) -> tuple[str, str]:
    """Kappa and its interval in words, to two places.

    >>> kappa_words(Kappa(0.4218, 0.3191, 0.5245, "")), kappa_words(Kappa(None, None, None, "not defined: why"))
    (('0.42', '0.32 to 0.52'), ('not defined: why', ''))
    """
    if kappa.value is None:
        return kappa.remark, ""
    interval = kappa.remark if kappa.low is None or kappa.high is None else f"{kappa.low:.2f} to {kappa.high:.2f}"
    return f"{kappa.value:.2f}", interval


def heading(agreement: Agreement) -> str:
    """Who is compared with whom, on how many lines."""
    together = ", taken together" if agreement.pooled else ""
    lines = count_words(len(agreement.lines), "line")
    return f"first: {agreement.first}{together}; second: {agreement.second}; {lines} judged by both"


def measure_row(comparison: Comparison) -> tuple[object, ...]:
    """One comparison, as :data:`MEASURE_COLUMNS` names it."""
    left_out = f", {comparison.left_out:,} not rated" if comparison.left_out else ""
    return (comparison.name, f"{comparison.lines:,}{left_out}", comparison.agreeing, *kappa_words(comparison.kappa))


def line_row(line: JudgedLine) -> tuple[object, ...]:
    """One line, as :data:`LINE_COLUMNS` names it."""
    because = line.adopted_because or ""
    return line.claim, line.source, line.first.words, line.second.words, line.adopted or "neither", because


def table_of(comparison: Comparison) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """The table of agreement: the columns' names, and its rows."""
    names = ("first \\ second", *comparison.categories)
    return names, [(name, *row) for name, row in zip(comparison.categories, comparison.counts, strict=True)]


def _unpooled(agreements: Iterable[Agreement]) -> Iterator[Agreement]:
    """Those of two readers: what is taken together repeats their lines."""
    return (a for a in agreements if not a.pooled)


def agreement_text(agreements: Sequence[Agreement], width: int | None) -> str:
    """The agreement for a terminal of this width."""
    if not agreements:
        return f"{NONE}\n"
    parts = []
    for agreement in agreements:
        parts.append(printable(heading(agreement)) + "\n\n")
        parts.append(text_table(MEASURE_COLUMNS, map(measure_row, agreement.comparisons)))
        for comparison in agreement.comparisons:
            parts.append(f"\n{comparison.name}\n")
            parts.append(text_table(*table_of(comparison)))
        parts += [f"\n{printable(remark)}\n" for remark in agreement.remarks]
        if agreement.differing and not agreement.pooled:
            parts.append(f"\nlines in which they differ ({len(agreement.differing):,})\n\n")
            parts += fitted_lines(LINE_COLUMNS, map(line_row, agreement.differing), width or WIDTH)
        parts.append("\n")
    return "".join((*parts, INTERVALS, "\n"))


def agreement_markdown(agreements: Sequence[Agreement]) -> str:
    """The same in Markdown."""
    parts = ["# Agreement of readers\n"]
    if not agreements:
        parts.append(f"{capital(NONE)}.\n")
    for agreement in agreements:
        parts.append(f"## {capital(markdown_text(heading(agreement)))}\n")
        parts.append(markdown_table(MEASURE_COLUMNS, map(measure_row, agreement.comparisons)))
        for comparison in agreement.comparisons:
            names, rows = table_of(comparison)
            parts += [f"### {capital(comparison.name)}\n", markdown_table(("first / second", *names[1:]), rows)]
        parts += [f"{markdown_text(remark)}.\n" for remark in agreement.remarks]
        if agreement.differing and not agreement.pooled:
            parts.append("### Lines in which they differ\n")
            parts.append(markdown_table(LINE_COLUMNS, map(line_row, agreement.differing)))
    if agreements:
        parts.append(f"{INTERVALS}\n")
    return "\n".join(parts)


def agreement_rows(agreements: Iterable[Agreement]) -> Iterator[Row]:
    """Each line that two readers judged, as :data:`CSV_COLUMNS` names it."""
    for agreement in _unpooled(agreements):
        for e in agreement.lines:
            yield (
                e.first.reader, e.second.reader, e.claim, e.source, e.line, e.first.bearing, e.second.bearing,
                e.first.group, e.second.group, e.first.directness, e.second.directness,
                "yes" if e.agrees else "no", e.adopted, e.adopted_because,
            )  # fmt: skip


def agreement_document(agreements: Iterable[Agreement]) -> dict[str, object]:
    """The agreement as a JSON document: for each two readers what was compared, and the lines in which they differ."""
    return {
        "agreements": [
            {
                "first": agreement.first,
                "second": agreement.second,
                "pooled": agreement.pooled,
                "lines": len(agreement.lines),
                "comparisons": [_comparison(c) for c in agreement.comparisons],
                "remarks": list(agreement.remarks),
                "differing": [] if agreement.pooled else [_line(line) for line in agreement.differing],
            }
            for agreement in agreements
        ]
    }


def _comparison(comparison: Comparison) -> dict[str, object]:
    return {
        "name": comparison.name,
        "lines": comparison.lines,
        "left_out": comparison.left_out,
        "agreeing": comparison.agreeing,
        "kappa": comparison.kappa.value,
        "kappa_low": comparison.kappa.low,
        "kappa_high": comparison.kappa.high,
        "remark": comparison.kappa.remark,
        "categories": list(comparison.categories),
        "counts": [list(row) for row in comparison.counts],
    }


def _line(line: JudgedLine) -> dict[str, object]:
    return {
        "claim": line.claim,
        "source": line.source,
        "line": line.line,
        "first": {"bearing": line.first.bearing, "directness": line.first.directness},
        "second": {"bearing": line.second.bearing, "directness": line.second.directness},
        "adopted": line.adopted,
        "adopted_because": line.adopted_because,
    }
