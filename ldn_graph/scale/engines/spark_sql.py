"""The SQL of this package, written as DuckDB has it, as Spark has it: through sqlglot, with macros written out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...output.extras import import_extra

if TYPE_CHECKING:
    from sqlglot import exp

READ, WRITE = "duckdb", "spark"
_MACRO = re.compile(r"^CREATE (?:OR REPLACE )?(?:TEMP )?MACRO (\w+)\(([^)]*)\) AS\s(.*?);$", re.MULTILINE | re.DOTALL)


class SparkSql:
    """Translates queries, and knows the macros that they may use. Raises ``ValueError`` for what Spark cannot say."""

    def __init__(self) -> None:
        self._macros: dict[str, tuple[tuple[str, ...], exp.Expression]] = {}
        self._sqlglot = import_extra("sqlglot", "spark")

    def define(self, macros: str) -> None:
        """Remember macros, statements of ``CREATE MACRO name(parameters) AS expression``."""
        for name, parameters, body in _MACRO.findall(macros):
            expression = self._sqlglot.parse_one(f"SELECT {body}", read=READ).expressions[0]
            self._macros[name.lower()] = (tuple(re.findall(r"\w+", parameters)), expression)

    def translate(self, sql: str) -> str:
        """A query as Spark has it."""
        tree = self._sqlglot.parse_one(sql, read=READ)
        tree = tree.transform(self._expand).transform(_adapt)
        text: str = tree.sql(WRITE, comments=False, unsupported_level=self._sqlglot.ErrorLevel.RAISE)
        return text

    def _expand(self, node: exp.Expression) -> exp.Expression:
        """A call of a macro as what it stands for, in which other macros may be called, as in what it is given."""
        from sqlglot import exp

        if not isinstance(node, exp.Anonymous) or node.name.lower() not in self._macros:
            return node
        parameters, body = self._macros[node.name.lower()]
        values = dict(zip(parameters, node.expressions, strict=True))

        def put(part: exp.Expression) -> exp.Expression:
            if isinstance(part, exp.Column) and not part.table and part.name in values:
                return exp.paren(values[part.name].copy())
            return part

        return exp.paren(body.transform(put).transform(self._expand))


def _adapt(node: exp.Expression) -> exp.Expression:
    """What sqlglot would write as something else, or as what means another thing in Spark."""
    from sqlglot import exp

    if isinstance(node, exp.Format):
        return _format(node)
    if isinstance(node, exp.ArgMax | exp.ArgMin):  # DuckDB passes over rows in which the value is null, Spark does not
        value, rank = node.this, node.expression
        if isinstance(rank, exp.Case):  # it was seen before
            return node
        there = exp.case().when(exp.not_(exp.Is(this=value.copy(), expression=exp.null())), rank.copy())
        return type(node)(this=value.copy(), expression=there)
    if isinstance(node, exp.RegexpFullMatch) and isinstance(node.expression, exp.Literal):
        return exp.RegexpLike(this=node.this, expression=exp.Literal.string(f"^(?:{node.expression.name})$"))
    if isinstance(node, exp.RegexpReplace) and "g" not in (node.args.get("modifiers") or exp.Literal.string("")).name:
        raise ValueError(f"{node.sql(READ)}: Spark replaces every match; say so with 'g'")
    if isinstance(node, exp.ArrayAgg):
        raise ValueError(f"{node.sql(READ)}: Spark leaves out nulls and has no order; use string_agg or a window")
    return node


def _format(node: exp.Format) -> exp.Expression:
    """``format('{:,} of {}', a, b)`` as texts that are joined; only these two signs are known."""
    from sqlglot import exp

    texts = re.split(r"(\{[^}]*\})", node.this.name)
    values = iter(node.expressions)
    parts: list[exp.Expression] = []
    for text in texts:
        if text == "{:,}":
            parts.append(exp.Anonymous(this="FORMAT_NUMBER", expressions=[next(values).copy(), exp.Literal.number(0)]))
        elif text == "{}":
            parts.append(exp.cast(next(values).copy(), "text"))
        elif text.startswith("{"):
            raise ValueError(f"{node.sql(READ)}: {text} has no translation; use {{:,}} or {{}}")
        elif text:
            parts.append(exp.Literal.string(text))
    joined = parts[0]
    for part in parts[1:]:
        joined = exp.DPipe(this=joined, expression=part, safe=True)
    return exp.paren(joined)
