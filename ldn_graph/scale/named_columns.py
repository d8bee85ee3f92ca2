"""What a person names, a condition or a source, looked up in columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..errors import UnknownNameError
from ..model.lookup import expand
from ..model.vocab import shorten
from ..sources.identity import read_name_of_source
from .session import read_rule

if TYPE_CHECKING:
    from .engines.spark import Spark


def find_condition(engine: Spark, name: str) -> str:
    """The IRI of the condition with this id, IRI, CURIE or label, on which or on a narrower one a claim is made.

    Raises :class:`~ldn_graph.errors.UnknownNameError` where there is none, or where several have the label.
    """
    rows = engine.frame(read_rule("names/conditions"), {"name": name, "iri": expand(name)}).collect()
    nearest = [row for row in rows if row["capitals"] == rows[0]["capitals"]]
    if not nearest:
        raise UnknownNameError(f"no condition {name!r} in these columns; the table entities has their names")
    if len(nearest) > 1:
        ids = [shorten(row["iri"]) for row in nearest]
        raise UnknownNameError(f"{name!r} is the name of {', '.join(ids)}; write one of these", near=ids)
    if not nearest[0]["has_claims"]:
        raise UnknownNameError(f"no claim is made on the condition {name!r}; the table claims has the conditions")
    return str(nearest[0]["iri"])


def find_paper(engine: Spark, name: str) -> Sequence[tuple[int, str]]:
    """Number and id of each source that bears on a claim and is the paper with this id, IRI, CURIE or identifier.

    Raises :class:`~ldn_graph.errors.UnknownNameError` where there is none.
    """
    values = {"name": name, "iri": expand(name), "key": read_name_of_source(name).key}
    engine.keep("meant_papers", engine.frame(read_rule("names/papers"), values))
    step, before, rows = read_rule("names/same_papers"), -1, 0
    while rows > before:
        engine.compute("meant_papers", step)
        before, rows = rows, len(engine.ask("SELECT source FROM meant_papers").fetchall())
    found = engine.ask(read_rule("names/bearing_papers")).fetchall()
    if not found:
        raise UnknownNameError(f"no evidence line of the source {name!r} in these columns; the table sources has them")
    return found
