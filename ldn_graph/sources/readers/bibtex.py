"""BibTeX and BibLaTeX, as Zotero, Better BibTeX, EndNote, JabRef and publishers export them, by bibtexparser.

Names and titles are TeX, addresses and identifiers are not. Macros (``journal = ms``) and what is joined with ``#`` are
put in; an entry takes from the one that its ``crossref`` names what it has not.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...errors import ImportFormatError
from ...output.extras import import_extra
from ...output.remarks import Remarks
from ..markup import plain_text
from ..names import has_word_of_body, is_others, person, read_name
from ..record import Name, Record
from .dates import join_date, read_date, read_pages
from .finishing import finished, genre_of, left_out, references_in_note, registered
from .languages import read_language
from .people import several_people, tell_if_several
from .tex import plain_of_tex, verbatim

TYPES: Mapping[str, str] = {
    "article": "article-journal",
    **dict.fromkeys(("book", "booklet", "manual", "mvbook", "collection", "mvcollection", "proceedings"), "book"),
    **dict.fromkeys(("inbook", "incollection", "suppbook", "bookinbook"), "chapter"),
    **dict.fromkeys(("inproceedings", "conference"), "paper-conference"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), "thesis"),
    **dict.fromkeys(("techreport", "report"), "report"),
    **dict.fromkeys(("online", "electronic", "www"), "webpage"),
    **dict.fromkeys(("video", "movie"), "motion_picture"),
    "inreference": "entry-encyclopedia",
    "unpublished": "manuscript",
    "patent": "patent",
    "dataset": "dataset",
    "software": "software",
    "letter": "personal_communication",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
    "standard": "standard",
    "periodical": "periodical",
    "artwork": "graphic",
    "audio": "song",
    "misc": "document",
}
"""The types of BibTeX and BibLaTeX, each with CSL's."""
_SERVERS = frozenset(
    ("arxiv", "biorxiv", "medrxiv", "preprints.org", "preprints", "psyarxiv", "research square", "ssrn")
)
"""Those that publish preprints and nothing else."""
_WITHOUT_KEY = re.compile(
    r"(@(?!(?i:string|preamble|comment)\b)([A-Za-z]{1,30})\s{0,10}\{)(\s{0,100}[A-Za-z]{1,30}\s{0,20}=)"
)
"""An entry whose key was left out, as EndNote does: it gets its type for a key."""
_SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
"""What BibLaTeX says of an article that is in no journal."""
_LEFT_OUT = {
    "editor": "editor",
    "translator": "translator",
    "edition": "edition",
    "series": "series",
    **dict.fromkeys(("address", "location"), "place"),
    "urldate": "date of access",
    "abstract": "abstract",
    "keywords": "keywords",
    "file": "attached file",
}
"""The fields that a record does not hold, in words."""
_Fields = Mapping[str, str]


def read_bibtex(name: str, text: str, remarks: Remarks) -> Iterator[Record]:
    """The records of a file, whose name stands in messages.

    Raises :class:`~ldn_graph.errors.ImportFormatError` where the last entry is cut off, and
    :class:`~ldn_graph.errors.MissingExtraError` where bibtexparser is not installed.
    """
    entries = list(_entries(name, text, remarks))
    by_key = {key.lower(): fields for key, _, fields, _ in entries}
    for key, kind, own, place in entries:
        fields = {**_inherited(by_key.get(own.get("crossref", "").lower(), {})), **own}
        if kind not in TYPES:
            remarks.add(
                "entry", "of a type that is not known, taken as a document", f"{place} {kind}", plural="entries"
            )
        record, references = _record(key, kind, fields, place, remarks)
        if any("\\" in said for said in (record.title, record.container, *map("".join, record.authors))):
            remarks.add("entry", "with a command of TeX that is not known, kept as it is", place, plural="entries")
        if read := finished(record, references, place, remarks):
            yield read


