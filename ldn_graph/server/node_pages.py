"""The pages of claims, entities and sources, and the same as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from ..audit.documents import claim_document, source_document
from ..audit.dossier import certainty_facts, change_facts, describe_line, describe_place, evidence_groups, line_facts
from ..audit.relations import find_relations
from ..audit.results import Audit, ClaimAudit
from ..audit.status import side_of
from ..audit.study_words import study_facts
from ..model.claims import Claim, Entity, EvidenceLine, Source
from ..model.vocab import local_id
from ..model.words import BEARING_WORDS, DESIGN_WORDS, FLAG_WORDS, PUBLISHED_WORDS, READ_WORDS, WORDING_WORDS
from ..output.characters import capital
from ..output.tables import json_text
from ..page.layout import look_of, status_word
from ..sources.citation import cite_source, end_sentence
from ..sources.standing.words import describe_standing
from .addresses import node_address
from .catalogue import Catalogue, Found, Node
from .catalogue_writer import ARTICLE, EVIDENCE
from .links_out import entity_links, source_links
from .node_reader import NodeReader
from .rendering import render

CLAIMS_ON_A_PAGE = 50
SOURCE_CLAIMS_ON_A_PAGE = 20
"""Of the claims that a source is evidence for: each is read, for the words on how it bears."""
_RESTING = 50  # claims that rest on another are named
_NARROWER = 100  # entities beneath another are named


class Pager(NamedTuple):
    """Which page of a list this is; ``at`` gives the address of another."""

    page: int
    last: int
    at: Callable[[int], str]


def make_pager(path: str, page: int, total: int, on_a_page: int, name: str = "page", **parameters: str) -> Pager:
    """The pager of a list at a path with these parameters, which are left out where they are empty."""
    last = max(1, -(-total // on_a_page))

    def at(number: int) -> str:
        given = {key: value for key, value in parameters.items() if value}
        return with_parameters(path, **given, **({name: str(number)} if number > 1 else {}))

    return Pager(min(page, last), last, at)


def with_parameters(path: str, **parameters: str) -> str:
    """An address with the parameters that are not empty."""
    given = {key: value for key, value in parameters.items() if value}
    return f"{path}?{urlencode(given)}" if given else path


# Claims ---------------------------------------------------------------------------------------------------------------


def claim_json(reader: NodeReader, iri: str) -> bytes:
    """As ``ldn-graph claim ID --format json`` writes it."""
    (audited,), _ = reader.audit([iri])
    return json_text(claim_document(audited)).encode("utf-8", "replace")


def claim_page(reader: NodeReader, iri: str) -> bytes:
    """What a claim says, what stands behind it, and what to look at."""
    (audited,), _ = reader.audit([iri])
    claim, catalogue = audited.claim, reader.catalogue
    relation = claim.relation
    return render(
        "claim.html",
        claim=claim,
        articles=[_source_node(article) for article in claim.articles],
        look=look_of(audited),
        word=capital(status_word(audited.status)),
        certainty=audited.certainty.words if audited.certainty else "",
        overclaim_words=audited.overclaim,
        reason=end_sentence(capital(audited.reason)),
        certainty_sentence=capital(audited.certainty.sentence) if audited.certainty else "",
        subject=relation and _entity_node(relation.subject),
        says=relation and describe_predicate(claim),
        object=relation and _entity_node(relation.object),
        context=claim.context and _entity_node(claim.context),
        groups=[
            (_heading(heading), f"evidence-{n}", [_line_fields(line, claim) for line in lines])
            for n, (heading, lines) in enumerate(evidence_groups(audited))
        ],
        searches=[
            (search.comment or "Nothing was found.", ", ".join(w for w in (search.searched_in, search.created) if w))
            for search in claim.searches
        ],
        findings=[
            f._replace(message=end_sentence(capital(f.message)), remedy=end_sentence(capital(f.remedy)))
            for f in audited.findings
        ],
        flag_words=FLAG_WORDS,
        facts=list(_claim_facts(audited)),
        said=_linker(_named(claim, catalogue)),
        links=[(label, nodes) for label, nodes in _claim_links(claim, catalogue) if nodes],
        sure=list(certainty_facts(audited.certainty)) if audited.certainty else [],
    )


def _named(claim: Claim, catalogue: Catalogue) -> Iterator[Node]:
    """What the audit of a claim may name by its id."""
    for source in (*claim.articles, *(line.source for line in claim.lines)):
        yield _source_node(source)
    yield from catalogue.find_all("source", claim.reports_on)
    yield from catalogue.find_all("claim", claim.rests_on)


def _linker(nodes: Iterable[Node]) -> Callable[[str], list[tuple[str, Node | None]]]:
    """A function that takes a text apart where it has the id of one of these nodes: words, and the node they name."""
    by_id = {node.id: node for node in nodes}
    ids = "|".join(map(re.escape, sorted(by_id, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![\w-])({ids})(?![\w-])" if ids else "(?!)")

    def take_apart(text: str) -> list[tuple[str, Node | None]]:
        pieces = pattern.split(text)  # every second one is an id
        return [(piece, by_id[piece] if n % 2 else None) for n, piece in enumerate(pieces) if piece]

    return take_apart


def describe_predicate(claim: Claim) -> str:
    """How subject and object of a claim are tied, in words: ``increases``, ``denied: treats``."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local_id(claim.predicate or "").replace("_", " ")).lower()
    if name == "affects" and claim.direction in _MOVES:
        says = _MOVES[claim.direction]
    else:
        says = ", ".join(filter(None, (name, claim.direction)))
    return f"denied: {says}" if claim.negated else says


