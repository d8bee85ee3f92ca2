"""A source as it is cited: in a sentence, and as BibTeX. What was not confirmed is left out, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.claims import Source
from ..output.characters import TEX_SIGNS, printable


def cite_source(source: Source) -> str:
    """The source as the ICMJE recommendations order it (Vancouver): authors, title, journal, date, identifiers.

    >>> from ldn_graph import open_graph, read_sources
    >>> cite_source(next(s for s in read_sources(open_graph()) if s.id == "gironi-2008"))[-44:]
    'doi:10.1177/1352458508095828. PMID 18728058.'
    """
    return printable(" ".join(f"{part.rstrip('.')}." for part in _parts(source) if part))


def bibtex_entry(source: Source) -> str:
    """The source as a BibTeX entry with the source's id as its key: ``@article`` with a journal, else ``@misc``.

    Braces and signs that TeX reads are escaped, so any text stays text; the title keeps its capitals.
    """
    kind = "article" if source.container else "misc"
    fields = [
        ("author", " and ".join(map(_bibtex_name, source.authors))),
        ("title", f"{{{_tex(source.title or source.label)}}}"),
        ("journal", _tex(source.container or "")),
        ("year", str(source.year or "")),
        ("volume", _tex(source.volume or "")),
        ("number", _tex(source.issue or "")),
        ("pages", re.sub(r"(?<=\d)[-\u2013](?=[\dA-Za-z])", "--", _tex(source.pages or ""))),
        ("doi", _tex(source.doi or "")),
        ("pmid", _tex(source.pmid or "")),
        ("url", _tex((not source.doi and source.link) or "")),
    ]
    lines = "".join(f",\n  {name} = {{{value}}}" for name, value in fields if value)
    return f"@{kind}{{{_key(source.id)}{lines}\n}}\n"


def _parts(source: Source) -> Iterator[str]:
    """The sentences of a reference; "" for what was not confirmed."""
    yield ", ".join(source.authors)
    yield (source.title or source.label) + ("" if source.counts() else " [retracted]")
    yield source.container or ""
    issue = f"({source.issue})" if source.issue else ""
    numbers = f"{source.volume or ''}{issue}"
    pages = f":{source.pages}" if source.pages else ""
    yield ";".join(part for part in (str(source.year or ""), f"{numbers}{pages}".lstrip(":")) if part)
    yield f"doi:{source.doi}" if source.doi else ""
    yield f"PMID {source.pmid}" if source.pmid else ""
    yield (source.link or "") if not (source.doi or source.pmid) else ""


def _bibtex_name(name: str) -> str:
    """``Gironi M`` as ``Gironi, M``; a body's name in braces, so that it is not taken apart."""
    if name.rstrip(".") == "et al":
        return "others"
    person = re.fullmatch(r"(.+?) ([A-Z][A-Z-]{0,4})", name)
    return f"{_tex(person[1])}, {person[2]}" if person else f"{{{_tex(name)}}}"


def _tex(text: str) -> str:
    """The text on one line, with the signs that TeX would read as commands escaped."""
    return "".join(TEX_SIGNS.get(c, c) for c in printable(text))


def _key(name: str) -> str:
    """The name with the signs that a key of BibTeX cannot have made hyphens."""
    return re.sub(r"[^A-Za-z0-9:._-]+", "-", name).strip("-") or "source"
