"""XML from anybody, as a tree: no entity is expanded, no file and no address is opened, and depth has a limit.

Python's parser opens nothing by itself. A declaration of an entity is refused: PubMed and EndNote have none.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from ...errors import ImportFormatError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DEEPEST = 100
"""How many elements may stand one in another; PubMed has 15."""
LINE = "line-in-file"
"""The attribute in which an element has its line."""


def read_tree(name: str, text: str) -> Element:
    """The root element of a document; each element has its line as the attribute :data:`LINE`.

    Raises :class:`~ldn_graph.errors.ImportFormatError`, with the line, for what is not well-formed.
    """
    from xml.etree.ElementTree import TreeBuilder
    from xml.parsers import expat

    builder = TreeBuilder()
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    depth = 0

    def fail(problem: str, remedy: str) -> ImportFormatError:
        return ImportFormatError(f"{name}:{parser.CurrentLineNumber}: {problem}; {remedy}")

    def refuse_entity(*_: object) -> None:
        raise fail("it declares an entity", "take the declaration out; exports of PubMed and EndNote have none")

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise fail(f"more than {DEEPEST} elements one in another", "export the file once more")
        builder.start(tag, {**attributes, LINE: str(parser.CurrentLineNumber)})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    parser.EntityDeclHandler = refuse_entity
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    # an entity of HTML that the document type would declare, which is not fetched
    parser.SkippedEntityHandler = lambda entity, _: builder.data(unescape(f"&{entity};"))
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        problem = f"no well-formed XML: {expat.errors.messages[error.code]}"
        remedy = "export the file once more"
        raise ImportFormatError(f"{name}:{error.lineno}: {problem}; the file may be cut off: {remedy}") from None
    return builder.close()


def text_of(element: Element | None, path: str = "") -> str:
    """All text in the first element of a path below another, on one line; "" where there is none.

    Text in ``sup`` and ``sub`` keeps these tags, since they change what it says.
    """
    found = element.find(path) if element is not None and path else element
    return "" if found is None else " ".join("".join(_pieces(found)).split())


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        raised = _RAISED.get(child.tag) or _RAISED.get(child.get("face", ""))
        inside = "".join(_pieces(child))
        yield f"<{raised}>{inside}</{raised}>" if raised else inside
        yield child.tail or ""


_RAISED = {"sup": "sup", "sub": "sub", "superscript": "sup", "subscript": "sub"}
"""PubMed's tags, and EndNote's faces of a style."""