def _entries(name: str, text: str, remarks: Remarks) -> Iterator[tuple[str, str, _Fields, str]]:
    """Each entry: key, type, fields by name in small letters, and its place."""
    bibtexparser = import_extra("bibtexparser", "bib")
    for library in ("bibtexparser", "pylatexenc"):
        if not logging.getLogger(library).handlers:  # what they complain of is told here
            logging.getLogger(library).addHandler(logging.NullHandler())
    parsed = bibtexparser.parse_string(_WITHOUT_KEY.sub(r"\1\2,\3", text))
    strings = {block.key.lower(): str(block.value) for block in parsed.strings}
    last = parsed.blocks[-1] if parsed.blocks else None
    for block in parsed.blocks:
        place = f"{name}:{block.start_line + 1}"
        kind = type(block).__name__
        twice = kind == "DuplicateFieldKeyBlock"  # then the library leaves the values as they are written
        if twice or kind == "DuplicateBlockKeyBlock":
            if twice:
                remarks.add("entry", "with a field that stands there twice; the first counts", place, plural="entries")
            block = block.ignore_error_block
            kind = type(block).__name__
        if kind == "Entry":
            said = [
                (field.key.lower(), str(field.value), twice or field.enclosing == "no-enclosing")
                for field in block.fields
            ]
            fields = {key: _value(value, strings) if as_written else value for key, value, as_written in reversed(said)}
            yield block.key, block.entry_type.lower(), fields, place
        elif hasattr(block, "error"):
            if block is last:
                remedy = "the file seems cut off: export it once more, or close its last brace"
                raise ImportFormatError(f"{place}: this entry has no end; {remedy}")
            remarks.add("entry", "left out that cannot be read; a brace may be missing", place, plural="entries")
        elif kind == "ImplicitComment" and re.search(r"^\s*[A-Za-z]+\s*=", block.comment or "", re.MULTILINE):
            remarks.add("line", "left out that is in no entry", place)


def _value(value: str, strings: Mapping[str, str]) -> str:
    """The text of a value as it is written: what is joined with ``#`` put together, macros replaced by their texts."""
    if re.fullmatch(r"\{[^#]*\}|\"[^#\"]*\"", value, re.DOTALL):
        return value[1:-1]
    pieces = re.findall(r'"[^"]*"|\{(?:[^{}]|\{[^{}]*\})*\}|[^\s#"{}]+', value) if "#" in value else [value]
    return "".join(piece[1:-1] if piece[:1] in ('"', "{") else strings.get(piece.lower(), piece) for piece in pieces)


def _inherited(parent: _Fields) -> _Fields:
    """What an entry has of the one that its crossref names."""
    taken = {key: value for key, value in parent.items() if key not in ("title", "author", "crossref", "doi", "pages")}
    return {**({"booktitle": parent["title"]} if "title" in parent else {}), **taken}


def _record(key: str, kind: str, fields: _Fields, place: str, remarks: Remarks) -> tuple[Record, tuple[str, ...]]:
    def text(*names: str) -> str:
        return next((plain for name in names if (plain := plain_of_tex(fields.get(name, "")).strip())), "")

    csl = _type(kind, fields)
    editors = "" if fields.get("author") or csl != "book" else fields.get("editor", "")  # a book is by its editors
    people = list(_names(fields.get("author") or editors, place, remarks))
    authors = tuple(name for name in people if name is not None)
    title, subtitle = text("title"), text("subtitle")
    note = text("note", "annote", "annotation")
    eprints = {"pubmed": "PMID:", "arxiv": "arxiv:", "pmid": "PMID:"}
    eprint = eprints.get(fields.get("eprinttype", fields.get("archiveprefix", "")).lower())
    record = Record(
        id=key,
        type=csl,
        title=f"{title}: {subtitle}" if subtitle else title,
        authors=authors,
        others=len(authors) < len(people),
        issued=read_date(text("date"))
        or max(
            join_date(text("year"), text("month"), text("day")),
            read_date(f"{text('day')} {text('month')} {text('year')}"),
            key=len,
        ),
        container=text("journal", "journaltitle", "booktitle", "shortjournal")
        or (text("maintitle", "eventtitle", "organization") if csl in ("paper-conference", "webpage") else ""),
        publisher=text("publisher", "institution", "school", *(("organization",) if csl != "webpage" else ())),
        volume=text("volume"),
        issue=text("number", "issue") if csl != "patent" else "",
        pages=read_pages(text("pages", "eid", "articleno")),
        isbn=verbatim(fields.get("isbn", "")),
        language=read_language(text("langid", "language")),
        note=note,
        genre=genre_of(text("type", "entrysubtype")) if csl not in _SUBTYPES.values() else "",
        left_out=left_out(_LEFT_OUT, {name for name, value in fields.items() if value and value != editors}),
    )
    references = (
        verbatim(fields.get("doi", "")),
        *(f"PMID:{number}" for number in [verbatim(fields.get("pmid", ""))] if number),
        verbatim(fields.get("pmcid", fields.get("pmc", ""))),
        *([eprint + verbatim(fields["eprint"])] if eprint and "eprint" in fields else ()),
        *references_in_note(note),
        *(registered([verbatim(fields.get("number", ""))]) if csl == "patent" else ()),
        verbatim(fields.get("url", "")),
        *re.findall(r"https?://\S+", verbatim(fields.get("howpublished", "")))[:1],
    )
    return record, references


