"""The rules that SHACL core cannot say, or only slowly.

Each rule is a small function that goes through a graph and yields what is wrong; :data:`RULES` names them
all. They ask whether

* the words exist: terms of our own vocabulary, slips for published ones, nodes that nothing describes;
* the values can be what they say: literals by their datatype, identifiers by their registry;
* things that stand apart agree: sources told twice, claims with one id, claims that are their own
  evidence or rest on one another in a circle, units that cannot be compared, offsets beyond the text.

What a rule tells of a value, the shapes need not tell again: ``validate.py`` sees to that.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter

from .claims import natural_key
from .identifiers import curie_remedy, iri_remedy
from .index import Value
from .linked import Linked, Mistake, plain, show
from .literals import lexical_remedy
from .vocab import (
    BIBO,
    BIOLINK,
    CITO,
    DC,
    DCTERMS,
    FOAF,
    LDN,
    OA,
    PREFIXES,
    PROV,
    RDF,
    RDFS,
    SKOS,
    XSD,
    local_id,
    shorten,
)

# The words exist ----------------------------------------------------------------------------


def _uses(said: Linked, terms: Container[str]) -> Iterator[tuple[str, str, str | None, str]]:
    """Each use of one of the terms as a predicate, value or datatype: node, path, value, term."""
    if not terms:
        return
    for node, properties in said.nodes.items():
        for path in properties:
            if path in terms:
                yield node, path, None, path
    for node, path, value in said.triples:
        term = value if isinstance(value, str) else value.datatype.value
        if term in terms:
            yield node, path, plain(value), term


def _find_unknown_terms(said: Linked) -> Iterator[Mistake]:
    """Terms of our own namespace that are in no closed vocabulary."""
    ours = (t for t in said.terms if t.startswith(LDN.iri) and t != LDN.iri)
    near = {t: LDN.suggest(t[len(LDN.iri) :]) for t in ours if t not in LDN}
    for node, path, value, term in _uses(said, near):
        remedy = f"did you mean {near[term]}?" if near[term] else "ldn_graph/vocabulary.ttl lists the terms"
        yield Mistake("unknown-term", node, path, value, f"{shorten(term)} is not a term of the vocabulary", remedy)


_PUBLISHED = {ns.iri: ns for ns in (BIBO, BIOLINK, CITO, DC, DCTERMS, FOAF, OA, PROV, RDF, RDFS, SKOS, XSD)}
_LIKE_OURS = frozenset({"bibo:issuer", "biolink:PhysiologicalProcess", "biolink:subject_direction_qualifier"})
"""Terms that exist, that rdflib does not list, and that look like a slip for one that is read here."""


def _find_misspelt_terms(said: Linked) -> Iterator[Mistake]:
    """Terms of published vocabularies that do not exist and are near to one that is read here."""
    meant = {term: near for term in said.terms if (near := nearest_term(term))}
    for node, path, value, term in _uses(said, meant):
        problem = f"{shorten(term)} is read by nothing here"
        yield Mistake("misspelt-term", node, path, value, problem, f"did you mean {meant[term]}?", "Warning")


def nearest_term(iri: str) -> str | None:
    """The term that is read here and that this one is a slip for, as a CURIE; None where it is none.

    >>> nearest_term("http://purl.org/ontology/bibo/volme")
    'bibo:volume'
    """
    namespace = next((ns for base, ns in _PUBLISHED.items() if iri.startswith(base)), None)
    if namespace is None or iri in namespace or shorten(iri) in _LIKE_OURS:
        return None
    names = {name.lower(): name for name in sorted(namespace.names)}
    near = get_close_matches(iri[len(namespace.iri) :].lower(), list(names), n=1, cutoff=0.85)
    return f"{namespace.prefix}:{names[near[0]]}" if near and not _is_published(iri) else None


def _is_published(iri: str) -> bool:
    """The term is in one of the vocabularies that rdflib holds completely."""
    from rdflib import namespace as ns

    return any(iri in known for known in (ns.DC, ns.DCTERMS, ns.FOAF, ns.PROV, ns.RDF, ns.RDFS, ns.SKOS, ns.XSD))


_OWN = tuple(PREFIXES[p] for p in ("claim", "entity", "evidence", "quantity", "source"))
_READ = frozenset(
    {
        RDF.subject, RDF.object, BIOLINK.disease_context_qualifier, BIOLINK.has_evidence,
        LDN.source, LDN.statedAt, LDN.quantity, LDN.numerator, LDN.denominator,
    }
)  # fmt: skip
"""Properties of claims and evidence whose value must be described, whatever its namespace."""


def _find_dangling(said: Linked) -> Iterator[Mistake]:
    """Nodes that something points to and nothing describes."""
    for node, path, value in said.triples:
        if not isinstance(value, str) or value in said.nodes:
            continue
        if value.startswith(_OWN) or (path in _READ and any(t in LDN for t in said.types(node))):
            near = _nearest_node(said, value)
            remedy = f"did you mean {near}?" if near else "describe it, or mend the IRI"
            problem = f"{shorten(path)} {show(plain(value))}: nothing in this graph describes it"
            yield Mistake("dangling", node, path, plain(value), problem, remedy)


def _nearest_node(said: Linked, iri: str) -> str | None:
    if iri.startswith("_:"):
        return None
    base = iri.removesuffix(local_id(iri))
    names = [n.removeprefix(base) for n in said.nodes if n.startswith(base)]
    near = get_close_matches(local_id(iri), names, n=1, cutoff=0.8) if len(names) < 5000 else []
    return shorten(base + near[0]) if near else None


# The values can be what they say ------------------------------------------------------------


def _find_ill_typed(said: Linked) -> Iterator[Mistake]:
    """Literals whose text is not of their datatype: ``"12"^^xsd:date``."""
    remedies: dict[Value, str | None] = {}
    for node, path, value in said.triples:
        if isinstance(value, str):
            continue
        if value not in remedies:
            remedies[value] = lexical_remedy(value)
        if remedy := remedies[value]:
            problem = f'{shorten(path)} "{show(value.value)}": not of its datatype {shorten(value.datatype.value)}'
            yield Mistake("ill-typed", node, path, value.value, problem, remedy)


_MATCHES = frozenset(f"{SKOS.iri}{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related"))


def _find_malformed_matches(said: Linked) -> Iterator[Mistake]:
    """Values of ``skos:exactMatch`` and its kin that cannot be identifiers of their ontology."""
    for node, path, value in said.triples:
        if path not in _MATCHES:
            continue
        if not isinstance(value, str):
            problem = f'{shorten(path)} "{show(value.value)}": text, not an IRI'
            yield Mistake("match-identifier", node, path, value.value, problem, "write the IRI of the term")
        elif remedy := iri_remedy(value):
            problem = f"{shorten(path)} {show(value)}: no identifier of that ontology looks like this"
            yield Mistake("match-identifier", node, path, value, problem, remedy)


def _find_malformed_curies(said: Linked) -> Iterator[Mistake]:
    """Values of ``dcterms:identifier`` on sources that are no CURIE, or not of their registry's form."""
    for node in said.typed(LDN.Source):
        for text in said.texts(node, DCTERMS.identifier):
            if remedy := curie_remedy(text):
                problem = f'dcterms:identifier "{show(text)}": no such identifier can exist'
                yield Mistake("curie", node, DCTERMS.identifier, text, problem, remedy)


