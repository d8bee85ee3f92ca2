"""The texts of sources, in a folder: each file is named by an identifier of its source.

``PMID_18728058.md``, ``PMC3381945.xml``, ``10.1177_1352458508095828.pdf``, ``NCT01303835.html``, ``gironi-2008.txt``:
plain text, Markdown, HTML, the XML of journals (JATS) and of PubMed, PDF, Word. The cache of
linkml-reference-validator is such a folder, too. Where several files are of one source the fuller is read. The
files stay what they are, and nothing of them is written into a graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from ...errors import InputError
from ...model.claims import Source
from ..papers import group_papers, identify
from .source_text import DEPTHS, LONGEST, SourceText

LARGEST = 50_000_000
"""Bytes of a file that is still read."""
_ABSTRACT = 6_000  # a plain text of fewer characters counts as an abstract


class TextFolder(NamedTuple):
    """The files of a folder: those of each source by its IRI, those of none, and those of other formats.

    ``contested`` are files whose name is that of several papers, each with the ids of their sources: they are of none.
    """

    files: Mapping[str, tuple[Path, ...]]
    others: tuple[Path, ...]
    unread: tuple[Path, ...]
    contested: Mapping[Path, tuple[str, ...]]


def find_texts(folder: str | Path, sources: Iterable[Source]) -> TextFolder:
    """Which files of a folder, and of the folders in it, are texts of which sources, by their names alone.

    Sources that are one paper have the files of each other. A name that several papers have is of none of them, but
    that of a trial is of its registration, where that is a source.
    Raises :class:`~ldn_graph.errors.InputError` where it is no folder that can be read.
    """
    by_stem: dict[str, list[tuple[Source, ...]]] = {}
    for paper in group_papers(sources):
        for stem in {stem for source in paper for stem in file_stems(source)}:
            by_stem.setdefault(stem, []).append(paper)
    root = Path(folder)
    try:
        if not root.is_dir():
            raise OSError(0, "it is no folder")
        paths = sorted(p for p in root.rglob("*") if not p.name.startswith(".") and p.is_file())
    except OSError as error:
        reason = error.strerror or error
        raise InputError(f"{folder}: {reason}; give the folder with the texts of the sources") from None
    unread = [path for path in paths if path.suffix.lower() not in READERS]
    files: dict[str, tuple[Path, ...]] = {}
    others = []
    contested: dict[Path, tuple[str, ...]] = {}
    for path in filter(lambda path: path.suffix.lower() in READERS, paths):
        stem = path.stem.lower() if path.stem.lower() in by_stem else _DEPTH_MARK.sub("", path.stem.lower())
        papers = by_stem.get(stem, [])
        if len(papers) > 1:
            papers = [paper for paper in papers if _is_registration(paper, stem)] or papers
        if not papers:
            others.append(path)
        elif len(papers) > 1:
            contested[path] = tuple(source.id for paper in papers for source in paper)
        else:
            files.update({source.iri: (*files.get(source.iri, ()), path) for source in papers[0]})
    return TextFolder(files, tuple(others), tuple(unread), contested)


def _is_registration(paper: tuple[Source, ...], stem: str) -> bool:
    """Whether a source is the record of a trial whose number is the name of a file, and no report of it."""
    identities = [identify(source) for source in paper]
    numbers = (key.partition(":")[2].lower() for identity in identities for key in identity.trial)
    return not any(identity.paper for identity in identities) and any(number in stem for number in numbers)


_DEPTH_MARK = re.compile(r"[._-](?:abstract|full-?_?text)$")


def file_stems(source: Source) -> tuple[str, ...]:
    """The names, in small letters and without an ending, that a file with the text of this source may have.

    Signs that a file's name cannot hold are an underscore, as linkml-reference-validator has them, or percent-encoded.
    """
    identifiers = [*source.identifiers]
    if source.pmid:
        identifiers += [f"pmid:{source.pmid}", f"pmid{source.pmid}"]
    if source.doi:
        identifiers += [f"doi:{source.doi}", source.doi]
    for identifier in source.identifiers:
        local = identifier.partition(":")[2]
        identifiers += [local] if not local.isdecimal() else []
        if local.lower().startswith("pmc"):
            identifiers.append(f"pmcid:{local}")
    names = [source.id, *(re.sub(r"[:/?=]", "_", i) for i in identifiers), *(quote(i, safe="") for i in identifiers)]
    return tuple(dict.fromkeys(name.lower() for name in names))


def read_text(path: Path) -> SourceText:
    """The text of one file, by its ending.

    Raises :class:`~ldn_graph.errors.InputError` where it cannot be read or is too large, and
    :class:`~ldn_graph.errors.MissingExtraError` for a PDF where its reader is not installed.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path}: more than {LARGEST:,} bytes; give the text of the source alone")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}; give the text of the source") from None
    read = READERS[path.suffix.lower()](path, data)
    if len(read.text) > LONGEST:
        raise InputError(f"{path}: a text of more than {LONGEST:,} characters; give that of the source alone")
    return read