_MOVES = {"increased": "increases", "decreased": "decreases"}
"""What *affects* is with a direction."""


def _heading(heading: str) -> str:
    return f"Evidence {heading}" if heading.startswith(("for", "against")) else capital(heading)


def _line_fields(line: EvidenceLine, claim: Claim) -> dict[str, object]:
    (_, kind), *facts = line_facts(line, claim.graded_topic)
    return {
        "source": _source_node(line.source),
        "links": list(source_links(line.source)),
        "bearing": capital(BEARING_WORDS[line.bearing]),
        "kind": kind,
        "comment": line.comment,
        "facts": facts,
    }


def _claim_facts(audited: ClaimAudit) -> Iterator[tuple[str, list[str]]]:
    claim = audited.claim
    yield "worded", [f"{WORDING_WORDS[claim.wording]} (topic: {claim.topic})"]
    if claim.passages:
        yield "stands in the article", list(describe_place(claim))
    yield "as published", [f"{PUBLISHED_WORDS[audited.as_published]}; by that alone: {audited.status_as_published}"]
    yield "levels of direct evidence", [f"for: {audited.level_for}", f"against: {audited.level_against}"]
    changes = [f"{label} {text}" for label, text in change_facts(audited)]
    yield "what would change the status", changes or ["the loss of no single line"]
    if claim.named_sources:
        yield "names, and does not cite", list(map(str, claim.named_sources))
    if claim.comment:
        yield "note", [claim.comment]


def _claim_links(claim: Claim, catalogue: Catalogue) -> Iterator[tuple[str, list[Node]]]:
    yield "cites for it", catalogue.find_all("source", claim.cited)
    yield "reports on", catalogue.find_all("source", claim.reports_on)
    yield "rests on", catalogue.find_all("claim", claim.rests_on)
    yield "rests on this", catalogue.resting_on(claim.iri, _RESTING)


def _entity_node(entity: Entity) -> Node:
    return Node("entity", entity.iri, entity.id, entity.label, entity.kind, 0)


def _source_node(source: Source) -> Node:
    return Node("source", source.iri, source.id, source.title or source.label, "", 0)


# Entities -------------------------------------------------------------------------------------------------------------


def entity_json(reader: NodeReader, node: Node, page: int, status: str) -> bytes:
    """What is recorded of an entity, and of the claims on it those of this page of the list."""
    iri = node.iri
    entity = reader.entity(iri)
    found = reader.catalogue.claims_of("entity", iri, (page - 1) * CLAIMS_ON_A_PAGE, CLAIMS_ON_A_PAGE, status=status)
    document = {
        "id": entity.id,
        "iri": entity.iri,
        "label": entity.label,
        "kind": entity.kind,
        "other_labels": list(entity.other_labels),
        "matches": list(entity.matches),
        "broader": list(entity.broader),
        "status": reader.catalogue.count_statuses_of(iri),
        "claims": _claims_fields(found),
        **_page_fields(found, page, CLAIMS_ON_A_PAGE),
    }
    return json_text(document).encode("utf-8", "replace")


