"""What leaves the package: SPARQL results, tables and JSON documents, as text or bytes.

SPARQL results follow the W3C recommendations: SPARQL 1.1 Query Results JSON, XML, and
CSV and TSV. Graphs (CONSTRUCT, DESCRIBE) are written as Turtle, N-Triples, RDF/XML or
JSON-LD, their triples sorted. Tables are for people: control characters are shown as
a replacement mark, so that a label cannot steer a terminal.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from .errors import OutputError, QueryResultError
from .vocab import PREFIXES, shorten

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox

    from .audit import Audit, ClaimAudit
    from .flags import Triple

RESULT_FORMATS = ("table", "json", "xml", "csv", "tsv")
GRAPH_FORMATS = ("turtle", "ntriples", "rdfxml", "jsonld")
ENDINGS: Mapping[str, str] = {
    ".json": "json", ".srj": "json", ".xml": "xml", ".srx": "xml", ".csv": "csv", ".tsv": "tsv", ".txt": "table",
    ".md": "markdown", ".ttl": "turtle", ".nt": "ntriples", ".rdf": "rdfxml", ".jsonld": "jsonld",
}  # fmt: skip
"""The format that a file's ending asks for."""

Row = Sequence[object]

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


# SPARQL results ---------------------------------------------------------------------------------


def serialize_result(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, form: str | None) -> bytes:
    """A query's result as bytes; ``form`` None is a table for rows and answers, Turtle for graphs.

    Raises :class:`~ldn_graph.errors.QueryResultError` where the format cannot hold the result.
    """
    import pyoxigraph as ox

    if isinstance(result, ox.QueryTriples):
        return _serialize_graph(result, form or "turtle")
    if (form or "table") == "table":
        if isinstance(result, ox.QueryBoolean):
            return b"true\n" if result else b"false\n"
        names = [v.value for v in result.variables]
        rows = [[_term(solution[n]) for n in range(len(names))] for solution in result]
        return text_table(names, rows).encode()
    known = {
        "json": ox.QueryResultsFormat.JSON,
        "xml": ox.QueryResultsFormat.XML,
        "csv": ox.QueryResultsFormat.CSV,
        "tsv": ox.QueryResultsFormat.TSV,
    }
    if form not in known:
        raise QueryResultError(
            f"{form} cannot hold the result of a SELECT or ASK; take one of {', '.join(RESULT_FORMATS)}"
        )
    data = result.serialize(format=known[form]) or b""
    return data if data.endswith(b"\n") else data + b"\n"


