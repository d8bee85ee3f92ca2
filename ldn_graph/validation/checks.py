"""The rules that SHACL core cannot say, or only slowly.

Each rule is a small function that goes through a graph and yields what is wrong; :data:`RULES` names them
all. They ask whether

* the words exist: terms of our own vocabulary, slips for published ones, predicates, nodes that nothing describes;
* the values can be what they say: literals by their datatype, identifiers by their registry, entities by their class;
* things that stand apart agree: sources told twice or on both sides, claims with one id, claims that are their own
  evidence or rest on one another in a circle, units and ratios that cannot be compared, offsets beyond the text.

What a rule tells of a value, the shapes need not tell again: ``validate.py`` sees to that.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter

from ..model.identifiers import curie_remedy, iri_remedy
from ..model.literals import DATES, DECIMALS, INTEGERS, has_datatype, is_number, lexical_remedy
from ..model.natural_order import natural_key
from ..model.predicates import list_terms, nearest_term, predicate_problem
from ..model.vocab import (
    AGAINST,
    BIBO,
    BIOLINK,
    CLASSES,
    DCTERMS,
    ENTITY_KINDS,
    FLAGS,
    IN_FAVOUR,
    LDN,
    OA,
    PREDICATES,
    PREFIXES,
    PROV,
    RDF,
    SCHEMES,
    SKOS,
    STATUSES,
    local_id,
    shorten,
)
from ..output.counts import count_words
from ..rdf.index import Value
from .linked import Linked, Mistake, plain, show
from .nearest import NearestNames

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


_COMPUTED = frozenset({"status", "statuses", "flag", "flags", *STATUSES, *FLAGS})
"""What is looked for as a term by those who want to write the answer of the audit."""


def _find_unknown_terms(said: Linked) -> Iterator[Mistake]:
    """Terms of our own namespace that are in no closed vocabulary."""
    unknown = {t for t in said.terms if t.startswith(LDN.iri) and t != LDN.iri and t not in LDN}
    for node, path, value, term in _uses(said, unknown):
        problem = f"{shorten(term)} is not a term of the vocabulary"
        remedy = _term_remedy(term[len(LDN.iri) :], None if value is None else path)
        yield Mistake("unknown-term", node, path, value, problem, remedy)


def _term_remedy(name: str, path: str | None) -> str:
    """What to write for a name that is no term; ``path`` is the property whose value it is, None for a property."""
    if name in _COMPUTED:
        return "take it away: statuses and flags are computed by `ldn-graph audit`, never written"
    allowed = _allowed_names(path)
    near = get_close_matches(name, sorted(allowed or LDN.names), n=1, cutoff=0.75 if allowed else 0.6)
    if near:
        return f"did you mean ldn:{near[0]}?"
    return f"write one of {list_terms(allowed)}" if allowed else "ldn_graph/vocabulary.ttl lists the terms"


def _allowed_names(path: str | None) -> tuple[str, ...]:
    """The names that a property takes as its value; none where that is not a closed list."""
    if path == RDF.type:
        return CLASSES
    if path == RDF.predicate:
        return PREDICATES
    return SCHEMES.get(path[len(LDN.iri) :], ()) if path and path.startswith(LDN.iri) else ()


def _find_misspelt_terms(said: Linked) -> Iterator[Mistake]:
    """Terms of published vocabularies that do not exist and are near to one that is read here."""
    meant = {term: near for term in said.terms if (near := nearest_term(term))}
    for node, path, value, term in _uses(said, meant):
        problem = f"{shorten(term)} is read by nothing here"
        yield Mistake("misspelt-term", node, path, value, problem, f"did you mean {meant[term]}?", "Warning")


def _find_strange_predicates(said: Linked) -> Iterator[Mistake]:
    """Values of ``rdf:predicate`` that are no predicate between entities, or a slip for one."""
    for claim in said.typed(LDN.Claim):
        for iri in said.targets(claim, RDF.predicate):
            if found := predicate_problem(iri):
                problem, remedy, severity = found
                yield Mistake("predicate", claim, RDF.predicate, iri, problem, remedy, severity)


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
    names = NearestNames(said.nodes)
    for node, path, value in said.triples:
        if not isinstance(value, str) or value in said.nodes:
            continue
        if value.startswith(_OWN) or (path in _READ and any(t in LDN for t in said.types(node))):
            near = names.suggest(value)
            remedy = f"did you mean {near}?" if near else "describe it, or mend the IRI"
            problem = f"{shorten(path)} {show(plain(value))}: nothing in this graph describes it"
            yield Mistake("dangling", node, path, plain(value), problem, remedy)


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


_NUMBER_REMEDY = "write a decimal or whole number without quotes, as 4.5"
_WHOLE_REMEDY = "write a whole number without quotes, as 40"
_DATATYPES: Mapping[str, tuple[frozenset[str], str, str]] = {
    **dict.fromkeys((LDN.low, LDN.high, LDN.outOf), (DECIMALS, "an xsd:decimal or xsd:integer", _NUMBER_REMEDY)),
    **dict.fromkeys((LDN.participants, OA.start, OA.end), (INTEGERS, "an xsd:integer", _WHOLE_REMEDY)),
    DCTERMS.issued: (
        DATES,
        "an xsd:gYear, xsd:gYearMonth or xsd:date",
        'write "2008"^^xsd:gYear, "2008-09"^^xsd:gYearMonth or "2008-09-30"^^xsd:date',
    ),
}
"""For each property that is compared or counted with, the datatypes of its values, in words too, and a remedy."""


def _find_other_datatypes(said: Linked) -> Iterator[Mistake]:
    """Numbers and dates that are not written as such: as text they would be put into the order of the alphabet."""
    for node, path, value in said.triples:
        if path not in _DATATYPES or isinstance(value, str):
            continue
        names, words, remedy = _DATATYPES[path]
        if has_datatype(value, names) or lexical_remedy(value):  # which is told by another rule
            continue
        if path == DCTERMS.issued and LDN.Source not in said.types(node):
            continue  # other nodes may say it as they like
        kind = f"in the language {value.language}" if value.language else f"of {shorten(value.datatype.value)}"
        problem = f'{shorten(path)} "{show(value.value)}" is {kind}, not {words}'
        yield Mistake("datatype", node, path, value.value, problem, remedy)


def _find_strange_entities(said: Linked) -> Iterator[Mistake]:
    """What a claim is about that is of no class of the model, and conditions that are of another class."""
    for claim in said.typed(LDN.Claim):
        for path in (RDF.subject, RDF.object, BIOLINK.disease_context_qualifier):
            for node in said.targets(claim, path):
                if found := _entity_problem(said, path, node):
                    problem, remedy = found
                    told = f"{shorten(path)} {said.name(node)}: {problem}"
                    yield Mistake("entity-class", claim, path, plain(node), told, remedy, "Warning")


def _entity_problem(said: Linked, path: str, node: str) -> tuple[str, str] | None:
    """What is wrong with the class of an entity, and what to do; None where nothing is."""
    kinds = [kind for kind in ENTITY_KINDS if LDN[kind] in said.types(node)]
    if node not in said.nodes:
        return None  # told as dangling
    if not kinds:
        return "of no class of the model, so no reader knows its kind", f"type it one of {list_terms(ENTITY_KINDS)}"
    if path == BIOLINK.disease_context_qualifier and "Condition" not in kinds:
        remedy = "point it to a ldn:Condition; a population or practice belongs in subject, object or label"
        return f"a {list_terms(kinds)}, not a ldn:Condition", remedy
    return None


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
    """Claims that are given as evidence for themselves, by their own name, as their article, or as some claim."""
    for claim in said.typed(LDN.Claim):
        articles = said.values(claim, PROV.wasDerivedFrom)
        for line in said.targets(claim, BIOLINK.has_evidence):
            if line == claim:
                problem = "the claim is given as evidence for itself"
                remedy = "point biolink:has_evidence to an evidence line"
                yield Mistake("own-evidence", claim, BIOLINK.has_evidence, plain(claim), problem, remedy)
            for source in said.targets(line, LDN.source):
                if source in articles:
                    problem = f"ldn:source {said.name(source)}: the article is given as evidence for its own claim"
                    remedy = "point ldn:source to what was found elsewhere, or delete the line"
                    yield Mistake("own-evidence", line, LDN.source, plain(source), problem, remedy)
    for line in said.nodes:
        for source in said.targets(line, LDN.source):
            if LDN.Claim in said.types(source):
                problem = f"ldn:source {said.name(source)}: a claim is no evidence for a claim"
                remedy = "point ldn:source to a ldn:Source; a claim that another is argued from goes into ldn:restsOn"
                yield Mistake("own-evidence", line, LDN.source, plain(source), problem, remedy)


def _find_both_sides(said: Linked) -> Iterator[Mistake]:
    """Sources that are directly in favour of a claim and directly against it."""
    for claim in said.typed(LDN.Claim):
        sides: dict[str, dict[bool, str]] = {}
        for line in said.targets(claim, BIOLINK.has_evidence):
            if LDN.indirect in said.values(line, LDN.directness):
                continue
            bearings = {local_id(b) for b in said.targets(line, LDN.bearing)}
            for source in said.targets(line, LDN.source):
                for side in (s for s, names in ((True, IN_FAVOUR), (False, AGAINST)) if bearings & names):
                    sides.setdefault(source, {}).setdefault(side, line)
        for source, lines in sides.items():
            if len(set(lines.values())) == 2:  # and not one line with two bearings
                problem = (
                    f"{said.name(source)} is directly against the claim, and in {said.name(lines[True])} in favour"
                )
                remedy = "keep the line of the finding that weighs more, or make the claim two"
                yield Mistake("both-sides", lines[False], LDN.source, plain(source), problem, remedy, "Warning")


def _find_circles(said: Linked) -> Iterator[Mistake]:
    """Claims that rest on one another in a circle."""
    rests = {n: dict.fromkeys(said.targets(n, LDN.restsOn)) for n, node in said.nodes.items() if LDN.restsOn in node}
    order = {n: i for i, n in enumerate(said.nodes)}  # the parser's names of blank nodes have none
    while True:
        try:
            TopologicalSorter(rests).prepare()
            return
        except CycleError as error:
            circle = list(reversed(error.args[1]))[:-1]
        start = circle.index(min(circle, key=lambda n: (natural_key(said.name(n)), order[n])))
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


def _find_strange_ratios(said: Linked) -> Iterator[Mistake]:
    """Ratios of themselves, and ratios to a quantity that is 0 or less, or may be."""
    for node, path, value in said.triples:
        if path not in (LDN.numerator, LDN.denominator) or not isinstance(value, str):
            continue
        if value == node:
            problem = f"{shorten(path)} is the ratio itself"
            yield Mistake("ratio", node, path, plain(value), problem, f"point {shorten(path)} to another quantity")
        elif path == LDN.denominator:
            for low in said.values(value, LDN.low):
                if not isinstance(low, str) and is_number(low) and Decimal(low.value) <= 0:
                    problem = f"ldn:denominator {said.name(value)}: its ldn:low is {show(low.value)}"
                    remedy = "a ratio needs a denominator above 0: mend its ldn:low, or leave the ratio's parts out"
                    yield Mistake("ratio", node, path, plain(value), problem, remedy)


def _find_beyond_text(said: Linked) -> Iterator[Mistake]:
    """Passages that end after the article does, where its text is known."""
    if said.article is None:
        return
    length = len(said.article)
    for node in said.nodes:
        for end in said.texts(node, OA.end):
            if end.isdecimal() and (len(end) > 18 or int(end) > length):
                problem = f"oa:end {show(end)} lies outside the text, which has {count_words(length, 'character')}"
                remedy = "give the text that the offsets were taken from, or mark the passage anew"
                yield Mistake("beyond-text", node, OA.end, end, problem, remedy)


RULES: Mapping[str, Callable[[Linked], Iterator[Mistake]]] = {
    "unknown-term": _find_unknown_terms,
    "misspelt-term": _find_misspelt_terms,
    "predicate": _find_strange_predicates,
    "dangling": _find_dangling,
    "ill-typed": _find_ill_typed,
    "datatype": _find_other_datatypes,
    "entity-class": _find_strange_entities,
    "match-identifier": _find_malformed_matches,
    "curie": _find_malformed_curies,
    "duplicate-source": _find_duplicates,
    "shared-id": _find_shared_ids,
    "own-evidence": _find_own_evidence,
    "both-sides": _find_both_sides,
    "circle": _find_circles,
    "mixed-units": _find_mixed_units,
    "ratio": _find_strange_ratios,
    "beyond-text": _find_beyond_text,
}
"""The rules, by name."""
