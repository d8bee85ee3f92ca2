"""What became of a graph's quotations, as rows for tables and CSV, as a JSON document, and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ...output.counts import count_words
from .changes import Change, shorten_words
from .checking import VERDICTS, WRONG
from .of_graph import QuotationCheck

COLUMNS = ("claim", "source", "verdict", "place", "details", "quotation")
"""The columns for reading: :func:`quotation_rows`."""
CSV_COLUMNS = (
    "claim", "line", "source", "role", "quotation", "verdict", "file", "depth", "section", "start", "end", "relaxed",
    "left_out", "differences", "elsewhere", "numbers_not_quoted",
)  # fmt: skip
"""The columns for machines: :func:`quotation_records`."""
DEPTH_WORDS = {"fullText": "full text", "abstract": "abstract", "page": "page"}


def quotation_rows(checks: Sequence[QuotationCheck]) -> Iterator[tuple[str, ...]]:
    """A row of :data:`COLUMNS` for each quotation."""
    for check in checks:
        yield (
            check.claim, check.source, check.verdict.verdict, describe_place(check), "; ".join(describe_details(check)),
            shorten_words(check.quotation),
        )  # fmt: skip


def describe_place(check: QuotationCheck) -> str:
    """Which text it was looked for in, how much of the source that is, and where it stands there."""
    if not check.file:
        return ""
    place = f"{check.file} ({DEPTH_WORDS[check.depth]})"
    for where, section in zip(check.verdict.places, check.sections, strict=True):
        place += f", {section}" * bool(section) + f", {where.start}-{where.end}"
    return place


def describe_details(check: QuotationCheck) -> Iterator[str]:
    """What was relaxed, what differs and what is left out, what to do about it, and which numbers are not quoted."""
    verdict = check.verdict
    if verdict.relaxed:
        yield f"relaxed: {', '.join(verdict.relaxed)}"
    for change in verdict.changes:
        yield describe_change(change)
    for words in verdict.left_out:
        yield f"left out: “{words}”"
    if check.elsewhere:
        yield f"it stands in {', '.join(check.elsewhere)}"
    if verdict.verdict not in ("exact", "normalised", "stitched", "changed"):
        yield VERDICTS[verdict.verdict]
    if verdict.verdict == "absent" and check.depth == "abstract":
        yield "only the abstract is at hand; give the full text"
    for number, words in check.numbers:
        yield f"{number} of the {words} is not in what is quoted"


def describe_change(change: Change) -> str:
    """A difference in words.

    >>> describe_change(Change("number", "39", "35")), describe_change(Change("negation", "", "not"))
    ('number: “39” where the text has “35”', 'negation: “not” of the text is missing')
    """
    if not change.quoted:
        return f"{change.kind}: “{change.found}” of the text is missing"
    if not change.found:
        return f"{change.kind}: “{change.quoted}” is not in the text"
    return f"{change.kind}: “{change.quoted}” where the text has “{change.found}”"


def quotation_records(checks: Sequence[QuotationCheck]) -> Iterator[tuple[object, ...]]:
    """A row of :data:`CSV_COLUMNS` for each quotation; several values of one cell have semicolons between them."""
    for check in checks:
        verdict = check.verdict
        yield (
            check.claim, check.line, check.source, check.role, check.quotation, verdict.verdict,
            check.file, check.depth,
            "; ".join(dict.fromkeys(filter(None, check.sections))),
            verdict.places[0].start if verdict.places else None, verdict.places[-1].end if verdict.places else None,
            "; ".join(verdict.relaxed), "; ".join(verdict.left_out), "; ".join(map(describe_change, verdict.changes)),
            "; ".join(check.elsewhere), "; ".join(f"{number} ({words})" for number, words in check.numbers),
        )  # fmt: skip


def quotations_document(checks: Sequence[QuotationCheck]) -> dict[str, Any]:
    """The counts, and every quotation with its verdict, as data."""
    return {
        "quotations": len(checks),
        "compared": sum(check.compared for check in checks),
        "verdicts": count_verdicts(checks),
        "checks": [
            {
                "claim": check.claim,
                "line": check.line,
                "source": check.source,
                "role": check.role,
                "quotation": check.quotation,
                "verdict": check.verdict.verdict,
                "file": check.file or None,
                "depth": check.depth or None,
                "places": [
                    {"start": place.start, "end": place.end, "section": section or None}
                    for place, section in zip(check.verdict.places, check.sections, strict=True)
                ],
                "relaxed": list(check.verdict.relaxed),
                "left_out": list(check.verdict.left_out),
                "changes": [change._asdict() for change in check.verdict.changes],
                "elsewhere": list(check.elsewhere),
                "numbers_not_quoted": [number._asdict() for number in check.numbers],
            }
            for check in checks
        ],
    }


def count_verdicts(checks: Sequence[QuotationCheck]) -> dict[str, int]:
    """How many quotations have each verdict, of those that occur."""
    counts = Counter(check.verdict.verdict for check in checks)
    return {verdict: counts[verdict] for verdict in VERDICTS if counts[verdict]}


def summary_words(checks: Sequence[QuotationCheck]) -> str:
    """How many quotations were compared with a text, with what came of it, and of how much of their sources."""
    compared = [check for check in checks if check.compared]
    verdicts = ", ".join(f"{number:,} {verdict}" for verdict, number in count_verdicts(checks).items())
    depths = Counter(check.depth for check in compared)
    of = ", ".join(f"{depths[depth]:,} with the {words}" for depth, words in DEPTH_WORDS.items() if depths[depth])
    counted = f"{count_words(len(checks), 'quotation')}{f': {verdicts}' if verdicts else ''}"
    without = sum(check.verdict.verdict == "no-text" for check in checks)
    missing = (
        f"; not checked, as no text of the source is at hand: {count_words(without, 'quotation')}" if without else ""
    )
    return f"{counted}; {len(compared):,} compared with a text{f' ({of})' if of else ''}{missing}"


def all_right(checks: Sequence[QuotationCheck]) -> bool:
    """Whether some quotation was compared with a text, and none of all is wrong."""
    return any(check.compared for check in checks) and not any(check.verdict.verdict in WRONG for check in checks)
