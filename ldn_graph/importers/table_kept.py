"""What a table says otherwise of a source or an entity than a graph does as a table, and the graph keeps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ..model.alike import fold
from ..model.vocab import LDN, RDF, RDFS
from .node_matching import names_of
from .table_properties import OF_ENTITY, PARTS_OF_ROW, SINGLE, is_same

if TYPE_CHECKING:
    from ..rdf.index import Value

    Properties = Mapping[str, Collection[Value]]


def emptied(said: Properties, wanted: Properties, columns: Collection[str]) -> list[str]:
    """The columns whose cells are empty now of a source that the table describes in others."""
    of_source = {**SINGLE[LDN.Source], **PARTS_OF_ROW[LDN.Source]}
    if of_source.keys().isdisjoint(wanted):
        return []
    return [c for path, (c,) in of_source.items() if c in columns and path in said and path not in wanted]


def other_name(graph: Mapping[str, Mapping[Value, object]], said: Properties, wanted: Properties) -> str | None:
    """What the table calls an entity that has no such name in the graph; None where it has."""
    names = {*names_of("", graph), *names_of("", {path: dict.fromkeys(values) for path, values in said.items()})}
    written = [value.value for value in wanted.get(RDFS.label, ()) if not isinstance(value, str)]
    return written[0] if written and names and names.isdisjoint(map(fold, written)) else None


def no_longer_said(
    said: Properties, wanted: Properties, roles: Iterable[str], columns: Collection[str]
) -> Iterator[tuple[str, list[Value]]]:
    """The names, identifiers and kinds of an entity that the table no longer has, each with the column.

    ``roles`` are the columns that name it: *subject*, *object* or *condition*.
    """
    for path, end in OF_ENTITY.items():
        values = wanted.get(path, ())
        gone = [value for value in said.get(path, ()) if not any(is_same(path, value, one) for one in values)]
        its = sorted({f"{role}_{end}" for role in roles} & {*columns})
        if gone and its and not (path == RDF.type and values):  # another kind comes in the place of this one
            yield its[0], gone
