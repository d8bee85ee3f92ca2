"""The authors of a source, in each of the forms that ``dc:creator`` may have.

One text holds the names in their order, and so does a list. Several values are all authors, by the alphabet: RDF
keeps no order of them. A node is an author by its name (FOAF, http://xmlns.com/foaf/spec/).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ..model.vocab import DC, FOAF, RDF, RDFS
from ..sources.names import is_others, person, read_name, split_authors, write_name
from ..sources.record import Name
from .index import main_language

if TYPE_CHECKING:
    from .index import Statements, Value, Values


def read_creators(graph: Statements, source: str) -> tuple[str, ...]:
    """The names as written, in their order where one is recorded; those of people in parts as PubMed writes them.

    A node without a name is shown by its IRI; one without either is left out, and ``validate`` tells of it.
    """
    values = graph.values(source, DC.creator)
    if not values:
        return ()
    if len(values) == 1:  # as nearly all have
        return tuple(_names(graph, *values))
    texts = _in_one_language(values)
    groups = sorted([*map(split_authors, texts), *(tuple(_names(graph, v)) for v in values if isinstance(v, str))])
    names = dict.fromkeys(name for group in groups for name in group)
    return tuple(sorted(names, key=is_others))  # "et al." at the end


def list_items(graph: Statements, node: str) -> list[Value]:
    """The items of an RDF list in their order, up to where it ends or turns back."""
    return items_of_list(graph.nodes, node)


def items_of_list(nodes: Mapping[str, Mapping[str, Values]], node: str) -> list[Value]:
    """The same of nodes with their properties, and these with their values."""
    items: list[Value] = []
    seen = set()
    while node != RDF.nil and node not in seen:
        seen.add(node)
        properties = nodes.get(node, {})
        items += properties.get(RDF.first, ())
        node = next((v for v in properties.get(RDF.rest, ()) if isinstance(v, str)), RDF.nil)
    return items


def is_list(graph: Statements, node: Value) -> bool:
    """The value is an RDF list, be it empty."""
    return isinstance(node, str) and (node == RDF.nil or bool(graph.values(node, RDF.first)))


def name_of_node(graph: Statements, node: str) -> str | None:
    """The name that a node has, in a form that is read back as it is; None where it has none."""

    def text(*paths: str) -> str:
        return next((t for path in paths for t in sorted(_in_one_language(graph.values(node, path)))), "")

    if family := text(FOAF.familyName, FOAF.lastName):
        return write_name(person(family, text(FOAF.givenName, FOAF.firstName)))
    name = text(FOAF.name, RDFS.label).strip()
    if not name:
        return None
    whole = {FOAF.Organization, FOAF.Group}.intersection(graph.types(node))
    return write_name(Name(literal=name) if whole else read_name(name))


def _names(graph: Statements, value: Value) -> Iterator[str]:
    """The names that one value of ``dc:creator`` has."""
    if not isinstance(value, str):
        yield from split_authors(value.value)
    elif is_list(graph, value):
        for item in list_items(graph, value):
            if not is_list(graph, item):
                yield from _names(graph, item)
    elif name := name_of_node(graph, value):
        yield name
    elif not value.startswith("_:"):
        yield value


def _in_one_language(values: Values) -> list[str]:
    """The texts among the values, those in English or without a language where there are some."""
    by_language: dict[str, list[str]] = {}
    for value in values:
        if not isinstance(value, str):
            by_language.setdefault(main_language(value), []).append(value.value)
    return by_language[min(by_language)] if by_language else []