def _type(kind: str, fields: _Fields) -> str:
    """CSL's type. A preprint is no article of a journal, and what has an address alone is a page."""
    where = (fields.get(name, "") for name in ("publisher", "journal", "journaltitle", "institution", "howpublished"))
    archive = fields.get("eprinttype", fields.get("archiveprefix", "")).lower()
    of_journal = any(name in fields for name in ("journal", "journaltitle"))
    if fields.get("pubstate") == "prepublished" or any(
        plain_of_tex(name).strip().lower() in _SERVERS for name in where
    ):
        return "article"
    if archive == "arxiv" and not of_journal and kind in ("article", "misc", "online", "unpublished"):
        return "article"
    looked_up = "urldate" in fields or "http" in fields.get("howpublished", "")
    if kind == "misc" and (looked_up or "url" in fields):
        # Zotero has the site of a page as a journal; a preprint and a dataset have a DOI and none.
        of_site = of_journal and not any(name in fields for name in ("volume", "number", "pages"))
        if of_site or (looked_up and "doi" not in fields):
            return "webpage"
    if kind == "article" and (subtype := _SUBTYPES.get(fields.get("entrysubtype", "").lower())):
        return subtype
    return TYPES.get(kind, "document")


def _names(text: str, place: str, remarks: Remarks) -> Iterator[Name | None]:
    """The names of a field, None for ``others``. Names with commas or semicolons between them are no form of BibTeX."""
    names: Any = import_extra("bibtexparser.middlewares.names", "bib")
    for said in names.split_multiple_persons_names(text):
        said = " ".join(said.split())
        if is_others(said):
            yield None
        elif _PARTED.search(said) or re.match(_BIBLATEX, said):
            yield _name(said, names)
        elif several := several_people(plain := plain_text(plain_of_tex(said)).strip()):
            yield from (None if is_others(name) else read_name(name) for name in several)
        elif said:
            yield Name(literal=plain) if tell_if_several(plain, place, remarks) else _name(said, names)


_BIBLATEX = r"(?:family|given|prefix|suffix)="
_PARTED = re.compile(r"\{[^{}]*[,; ][^{}]*\}")
"""What would part names or words, in braces: there it is of one name."""


def _name(said: str, names: Any) -> Name:
    if re.match(_BIBLATEX, said):
        return _in_parts(said)
    try:
        parts = names.parse_single_name_into_parts(said)
    except ValueError:  # more commas than a name has, or none where one is needed
        return Name(literal=plain_of_tex(said))
    family, given, particle, suffix = (
        plain_of_tex(" ".join(part)).strip() for part in (parts.last, parts.first, parts.von, parts.jr)
    )
    if not given or ("," not in said and has_word_of_body(plain_of_tex(said))):
        return Name(literal=plain_of_tex(said))
    return person(family, given, suffix, particle)


def _in_parts(said: str) -> Name:
    """A name as BibLaTeX has it: ``family=Berg, given=Jan, prefix=van den, useprefix=true``."""
    parts = dict(part.strip().split("=", 1) for part in said.split(",") if "=" in part)
    parts = {key.strip(): plain_of_tex(value).strip(' "') for key, value in parts.items()}
    return person(*(parts.get(key, "") for key in ("family", "given", "suffix", "prefix")))
