"""Changing a Turtle file that somebody wrote by hand: triples go, come or get another value, nodes get other names.

All else stays, byte for byte: statements that are not meant, their order, prefixes, and every comment, also one within
what goes. A value that comes where another of its property goes stands in its place. What comes out is parsed before
anything is written: it has to be the graph that is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import compress, zip_longest
from typing import NamedTuple, TypeVar

import pyoxigraph as ox

from ..errors import OutputError
from .documents import without_mark
from .turtle_editing import Addition, iri_in_turtle, split_mark, term_in_turtle, with_additions
from .turtle_lines import TOKEN
from .turtle_triples import Block, Layout, Node, Property, read_layout

_T = TypeVar("_T")


class _Edit(NamedTuple):
    """What stands from ``start`` to ``stop`` becomes ``words``."""

    start: int
    stop: int
    words: str


def layout_of(name: str, data: bytes) -> Layout:
    """The triples of a Turtle file and where they stand; ``name`` stands in messages.

    Raises :class:`~ldn_graph.errors.OutputError` where it is written in a way that cannot be edited.
    """
    try:
        return read_layout(split_mark(data.decode("utf-8"))[1])
    except (SyntaxError, ValueError) as error:
        raise _refusal(name, " ".join(str(error).split())[:200]) from None


def with_renamed(name: str, data: bytes, layout: Layout, names: Mapping[str, str]) -> bytes:
    """The bytes of a Turtle file, of this layout, with other IRIs in the place of some, wherever these stand.

    Raises :class:`~ldn_graph.errors.OutputError` where the result would be another graph.
    """
    edits = [
        _Edit(start, stop, iri_in_turtle(names[iri], layout.blocks[block].prefixes))
        for start, stop, iri, block in layout.iris
        if iri in names
    ]
    return _edited(name, data, edits, (_renamed(triple, names) for triple in layout.triples))


def _renamed(triple: ox.Triple, names: Mapping[str, str]) -> ox.Triple:
    def renamed(term: _T) -> _T | ox.NamedNode:
        return ox.NamedNode(names[term.value]) if isinstance(term, ox.NamedNode) and term.value in names else term

    return ox.Triple(renamed(triple.subject), renamed(triple.predicate), renamed(triple.object))


def with_changes(name: str, data: bytes, layout: Layout, removed: Collection[int], added: Iterable[ox.Triple]) -> bytes:
    """The bytes of a Turtle file without some of its triples, by their numbers in its layout, and with others.

    A blank node is called as in the layout, and cannot get more properties than it has. Raises
    :class:`~ldn_graph.errors.OutputError` where the result would be another graph.
    """
    more = list(dict.fromkeys(added))
    replaced = _replacements(layout, removed, more)
    text = split_mark(data.decode("utf-8"))[1]
    wanted = [triple for number, triple in enumerate(layout.triples) if number not in removed]
    changed = _edited(name, data, _edits(text, layout, frozenset(removed), replaced), [*wanted, *replaced.values()])
    in_place = {*replaced.values()}
    rest = [triple for triple in more if triple not in in_place]
    return with_additions(name, changed, list(_additions(name, rest))) if rest else changed


def _replacements(layout: Layout, removed: Iterable[int], added: Iterable[ox.Triple]) -> dict[int, ox.Triple]:
    """For triples that go, those that come with the same subject and predicate."""
    coming: dict[tuple[object, object], list[ox.Triple]] = {}
    for triple in added:
        coming.setdefault((triple.subject, triple.predicate), []).append(triple)
    replaced = {}
    for number in sorted(removed):
        same = coming.get((layout.triples[number].subject, layout.triples[number].predicate))
        if same:
            replaced[number] = same.pop(0)
    return replaced


def _additions(name: str, triples: Iterable[ox.Triple]) -> Iterator[Addition]:
    properties: dict[str, list[tuple[str, ox.NamedNode | ox.Literal]]] = {}
    for subject, predicate, value in triples:
        if not isinstance(subject, ox.NamedNode) or not isinstance(value, (ox.NamedNode, ox.Literal)):
            raise _refusal(name, f"a node without an IRI cannot get {predicate.value}")
        properties.setdefault(subject.value, []).append((predicate.value, value))
    return (Addition(subject, tuple(pairs)) for subject, pairs in properties.items())


def _edits(text: str, layout: Layout, removed: frozenset[int], replaced: Mapping[int, ox.Triple]) -> Iterator[_Edit]:
    before = 0
    gone = removed - replaced.keys()
    for block, numbers in _numbered(layout):
        if gone.issuperset(numbers):
            yield _without_block(text, before, block)
        elif not removed.isdisjoint(numbers):
            coming = {number: replaced[number].object for number in numbers if number in replaced}
            values = {
                number: term_in_turtle(value, block.prefixes)
                for number, value in coming.items()
                if isinstance(value, (ox.NamedNode, ox.Literal))
            }
            yield from _edits_of_node(text, block.subject, gone, values)
            end = block.stop - 1
            yield from _edits_of_properties(text, block.properties, gone, values, block.subject.stop, end)
        before = block.stop


def _numbered(layout: Layout) -> Iterator[tuple[Block, range]]:
    """Each block with the numbers of its triples."""
    for block, following in zip_longest(layout.blocks, layout.blocks[1:]):
        yield block, range(block.first, following.first if following else len(layout.triples))


def _without_block(text: str, before: int, block: Block) -> _Edit:
    """A block goes with its lines, and one of two blank lines around it."""
    start, stop = block.subject.start, block.stop
    comments = _comments(text, start, stop).lstrip(" ")
    line = max(text.rfind("\n", 0, start) + 1, before)
    end = re.compile(r"[ \t]*(?:\r?\n|\Z)").match(text, stop)
    if not end or text[line:start].strip():
        return _Edit(start, stop, comments)
    stop = end.end()
    blank = re.compile(r"[ \t]*\r?\n").match(text, stop)
    if blank and not comments and re.search(r"(?:\A|\n[ \t]*\r?\n)\Z", text[:line]):
        stop = blank.end()
    return _Edit(line, stop, comments)


def _edits_of_node(text: str, node: Node, gone: frozenset[int], values: Mapping[int, str]) -> Iterator[_Edit]:
    """What changes within brackets."""
    yield from _edits_of_properties(text, node.properties, gone, values, node.start + 1, node.stop - 1)
    for item in node.items:
        yield from _edits_of_node(text, item, gone, values)


def _edits_of_properties(
    text: str, properties: Sequence[Property], gone: frozenset[int], values: Mapping[int, str], start: int, stop: int
) -> Iterator[_Edit]:
    """What changes of properties that stand between two places."""
    stay = [any(node.triple not in gone for node in each.objects) for each in properties]
    if properties and not any(stay):
        yield _Edit(start, stop, _comments(text, start, stop))
        return
    yield from _gaps(text, [(each.start, each.objects[-1].stop) for each in properties], stay)
    for each in compress(properties, stay):
        kept = [node.triple not in gone for node in each.objects]
        yield from _gaps(text, [(node.start, node.stop) for node in each.objects], kept)
        for node in compress(each.objects, kept):
            if node.triple in values:
                yield _Edit(node.start, node.stop, values[node.triple] + _comments(text, node.start, node.stop))
            else:
                yield from _edits_of_node(text, node, gone, values)


def _gaps(text: str, places: Sequence[tuple[int, int]], kept: Sequence[bool]) -> Iterator[_Edit]:
    """What goes of things in a row, some of which are kept, with what separates them: up to the next that is, or from
    the last that was.
    """
    before = None  # where the last that is kept ends
    begin = None  # where what goes begins
    for (start, stop), stays in zip(places, kept, strict=True):
        if stays:
            if begin is not None:
                yield _Edit(begin, start, _comments(text, begin, start))
            before, begin = stop, None
        elif begin is None:
            begin = start
    if begin is not None and before is not None:
        yield _Edit(before, places[-1][1], _comments(text, before, places[-1][1]))


def _comments(text: str, start: int, stop: int) -> str:
    """The comments between two places, each with the end of its line; "" where there are none."""
    tokens = re.compile(TOKEN, re.DOTALL).finditer(text, start, stop)
    found = [token[0].rstrip() for token in tokens if token[0][0] == "#"]
    if not found:
        return ""
    newline = "\r\n" if "\r\n" in text[start:stop] else "\n"
    indent = re.search(r"[ \t]*\Z", text[start:stop])
    return " " + "".join(comment + newline for comment in found) + (indent[0] if indent else "")


def _edited(name: str, data: bytes, edits: Iterable[_Edit], wanted: Iterable[ox.Triple]) -> bytes:
    mark, text = split_mark(data.decode("utf-8"))
    pieces, before = [mark], 0
    for edit in sorted(edits):
        pieces += (text[before : edit.start], edit.words)
        before = edit.stop
    changed = "".join([*pieces, text[before:]]).encode("utf-8")
    try:
        found = _parsed(changed)
    except SyntaxError as error:
        raise _refusal(name, " ".join(str(error.msg).split())[:200]) from None
    if not _same(wanted, found):
        raise _refusal(name, "some of it would be read as something else")
    return changed


def _parsed(data: bytes) -> list[ox.Triple]:
    quads = ox.parse(without_mark(data), format=ox.RdfFormat.TURTLE)
    return [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads]


def _same(some: Iterable[ox.Triple], others: Iterable[ox.Triple]) -> bool:
    """Whether these are one graph, whatever its blank nodes are called."""
    return _canonical(some) == _canonical(others)


def _canonical(triples: Iterable[ox.Triple]) -> ox.Dataset:
    dataset = ox.Dataset(ox.Quad(*triple) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def _refusal(name: str, problem: str) -> OutputError:
    remedy = "nothing was written; mend that place, or change it by hand"
    return OutputError(f"{name}: it cannot be edited as it is written: {problem}; {remedy}")
