"""The main job: validate, audit, draw and export a graph into one folder."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from ..audit.audit import audit_claims
from ..audit.documents import audit_document
from ..audit.results import Audit
from ..audit.tables import CLAIM_COLUMNS, FINDING_COLUMNS, claim_rows, finding_rows
from ..errors import GraphNotFoundError, ModelError, OutputError
from ..model.graph import Graph
from ..network.formats import serialize_network
from ..network.graph import build_network
from ..output.counts import count_words
from ..output.tables import csv_table, json_text
from ..rdf.contents import read_contents
from ..validation.report import validate_graph
from .render import render_page

FILES = ("index.html", "audit.json", "audit.csv", "claims.csv", "graph.graphml")


def write_report(
    graph: Graph, folder: Path, progress: Callable[[str], None], article: str | None = None
) -> tuple[Audit, tuple[Path, ...]]:
    """Write :data:`FILES` into the folder; the audit and the paths come back.

    ``progress`` is called with each stage as it begins; ``article`` is the article's raw text, for the page. All files
    are made before any is put in its place, so an error or an interruption leaves what was there. Raises
    :class:`~ldn_graph.errors.ModelError` where the graph does not conform,
    :class:`~ldn_graph.errors.GraphNotFoundError` where it holds no claims, and
    :class:`~ldn_graph.errors.OutputError` where the folder cannot be written.
    """
    _refuse_targets(folder)
    progress(f"reading {graph.name}")
    contents = read_contents(graph)
    claims = contents.claims
    if not claims:
        raise GraphNotFoundError.without_claims(graph.name)
    progress("validating")
    _refuse_invalid(graph)
    progress(f"auditing {count_words(len(claims), 'claim')}")
    audit = audit_claims(claims)
    progress("drawing")
    page = render_page(audit, cited=contents.cited, bodies=contents.bodies, modified=contents.modified, article=article)
    progress(f"writing {folder}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".ldn-graph-", dir=folder) as beside:
            made = Path(beside)
            (made / "index.html").write_text(page, encoding="utf-8", newline="")
            (made / "audit.json").write_text(json_text(audit_document(audit)), encoding="utf-8", newline="")
            (made / "audit.csv").write_text(
                csv_table(FINDING_COLUMNS, finding_rows(audit)), encoding="utf-8", newline=""
            )
            (made / "claims.csv").write_text(csv_table(CLAIM_COLUMNS, claim_rows(audit)), encoding="utf-8", newline="")
            (made / "graph.graphml").write_bytes(serialize_network(build_network(audit), "graphml"))
            for name in FILES:
                (made / name).replace(folder / name)
    except OSError as error:
        raise OutputError(
            f"{error.filename or folder}: {error.strerror or error}; give another folder with -o"
        ) from None
    return audit, tuple(folder / name for name in FILES)


def _refuse_targets(folder: Path) -> None:
    """Raise before any work where the folder is a file, or a folder stands where a file is to be."""
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder}: it is a file, not a folder; give another folder with -o")
    for name in FILES:
        if (folder / name).is_dir():
            raise OutputError(f"{folder / name}: a folder stands in the way; move it, or give another with -o")


def _refuse_invalid(graph: Graph) -> None:
    report = validate_graph(graph)
    if not report.conforms:
        wrong = report.violations
        first = wrong[0]
        problem = f"{first.message} ({first.remedy})"
        more = f"; {len(wrong) - 1} more" if len(wrong) > 1 else ""
        raise ModelError(first.place, first.focus_node, problem + more, "see all of them with: ldn-graph validate")