# Things that stand apart agree --------------------------------------------------------------


def _find_duplicates(said: Linked) -> Iterator[Mistake]:
    """Sources that have the DOI (in whatever case) or the PubMed identifier of another."""
    for path in (BIBO.doi, BIBO.pmid):
        first: dict[str, str] = {}
        for node in said.nodes:
            for text in said.texts(node, path):
                other = first.setdefault(text.lower(), node)
                if other != node:
                    problem = f"{shorten(path)} {show(text)}: {said.name(other)} has it too"
                    remedy = "make one source of the two, or mend the identifier"
                    yield Mistake("duplicate-source", node, path, text, problem, remedy)


def _find_shared_ids(said: Linked) -> Iterator[Mistake]:
    """Claims whose IRIs end alike: commands and reports know a claim by that last part."""
    first: dict[str, str] = {}
    for node in said.typed(LDN.Claim):
        other = first.setdefault(local_id(node), node)
        if other != node:
            problem = f"its id {local_id(node)} is also that of {said.name(other)}"
            yield Mistake("shared-id", node, None, None, problem, "give one of them another last part")


def _find_own_evidence(said: Linked) -> Iterator[Mistake]:
    """Claims that are given as evidence for themselves."""
    for node in said.typed(LDN.Claim):
        if node in said.values(node, BIOLINK.has_evidence):
            problem = "the claim is given as evidence for itself"
            remedy = "point biolink:has_evidence to an evidence line"
            yield Mistake("own-evidence", node, BIOLINK.has_evidence, plain(node), problem, remedy)


