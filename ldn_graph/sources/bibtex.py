"""Records as BibTeX, in a form that BibTeX, biblatex and reference managers read alike.

Types and fields are those of biblatex (https://ctan.org/pkg/biblatex), which falls back on ``@misc`` in BibTeX. DOI and
URL stand as they are, since readers take them verbatim; all else is text in which nothing is a command of TeX. Braces
balance even for readers that count those behind a backslash, as BibTeX does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..output.characters import TEX_SIGNS, printable
from .bibliography import date_parts, distinct, number_of
from .record import Name, Record

ENTRY_TYPES = {
    "article": "unpublished",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "dataset": "dataset",
    "entry-encyclopedia": "inreference",
    "manuscript": "unpublished",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "post-weblog": "online",
    "report": "report",
    "software": "software",
    "thesis": "thesis",
    "webpage": "online",
}
"""The entry type for each type of CSL; all others are ``misc``."""
_CONTAINERS = {
    "article": "journal",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
    "inreference": "booktitle",
    "online": "organization",
}
_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}


def write_bibtex(records: Iterable[Record]) -> str:
    """The records as BibTeX, an empty line between them. No two have the same key."""
    records = tuple(records)
    keys = distinct(_key(record.id) for record in records)
    return "\n".join(bibtex_entry(record._replace(id=key)) for record, key in zip(records, keys, strict=True))


def bibtex_entry(record: Record) -> str:
    """One record, with its id as the key; the title keeps its capitals.

    >>> print(bibtex_entry(Record("x-2008", "patent", "An A_1", doi="10.5555/a_b", issued="2008-09")), end="")
    @patent{x-2008,
      title = {{An A\\_1}},
      year = {2008},
      month = {9},
      doi = {10.5555/a_b}
    }
    """
    kind = ENTRY_TYPES.get(record.type, "misc")
    lines = "".join(f",\n  {name} = {{{value}}}" for name, value in _fields(record, kind) if value)
    return f"@{kind}{{{_key(record.id)}{lines}\n}}\n"


def _fields(record: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Each field with its value; "" where nothing is known."""
    date = date_parts(record.issued)
    yield "author", " and ".join([*map(_name, record.authors), *(["others"] if record.others else [])])
    yield "title", f"{{{_tex(record.title)}}}" if record.title else ""
    yield _CONTAINERS.get(kind, "howpublished"), _tex(record.container)
    yield "entrysubtype", _SUBTYPES.get(record.type, "")
    yield ("institution" if kind in ("report", "thesis") else "publisher"), _tex(record.publisher)
    yield "type", _tex(record.genre)
    yield "year", record.issued[:4]
    yield "month", str(date[1]) if len(date) > 1 else ""
    yield "date", record.issued if len(date) > 2 else ""
    yield "volume", _tex(record.volume)
    yield "number", _tex(record.issue or number_of(record))
    yield "pages", re.sub(r"(?<=\d)[-\u2013](?=[\dA-Za-z])", "--", _tex(record.pages))
    yield "isbn", _tex(record.isbn)
    yield "langid", _tex(record.language)
    yield "note", _tex(record.note)
    yield "pmid", _tex(record.pmid)
    yield "pmcid", _tex(record.pmcid)
    yield "doi", _verbatim(record.doi)
    yield "url", _verbatim(record.url)


def _name(name: Name) -> str:
    """``van der Woude, C. J.``, ``Smith, Jr, A. B.``; in braces what would be taken apart otherwise."""
    if name.literal:
        return f"{{{_tex(name.literal)}}}"
    small = re.fullmatch(r"(?:[^\W\d_A-Z][\w'\u2019-]*\s?)*", name.particle) and name.particle.lower() == name.particle
    family = _part(name.family, whole=" " in name.family and re.search(r"(?:^|\s)[^\sA-Z]", name.family) is not None)
    last = f"{_tex(name.particle)} {family}".strip() if small else _part(f"{name.particle} {name.family}", whole=True)
    return ", ".join(part for part in (last, _part(name.suffix), _part(name.given)) if part)


def _part(text: str, *, whole: bool = False) -> str:
    """A part of a name; in braces where ``whole``, or where it has a comma or the word that parts names."""
    parted = whole or "," in text or re.search(r"(?:^|\s)and(?:\s|$)", text, re.IGNORECASE)
    return f"{{{_tex(text)}}}" if parted else _tex(text)


def _tex(text: str) -> str:
    """The text on one line, with the signs that TeX would read as commands escaped.

    Braces that come in pairs have a backslash, which more readers know than the names of lone ones.
    """
    text = printable(text)
    signs = TEX_SIGNS | {"{": r"\{", "}": r"\}"} if _is_balanced(text) else TEX_SIGNS
    return "".join(signs.get(c, c) for c in text)


def _is_balanced(text: str) -> bool:
    """Each brace of the text has its other half."""
    depth = 0
    for c in text:
        depth += (c == "{") - (c == "}")
        if depth < 0:
            return False
    return depth == 0


def _verbatim(text: str) -> str:
    """An address or a DOI as it is; what would end the field, or the line, in percent-encoding."""
    return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", printable(text.strip()))


def _key(name: str) -> str:
    """The name with the signs that a key of BibTeX cannot have made hyphens."""
    return re.sub(r"[^A-Za-z0-9:._-]+", "-", name).strip("-") or "source"
