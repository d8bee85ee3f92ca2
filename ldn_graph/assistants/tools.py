"""What an assistant may ask a graph: each tool is a function that reads and gives a JSON document.

To add a tool, write a function here whose first argument is the :class:`OpenGraph`, and name it in :data:`TOOLS`: its
docstring is what the assistant reads, its other arguments are what it may give. The documents are those of
``--format json`` (``docs/json.md``). What the graph does not have is refused by
:class:`~ldn_graph.errors.UnknownNameError`, with the nearest name: an empty answer could be taken for a finding.
Nothing here is advice, writes, or asks another host.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from ..audit.audit import audit_claims
from ..audit.documents import claim_document, claim_fields, source_document
from ..audit.results import Audit, ClaimAudit
from ..errors import GraphNotFoundError, InputError, QueryTimeoutError, UnknownNameError
from ..model.alike import fold
from ..model.claims import Source
from ..model.graph import Graph
from ..model.literals import to_python
from ..model.lookup import nearest
from ..model.vocab import local_id
from ..processes.children import CAN_FORK
from ..processes.time_limit import run_limited
from ..rdf.claim_reader import read_claims, read_sources
from ..sparql.names import LISTINGS, find_node
from .bounds import Document

if TYPE_CHECKING:
    import pyoxigraph as ox

MOST_ROWS = 200
"""Rows, claims or paths in one answer."""
LONGEST_DRAFT = 50_000
"""Characters of a text that is checked at once."""
SECONDS = 30
"""Time for a query in SPARQL, where the system can stop one."""


class OpenGraph(NamedTuple):
    """A graph with the audit of all its claims, and its sources by their IRIs, all read at the start.

    ``texts`` are, for each claim of the audit, what the words of a search are looked for in.
    """

    graph: Graph
    audit: Audit
    sources: Mapping[str, Source]
    texts: tuple[str, ...]


def read_graph(graph: Graph) -> OpenGraph:
    """The graph, read and audited as a whole. Raises what reading raises, and where it has no claim."""
    claims = read_claims(graph)
    if not claims:
        raise GraphNotFoundError.without_claims(graph.name)
    graph.prepare()
    audit = audit_claims(claims)
    return OpenGraph(graph, audit, {s.iri: s for s in read_sources(graph)}, tuple(map(_searched, audit.claims)))


def claims(opened: OpenGraph, words: str, limit: int = 20) -> Document:
    """The claims of the graph that hold all these words, in their text or in the names of what they are about.

    The beginning of a word is enough, as *autoimm*; an id is found by the whole of it.
    Each has its status, certainty, flags and sources. Begin here, then ask `claim` for one of them.
    """
    wanted = fold(words).split()
    beginnings = {word: re.compile(rf"(?<!\w){re.escape(word)}") for word in wanted}
    found = [
        audited
        for audited, text in zip(opened.audit.claims, opened.texts, strict=True)
        if all(word == fold(audited.claim.id) or begins.search(text) for word, begins in beginnings.items())
    ]
    if not found or not wanted:
        known = {word for text in opened.texts for word in text.split()} | {fold(a.claim.id) for a in opened.audit}
        near = [close for word in wanted if word not in known and (close := nearest(word, sorted(known)))]
        hint = f"did you mean {', '.join(near)}?" if near else "ask with fewer words"
        raise UnknownNameError(f"no claim of this graph holds the words {words!r}; {hint}")
    return {"found": len(found), "claims": [claim_fields(a) for a in found[: _limit(limit)]]}


def claim(opened: OpenGraph, name: str) -> Document:
    """One claim with everything found for and against it: status and why, certainty, evidence, searches, flags.

    `name` is its id, as C17, or its IRI.
    """
    return claim_document(opened.audit[find_node(opened.graph, name, "claim", "the tool claims")])


def source(opened: OpenGraph, name: str) -> Document:
    """One source: what it is, whether it still stands, and what it says of which claims, with how these stand.

    `name` is its key, DOI, PubMed number or IRI.
    """
    found = opened.sources[find_node(opened.graph, name, "source", LISTINGS["source"])]
    document = source_document(found, opened.audit, opened.sources.values())
    iris = (a.claim.iri for a in opened.audit.claims if any(e.source.iri == found.iri for e in a.claim.lines))
    return {**document, "claims": _standings(opened, iris)}


def paths(opened: OpenGraph, source: str, target: str, longest: int = 4, limit: int = 10) -> Document:
    """Paths from one entity to another through claims, the best supported first.

    A path is no better than its weakest hop, and is no proof of a mechanism. `longest` is the most hops, 6 at most.
    """
    from ..network.paths import find_paths, path_document

    start, end = (find_node(opened.graph, name, "entity", LISTINGS["entity"]) for name in (source, target))
    hops = max(1, min(longest, 6))
    some = list(islice(find_paths(opened.audit, start, end, longest=hops), _limit(limit) + 1))
    if not some:
        one, other = local_id(start), local_id(end)
        raise UnknownNameError(f"no path of {hops} hops or fewer leads from {one} to {other} in this graph")
    return {"more": len(some) > _limit(limit), "paths": [path_document(p) for p in some[: _limit(limit)]]}


def questions(opened: OpenGraph) -> Document:  # noqa: ARG001
    """The named questions that `ask` takes, with their parameters, and what each does not promise."""
    from ..sparql.questions import list_questions, question_document

    return {"questions": [question_document(question) for question in list_questions()]}


def ask(
    opened: OpenGraph, question: str, parameters: dict[str, str | list[str]] | None = None, limit: int = 50
) -> Document:
    """The answer to a named question of `questions`, with its parameters, or to a SELECT or ASK in SPARQL.

    The usual prefixes need no declaration; `ldn:` is the vocabulary, `claim:`, `source:` and `entity:` name nodes. What
    the rows name of claims is in `claims`, with status, certainty and sources. No rows mean that the graph does not
    say, and not that it is not so.
    """
    import pyoxigraph as ox

    from ..errors import QueryResultError
    from ..sparql.doubts import find_doubtful
    from ..sparql.questions import bind, query_bound, read_question, refuse_many

    query = question if "{" in question else read_question(question)
    sparql = bind(opened.graph, query, parameters or {})

    def answer() -> (
        tuple[tuple[str, ...], list[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, ...]]] | bool
    ):
        refuse_many(opened.graph, query, parameters or {}, SECONDS)
        result = query_bound(opened.graph, sparql, query)
        if isinstance(result, ox.QueryBoolean):
            return bool(result)
        if isinstance(result, ox.QueryTriples):
            raise QueryResultError("a CONSTRUCT or DESCRIBE gives triples; ask with SELECT or ASK")
        names = tuple(variable.value for variable in result.variables)
        return names, [tuple(row[n] for n in range(len(names))) for row in islice(result, _limit(limit) + 1)]

    try:
        answered = run_limited(answer, SECONDS if CAN_FORK else None)
    except QueryTimeoutError:
        raise QueryTimeoutError(f"the query was stopped after {SECONDS} s; ask for less") from None
    told: Document = {"doubts": list(find_doubtful(sparql, opened.graph))}
    if not isinstance(query, str):
        told["does_not_promise"] = query.not_promised
    if isinstance(answered, bool):
        return {"answer": answered, **told}
    names, rows = answered
    shown, prefixes = rows[: _limit(limit)], opened.graph.prefixes.iris
    iris = (term.value for row in shown for term in row if isinstance(term, ox.NamedNode))
    return {
        "more": len(rows) > len(shown),
        "rows": [dict(zip(names, (to_python(t, prefixes) for t in row), strict=True)) for row in shown],
        "claims": _standings(opened, iris),
        **told,
    }


def check(opened: OpenGraph, text: str) -> Document:
    """The sentences of a text that say what claims of the graph say, with how these stand and what is wrong with them.

    Give your answer before you send it: words that are too strong, numbers that are not those found, support that was
    lost. What was not matched is not thereby right.
    """
    from ..drafts.checking import check_draft
    from ..drafts.documents import report_document
    from ..drafts.draft import draft_of

    if len(text) > LONGEST_DRAFT:
        raise InputError(f"the text has {len(text):,} characters; give {LONGEST_DRAFT:,} at a time")
    report = check_draft(draft_of("text", text, guess_headings=False), opened.audit)
    iris = (matched.audited.claim.iri for sentence in report.told for matched in sentence.claims)
    return {**report_document(report, with_unmatched=True), "claims": _standings(opened, iris)}


TOOLS: tuple[Callable[..., Document], ...] = (claims, claim, source, paths, questions, ask, check)
"""The tools, the one to begin with first."""


def _limit(limit: int) -> int:
    return max(1, min(limit, MOST_ROWS))


def _searched(audited: ClaimAudit) -> str:
    """The text of a claim and the names of what it is about."""
    claim = audited.claim
    entities = [entity for entity in (claim.subject, claim.object, claim.condition) if entity]
    names = (name for entity in entities for name in (entity.label, *entity.other_labels))
    return fold(" ".join([claim.label, *names]))


def _standings(opened: OpenGraph, iris: Iterable[str]) -> list[dict[str, Any]]:
    """How the claims among these nodes stand, each once."""
    keys = ("id", "label", "status", "certainty", "overclaimed", "flags", "sources")
    named = dict.fromkeys(iris)
    fields = (claim_fields(audited) for audited in opened.audit.claims if audited.claim.iri in named)
    return [{key: entry[key] for key in keys} for entry in fields]
