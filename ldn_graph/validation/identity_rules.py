"""Rules on what sources and entities are told from one another by: one paper is one source, one thing one entity.

:mod:`~ldn_graph.sources.identity` reads identifiers, however they are written. An audit counts sources that share one
as one study; what validation says of them is what a person should put right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.alike import fold
from ..model.identifiers import curie_remedy
from ..model.vocab import BIBO, DCTERMS, ENTITY_KINDS, FOAF, LDN, RDFS, REPORT_TIES, SKOS, local_id, shorten
from ..sources.identity import DOI, Reference, read_reference
from ..sources.papers import Groups, Identity, read_identity
from .checked_graph import CheckedGraph
from .mistakes import Mistake, excerpt, find_repeated, plain_text

_WRITTEN = (BIBO.doi, BIBO.pmid, DCTERMS.identifier, FOAF.page)
_KINDS = {"doi": BIBO.doi, "pmid": BIBO.pmid, "pmc": DCTERMS.identifier, "arxiv": DCTERMS.identifier}
"""Identifiers of which a paper has one, and where they are written."""


def identity_in(graph: CheckedGraph, source: str) -> Identity:
    """What a source is told from others by, of the first values of its properties."""
    doi, pmid = (min(_literals(graph, source, path), default=None) for path in (BIBO.doi, BIBO.pmid))
    pages = [page for page in graph.targets(source, FOAF.page) if not page.startswith("_:")]
    part = bool(_literals(graph, source, DCTERMS.isPartOf))
    identifiers = tuple(_literals(graph, source, DCTERMS.identifier))
    return read_identity(doi, pmid, identifiers, min(pages, default=None), part=part)


def _literals(graph: CheckedGraph, node: str, path: str) -> list[str]:
    return [value.value for value in graph.values(node, path) if not isinstance(value, str)]


def _read(path: str, text: str) -> Reference:
    """What a value of one of these properties refers to."""
    return read_reference(f"PMID:{text}" if path == BIBO.pmid and text.isdecimal() else text)


def find_duplicate_sources(graph: CheckedGraph) -> Iterator[Mistake]:
    """Sources that have an identifier of another, however either is written: they are one paper.

    It is advice of an ISBN and of an address, which two things may share. The number of a trial is shared by its
    reports.
    """
    sources = graph.typed(LDN.Source)
    keyed = ((key, source) for source in sources for key in identity_in(graph, source).paper)
    for key, source, other in find_repeated(keyed):
        path, text = _where(graph, source, key)
        severity = "Warning" if key.startswith(("isbn:", "http")) else "Violation"
        problem = f"{shorten(path)} {excerpt(text)}: {graph.name(other)} has it too"
        remedy = "make one source of the two, or mend the identifier"
        yield Mistake("duplicate-source", source, path, text, problem, remedy, severity)


def _where(graph: CheckedGraph, source: str, key: str) -> tuple[str, str]:
    """The property and the text that a key of a source was read from."""
    written = ((path, text) for path in _WRITTEN for text in sorted(graph.texts(source, path)))
    return next((path, text) for path, text in written if _read(path, text).key == key)


def find_conflicting_identifiers(graph: CheckedGraph) -> Iterator[Mistake]:
    """Sources that are one paper by one identifier, and are not by another: one DOI and two numbers of PubMed."""
    sources = graph.typed(LDN.Source)
    keys = {source: identity_in(graph, source).paper for source in sources}
    papers = Groups()
    papers.join_by_keys(keys.items())
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for source in sources:
        for key in keys[source]:
            kind = key.partition(":")[0]
            other, its_key = first.setdefault((papers.first(source), kind), (source, key))
            if key != its_key and kind in _KINDS:
                path, text = _where(graph, source, key)
                has = "it has another" if other == source else f"{graph.name(other)}, the same paper, has another"
                problem = f"{shorten(path)} {excerpt(text)}, where {has}: {its_key}"
                remedy = "look both up, and mend the one that is wrong"
                yield Mistake("conflicting-identifiers", source, path, text, problem, remedy, "Warning")


def find_strange_identifiers(graph: CheckedGraph) -> Iterator[Mistake]:
    """Identifiers that are not in their plain form, and those that cannot be what they say.

    Capitals of a DOI, hyphens of an ISBN and the version of a preprint in arXiv are as good as none.
    """
    for source in graph.typed(LDN.Source):
        for path in (BIBO.doi, DCTERMS.identifier):
            for text in graph.texts(source, path):
                if (path == BIBO.doi and not re.fullmatch(DOI, text)) or (path != BIBO.doi and curie_remedy(text)):
                    continue  # which is another mistake
                reference = _read(path, text)
                told = f'{shorten(path)} "{excerpt(text)}"'
                if reference.doubt and not reference.resolvable:
                    yield Mistake("identifier-form", source, path, text, f"{told}: in doubt", reference.doubt)
                elif remedy := _plain_form(path, text, reference):
                    problem = f"{told}: not in its plain form"
                    yield Mistake("identifier-form", source, path, text, problem, remedy, "Warning")


def _plain_form(path: str, text: str, reference: Reference) -> str | None:
    """How an identifier is to be written where it is; None where it is written so, or cannot be read."""
    if path == BIBO.doi:
        return f'write it as "{reference.doi}"' if reference.doi and reference.doi != text else None
    for proper, identifier in ((BIBO.doi, reference.doi), (BIBO.pmid, reference.pmid)):
        if identifier:
            return f'write it as {shorten(proper)} "{identifier}"'
    if reference.identifier is None or reference.identifier.startswith(("isbn:", "arxiv:")):
        return None
    return f'write it as "{reference.identifier}"' if reference.identifier != text else None


def find_stated_identities(graph: CheckedGraph) -> Iterator[Mistake]:
    """Sources that state another identity than that of their identifiers."""
    for source in graph.typed(LDN.Source):
        keys = identity_in(graph, source).study
        for text in (t for t in graph.texts(source, LDN.identity) if t not in keys):
            problem = f'ldn:identity "{excerpt(text)}" is none of its identifiers'
            remedy = "leave ldn:identity out: it is filled in from the identifiers"
            yield Mistake("other-identity", source, LDN.identity, text, problem, remedy, "Warning")


def find_versions_the_other_way(graph: CheckedGraph) -> Iterator[Mistake]:
    """Articles that point to their preprint: what is read is the preprint's pointing to its article."""
    has_version = f"{DCTERMS.iri}hasVersion"
    for source in graph.typed(LDN.Source):
        for other in graph.targets(source, has_version):
            if source not in graph.targets(other, DCTERMS.isVersionOf):
                problem = f"dcterms:hasVersion {graph.name(other)}: read by nothing here"
                remedy = f"write {graph.name(other)} dcterms:isVersionOf {graph.name(source)}"
                yield Mistake("version-direction", source, has_version, plain_text(other), problem, remedy, "Warning")


