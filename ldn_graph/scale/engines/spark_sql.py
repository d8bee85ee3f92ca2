"""The SQL of this package, written as DuckDB has it, as Spark has it: through sqlglot, with macros written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...output.extras import import_extra

if TYPE_CHECKING:
    from sqlglot import exp

READ, WRITE = "duckdb", "spark"


class SparkSql:
    """Translates queries, and knows the macros that they may use. Raises ``ValueError`` for what Spark cannot say."""

    def __init__(self) -> None:
        self._macros: dict[str, tuple[tuple[str, ...], exp.Expression]] = {}
        self._sqlglot = import_extra("sqlglot", "spark")

    def define(self, macros: str) -> None:
        """Remember macros, statements of ``CREATE MACRO name(parameters) AS expression``."""
        for statement in self._sqlglot.parse(macros, read=READ):
            if statement is not None:
                function = statement.this
                parameters = tuple(parameter.name for parameter in function.expressions)
                self._macros[function.this.name.lower()] = (parameters, statement.expression)

    def translate(self, sql: str) -> str:
        """A query as Spark has it."""
        tree = self._sqlglot.parse_one(sql, read=READ)
        tree = tree.transform(self._expand)
        for node in list(tree.walk()):
            _adapt(node)
        text: str = tree.sql(WRITE, comments=False, unsupported_level=self._sqlglot.ErrorLevel.RAISE)
        return text

    def _expand(self, node: exp.Expression) -> exp.Expression:
        """A call of a macro as what it stands for; macros in it are expanded in turn, as the tree is walked on."""
        from sqlglot import exp

        if not isinstance(node, exp.Anonymous) or node.name.lower() not in self._macros:
            return node
        parameters, body = self._macros[node.name.lower()]
        values = dict(zip(parameters, node.expressions, strict=True))

        def put(part: exp.Expression) -> exp.Expression:
            if isinstance(part, exp.Column) and not part.table and part.name in values:
                return exp.paren(values[part.name].copy())
            return part

        return exp.paren(body.transform(put))


def _adapt(node: exp.Expression) -> None:
    """Change what sqlglot does not write as Spark means it."""
