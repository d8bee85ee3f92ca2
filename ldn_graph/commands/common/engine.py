"""``--engine``: an audit that Spark computes, over columns that no single machine need hold."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ...errors import GraphNotFoundError, ModelError, OutputError
from .options import not_empty
from .selection import Selection

if TYPE_CHECKING:
    from ...audit.results import Summary
    from ...scale.columns.making import Made

_F = TypeVar("_F", bound=Callable[..., Any])


def engine_option(text: str) -> Callable[[_F], _F]:
    """``--engine``, a master of Spark, with this help."""
    return click.option("--engine", callback=_choose_engine, metavar="MASTER", help=text)


def audit_engine_option(command: _F) -> _F:
    """``--engine`` of an audit that reads ``--columns``."""
    return engine_option(
        "Let Spark compute it: local[2], spark://HOST:PORT, yarn or k8s://URL. The path of --columns is Spark's, also "
        "on an object store, and -o is a folder that Spark writes. See docs/large-graphs.md."
    )(command)


def _choose_engine(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    not_empty(ctx, param, value)
    if value is None:
        return None
    from ...scale.engines.spark_session import MASTERS

    if not MASTERS.fullmatch(value):
        raise click.BadParameter(
            f"{value!r} is no master of Spark; give local[2], spark://HOST:PORT, yarn or k8s://URL", ctx, param
        )
    return value


def audit_on_engine(master: str, columns: str, selection: Selection, output: str | None) -> Summary:
    """Audit the claims whose columns are under this path; write claims and findings where ``output`` is a folder.

    Raises :class:`~ldn_graph.errors.OutputError` where there is something under that path, and
    :class:`~ldn_graph.errors.GraphNotFoundError` where there are no columns, or those of another edition.
    """
    from ...scale.column_audit import Asked
    from ...scale.columns.schema import TABLES
    from ...scale.columns.state import MANIFEST, made_from, parse_manifest
    from ...scale.engines.spark import Spark
    from ...scale.engines.spark_session import open_spark
    from ...scale.named_columns import find_condition, find_paper
    from ...scale.session import Options, Session
    from ...scale.spark_audit import PARTS, SparkAudit

    with _telling() as tell, open_spark(master) as spark:
        tell("columns")
        engine = Spark(spark, tell)
        if output is not None and any(engine.exists(f"{output}/{part}") for part in PARTS):
            raise OutputError(f"{output}: there is an audit in it; give -o the name of a new folder")
        manifest = parse_manifest(engine.read_text(f"{columns.rstrip('/')}/{MANIFEST}"))
        if manifest is None or manifest.made_from != made_from("") or manifest.faults:
            problem = "no columns in it, or those of another edition of this package"
            raise GraphNotFoundError(f"{columns}: {problem}; write them with: ldn-graph export columns -o PATH")
        if not manifest.rows.get("claims"):
            raise GraphNotFoundError.without_claims(columns)
        tables = {table.name: f"{columns.rstrip('/')}/{table.name}.parquet" for table in TABLES}
        if selection.condition or selection.without:
            for name in ("claims", "lines", "entities", "entity_names", "broader", "sources", "source_keys"):
                engine.open(name, tables[name])
        condition = find_condition(engine, selection.condition) if selection.condition else None
        papers = [paper for name in selection.without for paper in find_paper(engine, name)]
        options = Options(selection.as_of, frozenset(number for number, _ in papers), selection.nulls_dispute)
        asked = Asked(selection.statuses, selection.flags)
        session = Session(tables, options, condition=condition, engine=engine)
        audit = SparkAudit(session, engine, options, asked, sorted({key for _, key in papers}), tell)
        summary = audit.summary
        if output is not None:
            audit.write(output)
    return summary


def columns_on_engine(master: str, paths: Sequence[str], folder: str) -> Made:
    """Write the columns of the N-Triples under these paths into a folder.

    Raises :class:`~ldn_graph.errors.OutputError` where there is something under it, and
    :class:`~ldn_graph.errors.ModelError` where the statements cannot be read as claims.
    """
    from ...scale.columns.spark_making import make_on_spark
    from ...scale.engines.spark import Spark
    from ...scale.engines.spark_session import open_spark

    if not paths:
        raise click.UsageError("--engine reads N-Triples; say where with --graph")
    with _telling() as tell, open_spark(master) as spark:
        engine = Spark(spark, tell)
        if engine.exists(folder):
            raise OutputError(f"{folder}: it is there; give -o the name of a new folder")
        made = make_on_spark(engine, paths, folder)
    if made.faults:
        node, fault = made.faults[0]
        raise ModelError(
            paths[0], node, fault, "no columns can be made of it; ldn-graph validate says more, of files that fit here"
        )
    return made


@contextmanager
def _telling() -> Iterator[Callable[[str], None]]:
    """Tells in a terminal what is computed, on one line."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    try:
        yield lambda name: click.echo(f"\r\x1b[K{name.replace('_', ' ')} ...", nl=False, err=True)
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)