def find_ties_from_aside(graph: CheckedGraph) -> Iterator[Mistake]:
    """Sources without an evidence line that tie others to one study: an audit reads that of sources with a line."""
    sources = graph.typed(LDN.Source)
    used = {source for line in graph.typed(LDN.EvidenceLine) for source in graph.targets(line, LDN.source)}
    keys = {source: identity_in(graph, source).study for source in sources}
    bearing = [source for source in sources if source in used]
    studies = Groups()
    for source in bearing:
        for other in _tied(graph, source):
            studies.join(source, other)
    studies.join_by_keys((source, keys[source]) for source in bearing)
    owners = {key: source for source in bearing for key in keys[source]}
    for source in (source for source in sources if source not in used):
        ties = [*_tied(graph, source), *(owners[key] for key in keys[source] if key in owners)]
        tied = list({studies.first(other): other for other in ties if other in used}.values())
        if len(tied) > 1:
            names = " and ".join(map(graph.name, tied))
            problem = f"ties {names}, and bears on no claim itself: the audit does not see it"
            remedy = f"write {graph.name(tied[0])} ldn:sameStudyAs {graph.name(tied[1])}"
            yield Mistake("tie-from-aside", source, LDN.sameStudyAs, plain_text(tied[0]), problem, remedy, "Warning")


def _tied(graph: CheckedGraph, source: str) -> list[str]:
    return [other for path in REPORT_TIES for other in graph.targets(source, path)]


def find_alike_keys(graph: CheckedGraph) -> Iterator[Mistake]:
    """Sources whose keys look alike: they differ by capitals or Unicode form, or in what stands before them.

    So do a key that was no part of an IRI as it stood, *younger 2013*, and one that is what it became, *younger-2013*.
    """
    keys = {source: fold(local_id(source)) for source in graph.typed(LDN.Source) if source[:2] != "_:"}
    plain = {*keys.values()}
    alike = ((made if (made := _MADE.sub("", key)) in plain else key, source) for source, key in keys.items())
    for _, source, other in find_repeated(alike):
        problem = f"its key {local_id(source)} looks like that of {graph.name(other)}"
        remedy = "make one source of the two, or give one of them another key"
        yield Mistake("alike-keys", source, None, None, problem, remedy, "Warning")


_MADE = re.compile("__[0-9a-f]{12}$")
"""What an import puts behind a key that cannot be part of an IRI as it stands."""


def find_alike_names(graph: CheckedGraph) -> Iterator[Mistake]:
    """Entities of one kind whose names look alike: they differ by blanks, capitals or Unicode form, or in nothing.

    None is told of two that are matched to different terms of an ontology.
    """
    for kind in ENTITY_KINDS:
        named = ((fold(text), node) for node in graph.typed(LDN[kind]) for text in graph.texts(node, RDFS.label))
        for _, node, other in find_repeated(named):
            terms, its_terms = ({*graph.targets(n, SKOS.exactMatch)} for n in (node, other))
            if terms and its_terms and not terms & its_terms:
                continue
            problem = f"its name looks like that of {graph.name(other)}"
            remedy = "make one entity of the two, or tell them apart by their names"
            yield Mistake("alike-names", node, RDFS.label, None, problem, remedy, "Warning")
