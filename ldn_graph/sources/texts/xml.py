"""Articles in the XML of journals (JATS, ANSI/NISO Z39.96) and abstracts in that of PubMed, as plain text.

Title, abstract, body, tables and notes are read, the list of references is not: it is what others said. Entities are
not expanded, and nothing is fetched.
"""

from __future__ import annotations

import re
from html.entities import html5
from pathlib import Path
from xml.parsers import expat

from ...errors import InputError
from .builder import Captures, TextBuilder, raise_digits
from .source_text import SourceText

_READ = frozenset({"abstract", "trans-abstract", "body", "back", "floats-group", "Abstract"})
_PASSED = frozenset({
    "ref-list", "sub-article", "response", "tex-math", "annotation", "object-id", "journal-meta",
    "CommentsCorrectionsList", "ReferenceList", "CopyrightInformation",
})  # fmt: skip
_BLOCKS = frozenset({
    "p", "title", "sec", "abstract", "body", "list-item", "disp-quote", "table-wrap", "tr", "caption", "fig", "label",
    "def-item", "boxed-text", "table", "disp-formula", "AbstractText", "fn", "ack", "app",
})  # fmt: skip
_CELLS = frozenset({"td", "th", "break"})
_CITATION = re.compile(r"[\d\s,;–-]+")


def read_article_xml(path: Path, data: bytes) -> SourceText:
    """The text of an article.

    Raises :class:`~ldn_graph.errors.InputError` for what is no XML, has entities of its own, or no text.
    """
    article = _Article()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = article.start
    parser.EndElementHandler = article.end
    parser.CharacterDataHandler = article.characters
    parser.EntityDeclHandler = article.refuse_entity
    parser.SkippedEntityHandler = article.entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        problem = expat.errors.messages.get(error.code, "it cannot be read")
        raise InputError(f"{path}:{error.lineno}: no XML: {problem}; get the file anew") from None
    except _EntityError as error:
        line = parser.CurrentLineNumber
        raise InputError(f"{path}:{line}: it declares the entity {error}; write what it stands for") from None
    text = article.out.text()
    if not text:
        raise InputError(f"{path}: no article in the XML of JATS or PubMed; give its text")
    depth = "fullText" if article.has_body else "abstract"
    return SourceText(path.name, text, depth, " ".join(article.title.split()), tuple(article.out.sections))


class _EntityError(Exception):
    pass


_TITLES = frozenset({"article-title", "ArticleTitle"})


class _Article:
    """Takes what the parser reads."""

    def __init__(self) -> None:
        self.out = TextBuilder()
        self.title = ""
        self.has_body = False
        self._open: list[str] = []
        self._reading = self._passing = 0
        self._captures = Captures()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = name.rpartition(":")[2]
        if name == "xref" and attributes.get("ref-type") == "bibr":
            name = "citation"
        self._open.append(name)
        self._passing += name in _PASSED
        self._reading += name in _READ
        self.has_body |= name == "body" and not self._passing
        read = self._reading and not self._passing
        is_title = name in _TITLES and not (self._reading or self._passing or self.title)
        if read:
            self._break(name)
            if name == "AbstractText" and attributes.get("Label"):
                self.out.begin_section(attributes["Label"])
        self._captures.start(name, captured=bool(is_title or (read and name in ("citation", "title", "sup", "sub"))))

    def end(self, _: str) -> None:
        """The element ends that began last."""
        name = self._open.pop()
        if (words := self._captures.end()) is not None:
            self._place(name, words)
        if self._reading and not self._passing:
            self._break(name)
        self._passing -= name in _PASSED
        self._reading -= name in _READ

    def _place(self, name: str, words: str) -> None:
        """Put what was captured where it belongs."""
        if name in _TITLES:
            self.title = words
            self.out.add(words)
            self.out.break_line()
        elif name == "citation":
            self._cite(words)
        elif name == "title":
            self.out.begin_section(words)
            self.characters(words)
        else:
            self.characters(words if self._captures.within("citation") else raise_digits(words, name))

    def _cite(self, citation: str) -> None:
        """A number of the list of references, in brackets unless it stands in some already: it is no figure."""
        before = self.out.ends_with(60)
        inside = max(before.rfind("["), before.rfind("(")) > max(before.rfind("]"), before.rfind(")"))
        self.characters(citation if inside or not _CITATION.fullmatch(citation) else f"[{citation.strip()}]")

    def _break(self, name: str) -> None:
        if name in _BLOCKS:
            self.out.break_line()
        elif name in _CELLS:
            self.out.break_line("\t")

    def characters(self, text: str) -> None:
        """Some characters."""
        if not self._passing and not self._captures.add(text) and self._reading:
            self.out.add(text)

    def entity(self, name: str, is_parameter: bool) -> None:
        """An entity that the document does not declare: those of HTML are known."""
        if not is_parameter:
            self.characters(html5.get(f"{name};", "\ufffd"))

    def refuse_entity(self, name: str, *_: object) -> None:
        """The document declares an entity."""
        raise _EntityError(name)