def _find_circles(said: Linked) -> Iterator[Mistake]:
    """Claims that rest on one another in a circle."""
    rests = {n: dict.fromkeys(said.targets(n, LDN.restsOn)) for n, node in said.nodes.items() if LDN.restsOn in node}
    while True:
        try:
            TopologicalSorter(rests).prepare()
            return
        except CycleError as error:
            circle = list(reversed(error.args[1]))[:-1]
        start = circle.index(min(circle, key=natural_key))
        circle = circle[start:] + circle[: start + 1]
        names = " -> ".join(said.name(n) for n in circle)
        problem = f"claims rest on one another in a circle: {names}"
        yield Mistake("circle", circle[0], LDN.restsOn, plain(circle[1]), problem, "take one ldn:restsOn away")
        del rests[circle[0]][circle[1]]  # so that the next circle is found


def _find_mixed_units(said: Linked) -> Iterator[Mistake]:
    """Quantities of one thing, on one claim and its evidence, that cannot be compared for their units."""
    for claim in said.typed(LDN.Claim):
        first: dict[Value, tuple[str, str]] = {}
        for owner in (claim, *said.targets(claim, BIOLINK.has_evidence)):
            for node in said.targets(owner, LDN.quantity):
                what = next(iter(said.values(node, LDN.ofWhat)), None)
                unit = next(iter(said.texts(node, LDN.unit)), None)
                if what is None or unit is None:
                    continue
                other, its_unit = first.setdefault(what, (node, unit))
                if unit != its_unit:
                    problem = f"ldn:unit {show(unit)}: {said.name(other)}, of the same thing, has {show(its_unit)}"
                    remedy = "give both in one unit, or say in ldn:ofWhat how they differ"
                    yield Mistake("mixed-units", node, LDN.unit, unit, problem, remedy)


def _find_beyond_text(said: Linked) -> Iterator[Mistake]:
    """Passages that end after the article does, where its text is known."""
    if said.article is None:
        return
    length = len(said.article)
    for node in said.nodes:
        for end in said.texts(node, OA.end):
            if end.isdecimal() and (len(end) > 18 or int(end) > length):
                problem = f"oa:end {show(end)} lies outside the text, which has {length:,} characters"
                remedy = "give the text that the offsets were taken from, or mark the passage anew"
                yield Mistake("beyond-text", node, OA.end, end, problem, remedy)


RULES: Mapping[str, Callable[[Linked], Iterator[Mistake]]] = {
    "unknown-term": _find_unknown_terms,
    "misspelt-term": _find_misspelt_terms,
    "dangling": _find_dangling,
    "ill-typed": _find_ill_typed,
    "match-identifier": _find_malformed_matches,
    "curie": _find_malformed_curies,
    "duplicate-source": _find_duplicates,
    "shared-id": _find_shared_ids,
    "own-evidence": _find_own_evidence,
    "circle": _find_circles,
    "mixed-units": _find_mixed_units,
    "beyond-text": _find_beyond_text,
}
"""The rules, by name."""