def entity_page(reader: NodeReader, node: Node, page: int, status: str) -> bytes:
    """What an entity is called, where it stands in ontologies, and the claims on it."""
    entity, catalogue = reader.entity(node.iri), reader.catalogue
    path = node_address("entity", node.iri)
    found = catalogue.claims_of("entity", node.iri, (page - 1) * CLAIMS_ON_A_PAGE, CLAIMS_ON_A_PAGE, status=status)
    return render(
        "entity.html",
        node=node,
        entity=entity,
        kind=entity.kind or "Entity",
        identifiers=list(entity_links(entity)),
        broader=catalogue.find_all("entity", entity.broader),
        narrower=catalogue.beneath(node.iri, _NARROWER),
        counts=catalogue.count_statuses_of(node.iri),
        status=status,
        by_status=lambda name: with_parameters(path, status=name),
        found=found,
        pager=make_pager(path, page, found.total, CLAIMS_ON_A_PAGE, status=status),
    )


def _claims_fields(found: Found) -> list[dict[str, str]]:
    return [{"id": n.id, "iri": n.iri, "label": n.label, "status": n.status, "standing": n.more} for n in found.nodes]


def _page_fields(found: Found, page: int, on_a_page: int) -> dict[str, int]:
    return {"number_of_claims": found.total, "page": page, "pages": max(1, -(-found.total // on_a_page))}


# Sources --------------------------------------------------------------------------------------------------------------


def source_json(reader: NodeReader, iri: str, page: int) -> bytes:
    """As ``ldn-graph source KEY --format json`` writes it, but for the claims: those of this page of the list."""
    source, related = reader.source(iri)
    found = _borne(reader, iri, page)
    audited, _ = reader.audit([node.iri for node in found.nodes])
    document = {
        **source_document(source, Audit(audited), related),
        **_page_fields(found, page, SOURCE_CLAIMS_ON_A_PAGE),
    }
    return json_text(document).encode("utf-8", "replace")


def source_page(reader: NodeReader, node: Node, page: int, made: int) -> bytes:
    """What a source is, whether it stands, which claims it makes and what it says of others."""
    source, related = reader.source(node.iri)
    catalogue, path = reader.catalogue, node_address("source", node.iri)
    first = (made - 1) * CLAIMS_ON_A_PAGE
    makes = catalogue.claims_of("source", node.iri, first, CLAIMS_ON_A_PAGE, how=ARTICLE)
    found = _borne(reader, node.iri, page)
    audited, _ = reader.audit([claim.iri for claim in found.nodes])
    relations = find_relations(source, related)
    return render(
        "source.html",
        source=source,
        citation=cite_source(source),
        links=list(source_links(source)),
        gone=not source.counts(),
        standing=capital(describe_standing(source)),
        facts=list(_source_facts(source)),
        relations=[
            (label, nodes) for label, iris in relations.items() if (nodes := catalogue.find_all("source", iris))
        ],
        makes=makes if makes.total else None,
        made_pager=make_pager(path, made, makes.total, CLAIMS_ON_A_PAGE, "made"),
        bears=found,
        shown=[(claim, list(_bearings(a, node.iri))) for claim, a in zip(found.nodes, audited, strict=True)],
        pager=make_pager(path, page, found.total, SOURCE_CLAIMS_ON_A_PAGE),
    )


def _borne(reader: NodeReader, iri: str, page: int) -> Found:
    first = (page - 1) * SOURCE_CLAIMS_ON_A_PAGE
    return reader.catalogue.claims_of("source", iri, first, SOURCE_CLAIMS_ON_A_PAGE, how=EVIDENCE)


def _bearings(audited: ClaimAudit, source: str) -> Iterator[tuple[str, str]]:
    for line in (*audited.lines, *audited.fallen):
        if line.source.iri == source:
            words = f"{BEARING_WORDS[line.bearing]} ({describe_line(line, audited.claim.graded_topic)})"
            neither = "; counts neither way" if side_of(line) in ("no-difference", "no-participants") else ""
            yield capital(words) + neither, line.comment or ""


def _source_facts(source: Source) -> Iterator[tuple[str, str]]:
    several: Iterable[tuple[str, object]] = (
        ("read as", READ_WORDS.get(source.read_as or "")),
        ("design", DESIGN_WORDS.get(source.design or "")),
        ("participants", None if source.participants is None else f"{source.participants:,}"),
        ("population", source.population),
        ("intervention", source.intervention),
        ("comparator", source.comparator),
        ("outcome", source.outcome),
        ("found", source.result),
        ("limits", source.limitation),
        ("note", source.comment),
        *study_facts(source.study),
    )
    return ((label, str(value)) for label, value in several if value)


def missing_json(message: str, near: Iterable[Node]) -> bytes:
    """That there is no such node, and which are near."""
    nodes = [{"kind": node.kind, "id": node.id, "iri": node.iri, "label": node.label} for node in near]
    return json.dumps({"error": message, "near": nodes}, ensure_ascii=False, indent=2).encode("utf-8", "replace")
