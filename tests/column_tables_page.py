"""Write docs/column-tables.md: each table of columns. `make help-pages` runs it, and a test holds the two together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ldn_graph.scale.columns.schema import NUMBER, TABLES, TEXT, TEXTS, TRUTH, Table

PAGE = Path(__file__).parent.parent / "docs" / "column-tables.md"
TYPES = {TEXT: "text", TEXTS: "list of texts", NUMBER: "whole number", TRUTH: "true or false"}
INTRODUCTION = """# The tables of columns

What [`export columns`](columns.md) writes, one Parquet file a table. This page is made (`make help-pages`) from
[`schema.py`](../ldn_graph/scale/columns/schema.py).

* Texts are as the graph has them. What is not recorded is null, but for lists, which are empty then, and for what is true or
  false, which is false: that an outcome was switched is not known where `outcome_switched` is false.
* A `number` names a row of its own table, and grows in the order of the ids (C2 before C10). Other tables name the row by it:
  `lines.claim` is a `claims.number`. Numbers are not promised to be without gaps, nor to stay when a graph changes: IRIs do.
* `place` counts from 0 the values that one node has, in the order in which they are read.
* What ends in `_nt` is a literal as N-Triples writes it, with its language or datatype; what ends in `_suffix` is what stands
  behind the quoted text there, such as `@en`, and "" for a plain text.
* A term of a closed list, such as a bearing, stands by its local name: `supports` is [`ldn:supports`](terms.md).
* Numbers that were written as decimals stay texts, as they were written.
"""


def column_tables_page() -> str:
    """The page."""
    return "\n".join((INTRODUCTION, *map(_section, TABLES)))


def _section(table: Table) -> str:
    return "".join(_lines(table))


def _lines(table: Table) -> Iterator[str]:
    yield f"## {table.name}\n\nOne row: {table.meaning}.\n\n| column | type | |\n|---|---|---|\n"
    for column in table.columns:
        yield f"| `{column.name}` | {TYPES[column.type]} | {column.meaning} |\n"


if __name__ == "__main__":
    PAGE.write_text(column_tables_page(), encoding="utf-8")
