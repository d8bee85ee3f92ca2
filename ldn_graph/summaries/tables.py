"""A summary of findings as rows: for people, in few columns with the numbers of notes, and for programs."""

from __future__ import annotations

from collections.abc import Iterator

from ..output.tables import Row
from .findings import FindingsRow, SummaryOfFindings

COLUMNS = ("claim", "outcome", "studies and people", "effect", "certainty", "status", "in plain words")
"""For reading."""
CSV_COLUMNS = (
    "section", "claim", "label", "outcome", "population", "studies", "people", "effect", "certainty", "certainty_lower",
    "certainty_upper", "certainty_set_to", "reasons", "our_arithmetic", "status", "in_plain_words",
)  # fmt: skip
"""For programs; reasons and arithmetic are the texts of notes."""


def reading_row(row: FindingsRow) -> tuple[str, ...]:
    """A row for reading, as :data:`COLUMNS` names it."""
    return (
        row.claim or "",
        row.name,
        row.body,
        with_numbers(row.effect, row.effect_notes),
        with_numbers(row.certainty, row.notes),
        row.status,
        row.plain,
    )


def with_numbers(text: str, notes: tuple[int, ...]) -> str:
    """A text with the numbers of its notes behind it.

    >>> with_numbers("low certainty", (1, 2)), with_numbers("not rated", ())
    ('low certainty [1, 2]', 'not rated')
    """
    return f"{text} [{', '.join(map(str, notes))}]" if notes else text


def csv_rows(summary: SummaryOfFindings) -> Iterator[Row]:
    """All rows for programs, as :data:`CSV_COLUMNS` names them."""

    def texts(numbers: tuple[int, ...]) -> str:
        return "; ".join(summary.notes[n - 1] for n in numbers)

    for section, rows in summary.sections:
        for row in rows:
            yield (
                section.lower(), row.claim, row.label, row.outcome, row.population, row.studies, row.people, row.effect,
                row.certainty, row.lower, row.upper, row.set_to, texts(row.notes), texts(row.effect_notes), row.status,
                row.plain,
            )  # fmt: skip
