"""Records written as a list of references, in each of the formats that there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from .bibtex import write_bibtex
from .csl_json import write_csl_json
from .record import Record
from .reference_list import ReferenceList, plain_references
from .ris import write_ris

_FOR_PROGRAMS: Mapping[str, Callable[[Sequence[Record]], str]] = {
    "bibtex": write_bibtex,
    "ris": write_ris,
    "csl-json": write_csl_json,
}
_FOR_PEOPLE: Mapping[str, Callable[[ReferenceList], str]] = {
    "text": ReferenceList.as_text,
    "markdown": ReferenceList.as_markdown,
    "html": ReferenceList.as_html,
}
STYLED_FORMATS = tuple(_FOR_PEOPLE)
"""Formats in which a style makes a difference."""


def write_references(records: Sequence[Record], format_name: str, style: str | None = None) -> str:
    """The records in one of :data:`~ldn_graph.sparql.formats.REFERENCE_FORMATS`.

    ``style`` is the name of a citation style; without one they are cited in Vancouver style, for which no library is
    needed. Raises what :func:`~ldn_graph.sources.styles.format_references` raises.
    """
    if format_name in _FOR_PROGRAMS:
        return _FOR_PROGRAMS[format_name](records)
    if style is None:
        return _FOR_PEOPLE[format_name](plain_references(records))
    from .styles import format_references

    return _FOR_PEOPLE[format_name](format_references(records, style))