def _serialize_graph(triples: Iterable[ox.Triple], form: str) -> bytes:
    import pyoxigraph as ox

    known = {
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "rdfxml": ox.RdfFormat.RDF_XML,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    if form not in known:
        raise QueryResultError(f"{form} cannot hold a graph; take one of {', '.join(GRAPH_FORMATS)}")
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    ordered = sorted((q.triple for q in dataset), key=str)
    used = {n: i for n, i in PREFIXES.items() if any(i in str(t) for t in ordered)}
    return ox.serialize(ordered, format=known[form], prefixes=used if form in ("turtle", "rdfxml") else None) or b""


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    import pyoxigraph as ox

    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return shorten(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)


# Tables -----------------------------------------------------------------------------------------


def printable(text: object) -> str:
    """The text on one line, with control and direction characters replaced.

    >>> printable("a\\x1b[2Jb")
    'a\\ufffd[2Jb'
    """
    return _CONTROLS.sub("\ufffd", " ".join(str(text).split()))


def text_table(names: Sequence[str], rows: Iterable[Row], width: int | None = None) -> str:
    """A table for a terminal: the last column is wrapped to the width, or left as it is where none is given.

    >>> print(text_table(["id", "claim"], [["C17", "39 of 40 improved"]]), end="")
    id   claim
    ---  -----------------
    C17  39 of 40 improved
    """
    import textwrap

    cells = [[printable(_blank(cell)) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(names, *cells, strict=True)]
    lead = sum(widths[:-1]) + 2 * (len(widths) - 1)
    if width is not None:
        widths[-1] = min(widths[-1], max(width - lead, 30))
    lines = [
        "  ".join(name.ljust(w) for name, w in zip(names, widths, strict=True)),
        "  ".join("-" * w for w in widths),
    ]
    for row in cells:
        last = textwrap.wrap(row[-1], widths[-1]) or [""] if width is not None else [row[-1]]
        lines.append("  ".join([*(cell.ljust(w) for cell, w in zip(row[:-1], widths[:-1], strict=True)), last[0]]))
        lines += [" " * lead + more for more in last[1:]]
    return "".join(line.rstrip() + "\n" for line in lines)


def markdown_table(names: Sequence[str], rows: Iterable[Row]) -> str:
    """A table in GitHub's Markdown; what would be markup or HTML in a cell is escaped."""

    def cell(value: object) -> str:
        return re.sub(r"([\\`*_\[\]<>|&#])", r"\\\1", printable(_blank(value)))

    lines = [names, ["---"] * len(names), *([cell(v) for v in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def csv_table(names: Sequence[str], rows: Iterable[Row]) -> str:
    """A table as RFC 4180 CSV, with a header and lines that end in CRLF."""
    import csv
    import io

    out = io.StringIO()
    csv.writer(out).writerows([names, *([_blank(v) for v in row] for row in rows)])
    return out.getvalue()


def json_text(document: object) -> str:
    """A JSON document, indented, in the order of its keys as given, with a newline at the end."""
    import json

    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _blank(value: object) -> object:
    return "" if value is None else value


# The audit --------------------------------------------------------------------------------------

CLAIM_COLUMNS = (
    "id", "iri", "label", "subject", "predicate", "object", "direction", "condition", "topic", "wording", "status",
    "as_published", "status_as_published", "best_level_for", "best_level_as_stated",
    "best_level_against", "studies", "flags", "sources",
)  # fmt: skip
FINDING_COLUMNS = ("severity", "rule", "claim", "message", "remedy", "because")


def claim_rows(audit: Audit) -> list[Row]:
    """One row a claim, as :data:`CLAIM_COLUMNS` names them; several values in a cell stand between spaces."""
    return [
        (
            c.claim.id, c.claim.iri, c.claim.label, c.claim.subject.id, shorten(c.claim.predicate), c.claim.object.id,
            c.claim.direction, c.claim.condition.id if c.claim.condition else None, c.claim.topic, c.claim.wording,
            c.status, c.as_published, c.status_as_published, c.best_level_for,
            c.best_level_as_stated, c.best_level_against, c.studies,
            " ".join(c.flags), " ".join(_source_ids(c)),
        )
        for c in audit.claims
    ]  # fmt: skip


def finding_rows(audit: Audit) -> list[Row]:
    """One row a finding, as :data:`FINDING_COLUMNS` names them; ``because`` is N-Triples."""
    return [
        (f.severity, f.rule, f.claim, f.message, f.remedy, " ".join(f"{' '.join(t)} ." for t in f.because))
        for f in audit.findings
    ]


def audit_document(audit: Audit) -> dict[str, object]:
    """The audit as the JSON document that ``audit.schema.json`` describes."""
    return {
        "summary": {
            "claims": len(audit.claims),
            "checked": audit.checked,
            "as_of": audit.as_of,
            "selected_from": audit.selected_from,
            "status": audit.count_statuses(),
            "as_published": audit.count_as_published(),
            "flags": audit.count_flags(),
        },
        "claims": [
            {
                "id": c.claim.id,
                "iri": c.claim.iri,
                "label": c.claim.label,
                "condition": c.claim.condition.id if c.claim.condition else None,
                "topic": c.claim.topic,
                "wording": c.claim.wording,
                "status": c.status,
                "as_published": c.as_published,
                "status_as_published": c.status_as_published,
                "flags": list(c.flags),
                "best_level_for": c.best_level_for,
                "best_level_as_stated": c.best_level_as_stated,
                "best_level_against": c.best_level_against,
                "independent_studies": c.studies,
                "sources": _source_ids(c),
                "because": _triples(c.because),
            }
            for c in audit.claims
        ],
        "findings": [
            {
                "rule": f.rule,
                "severity": f.severity,
                "claim": f.claim,
                "message": f.message,
                "remedy": f.remedy,
                "because": _triples(f.because),
            }
            for f in audit.findings
        ],
    }


def _triples(triples: Iterable[Triple]) -> list[list[str]]:
    return [list(t) for t in triples]


def _source_ids(audited: ClaimAudit) -> list[str]:
    return list(dict.fromkeys(line.source.id for line in audited.lines))


# Files ------------------------------------------------------------------------------------------


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside it first, then renamed over what was there.

    A link is followed and a file's permissions are kept; what is no ordinary file, such as
    a named pipe or ``/dev/stdout``, is written to as it is. Raises
    :class:`~ldn_graph.errors.OutputError`, with what was there untouched.
    """
    import contextlib
    import shutil

    target = path.resolve()
    beside = target.with_name(f".{os.getpid()}.part")
    try:
        if path.is_dir():
            raise OSError(0, "it is a folder")
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        beside.write_bytes(data)
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}; give another file with -o") from None
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