def read_blocks(path: Path) -> str:
    """The text of one file in which no sentence reaches from one block into the next, though no full stop parts them.

    Of marked-up documents, whose texts have a line for each, an empty line ends a paragraph, a heading, an item, a
    cell. Other texts are as they are. Raises what :func:`read_text` raises.
    """
    text = read_text(path).text
    marked_up = READERS[path.suffix.lower()] in (_read_markup, _read_xml, _read_word)
    return re.sub("[\t\n]", "\n\n", text) if marked_up else text


def decode(path: Path, data: bytes) -> str:
    """A text in UTF-8. Raises :class:`~ldn_graph.errors.InputError` with the line of a byte that is none."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}:{line}: byte {error.start} is not UTF-8; save the text as UTF-8") from None


def fuller(texts: Iterable[SourceText]) -> SourceText:
    """The text that has most of its source: of the greater depth, then the longer."""
    return max(texts, key=lambda text: (DEPTHS.index(text.depth), len(text.text)))


def _read_plain(path: Path, data: bytes) -> SourceText:
    text = decode(path, data)
    marked = _DEPTH_MARK.search(path.stem.lower())
    brief = marked[0].endswith("abstract") if marked else len(text) < _ABSTRACT
    return SourceText(path.name, text, "abstract" if brief else "fullText")


_FRONT_MATTER = re.compile(r"---\r?\n(.*?)\r?\n---\r?\n", re.DOTALL)
_HEADING = re.compile(r"^#{1,6} +(.+)$", re.MULTILINE)


def _read_markdown(path: Path, data: bytes) -> SourceText:
    """Markdown; in the layout of linkml-reference-validator the text begins behind ``## Content``."""
    plain = _read_plain(path, data)
    front = _FRONT_MATTER.match(plain.text)
    if front is None:
        return plain._replace(sections=_headings(plain.text))
    kind = re.search(r"^content_type: *(\S+)", front[1], re.MULTILINE)
    body = plain.text[front.end() :]
    title = re.match(r"\s*# (.+)", body)
    _, content, text = body.partition("\n## Content\n")
    text = text if content else body
    depth = plain.depth
    if kind:
        depth = "fullText" if kind[1].startswith("full_text") else "abstract" if kind[1] == "abstract_only" else "page"
    return SourceText(path.name, text, depth, title[1].strip() if title else "", _headings(text))


def _headings(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((m.start(), m[1].strip()) for m in _HEADING.finditer(text))


def _read_markup(path: Path, data: bytes) -> SourceText:
    from .html import read_html

    return read_html(path, data)


def _read_xml(path: Path, data: bytes) -> SourceText:
    from .xml import read_article_xml

    return read_article_xml(path, data)


def _read_pdf(path: Path, data: bytes) -> SourceText:
    from .pdf import read_pdf

    return read_pdf(path, data)


def _read_word(path: Path, data: bytes) -> SourceText:
    from .docx import read_docx

    return read_docx(path, data)


READERS = {
    ".txt": _read_plain,
    ".md": _read_markdown,
    ".html": _read_markup,
    ".htm": _read_markup,
    ".xml": _read_xml,
    ".nxml": _read_xml,
    ".pdf": _read_pdf,
    ".docx": _read_word,
}
"""What reads a file, by its ending."""
