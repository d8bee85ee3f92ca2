"""A source as it is cited in a sentence. What was not confirmed is left out, never guessed."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.claims import Source
from ..output.characters import printable
from .bibliography import number_of, record_of
from .names import short_name
from .record import Record


def cite_source(source: Source) -> str:
    """The source as the ICMJE recommendations order it (Vancouver): authors, title, journal, date, identifiers.

    >>> from ldn_graph import open_graph, read_sources
    >>> cite_source(next(s for s in read_sources(open_graph()) if s.id == "gironi-2008"))[-44:]
    'doi:10.1177/1352458508095828. PMID 18728058.'
    """
    return cite_record(record_of(source))


def cite_record(record: Record) -> str:
    """A record in the same form. Needs no library; :mod:`~ldn_graph.sources.styles` formats in other styles."""
    address = "" if record.doi or record.pmid else record.url  # no full stop, which would be read as a part of it
    return printable(" ".join(filter(None, [*map(end_sentence, filter(None, _parts(record))), address])))


def end_sentence(text: str) -> str:
    """The text with a full stop, where no sign ends it already.

    >>> end_sentence("Does it help?"), end_sentence("et al."), end_sentence("Gut")
    ('Does it help?', 'et al.', 'Gut.')
    """
    text = text.rstrip()
    return text if text.endswith((".", "?", "!", "\u3002")) else f"{text}."


def _parts(record: Record) -> Iterator[str]:
    """The sentences of a reference; "" for what was not confirmed."""
    yield ", ".join([*map(short_name, record.authors), *(["et al."] if record.others else [])])
    yield record.marked_title
    yield " ".join(part for part in (record.container, number_of(record)) if part)
    volume = record.volume + (f"({record.issue})" if record.issue else "")
    date = ";".join(part for part in (record.issued[:4], volume) if part)
    dated = ":".join(part for part in (date, record.pages) if part)
    yield "; ".join(part for part in (record.publisher, dated) if part)
    yield f"doi:{record.doi}" if record.doi else ""
    yield f"PMID {record.pmid}" if record.pmid else ""
