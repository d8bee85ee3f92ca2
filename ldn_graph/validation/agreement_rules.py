"""Rules on things that stand apart and must agree: claims, their sources, quantities, the article's text.

A claim is a whole triple or a sentence only; a source stands on one side of a claim; no two claims have one id; no
claim is its own evidence or rests on itself by way of others; quantities of one thing have one unit and one name,
ratios a denominator above 0; passages end where the text does, or before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter

from ..model.alike import fold
from ..model.literals import is_number
from ..model.natural_order import natural_key
from ..model.vocab import AGAINST, BIOLINK, IN_FAVOUR, LDN, OA, OF_A_TRIPLE, PROV, RDF, TRIPLE, local_id, shorten
from ..rdf.index import Value
from .checked_graph import CheckedGraph
from .mistakes import Mistake, excerpt, find_repeated, plain_text


def find_parts_of_triples(graph: CheckedGraph) -> Iterator[Mistake]:
    """Claims that have a part of a triple, or what is said of one, and not the whole triple."""
    for claim in graph.typed(LDN.Claim):
        said = [path for path in OF_A_TRIPLE if path in graph.nodes[claim]]
        missing = [path for path in TRIPLE if path not in graph.nodes[claim]]
        if said and missing:
            problem = f"{', '.join(map(shorten, said))} without {', '.join(map(shorten, missing))}"
            remedy = "add what is missing, or take away what there is: a claim may be a sentence only"
            yield Mistake("claim-triple", claim, missing[0], None, problem, remedy)


def find_untyped_associations(graph: CheckedGraph) -> Iterator[Mistake]:
    """Claims with a triple that tools of the Biolink Model would pass over."""
    for claim in graph.typed(LDN.Claim):
        if RDF.subject in graph.nodes[claim] and BIOLINK.Association not in graph.types(claim):
            problem = "tools of the Biolink Model read a claim only where it is typed biolink:Association too"
            yield Mistake("claim-association", claim, RDF.type, None, problem, "add: a biolink:Association", "Warning")


def find_shared_ids(graph: CheckedGraph) -> Iterator[Mistake]:
    """Claims whose IRIs end alike: commands and reports know a claim by that last part."""
    for ident, node, other in find_repeated((local_id(claim), claim) for claim in graph.typed(LDN.Claim)):
        problem = f"its id {ident} is also that of {graph.name(other)}"
        yield Mistake("shared-id", node, None, None, problem, "give one of them another last part")


def find_own_evidence(graph: CheckedGraph) -> Iterator[Mistake]:
    """Evidence that is the claim itself, the article that makes the claim, or another claim."""
    for claim in graph.typed(LDN.Claim):
        articles = graph.values(claim, PROV.wasDerivedFrom)
        for line in graph.targets(claim, BIOLINK.has_evidence):
            if line == claim:
                problem = "the claim is given as evidence for itself"
                remedy = "point biolink:has_evidence to an evidence line"
                yield Mistake("own-evidence", claim, BIOLINK.has_evidence, plain_text(claim), problem, remedy)
            for source in graph.targets(line, LDN.source):
                if source in articles:
                    problem = f"ldn:source {graph.name(source)}: the article is given as evidence for its own claim"
                    remedy = "point ldn:source to what was found elsewhere, or delete the line"
                    yield Mistake("own-evidence", line, LDN.source, plain_text(source), problem, remedy)
    for line in graph.nodes:
        for source in graph.targets(line, LDN.source):
            if LDN.Claim in graph.types(source):
                problem = f"ldn:source {graph.name(source)}: a claim is no evidence for a claim"
                remedy = "point ldn:source to a ldn:Source; a claim that another is argued from goes into ldn:restsOn"
                yield Mistake("own-evidence", line, LDN.source, plain_text(source), problem, remedy)


def find_sources_on_both_sides(graph: CheckedGraph) -> Iterator[Mistake]:
    """Sources that are directly in favour of a claim and directly against it."""
    for claim in graph.typed(LDN.Claim):
        sides: dict[str, dict[bool, str]] = {}
        for line in graph.targets(claim, BIOLINK.has_evidence):
            if LDN.indirect in graph.values(line, LDN.directness):
                continue
            bearings = {local_id(b) for b in graph.targets(line, LDN.bearing)}
            for source in graph.targets(line, LDN.source):
                for side in (s for s, names in ((True, IN_FAVOUR), (False, AGAINST)) if bearings & names):
                    sides.setdefault(source, {}).setdefault(side, line)
        for source, lines in sides.items():
            if len(set(lines.values())) == 2:  # one line with two bearings is a mistake of another shape
                problem = (
                    f"{graph.name(source)} is directly against the claim, and in {graph.name(lines[True])} in favour"
                )
                remedy = "keep the line of the finding that weighs more, or make the claim two"
                yield Mistake("both-sides", lines[False], LDN.source, plain_text(source), problem, remedy, "Warning")


def find_circles(graph: CheckedGraph) -> Iterator[Mistake]:
    """Claims that rest on one another in a circle."""
    return _circles(graph, "circle", LDN.restsOn, "claims rest on")


def find_circles_of_reviews(graph: CheckedGraph) -> Iterator[Mistake]:
    """Reviews that review one another in a circle."""
    return _circles(graph, "review-circle", LDN.reviewOf, "sources review")


def _circles(graph: CheckedGraph, rule: str, path: str, what: str) -> Iterator[Mistake]:
    """The circles that a property makes; ``what`` are the nodes and what they do to one another."""
    rests = {n: dict.fromkeys(graph.targets(n, path)) for n, node in graph.nodes.items() if path in node}
    order = {n: i for i, n in enumerate(graph.nodes)}  # two blank nodes may be displayed by one name
    while True:
        try:
            TopologicalSorter(rests).prepare()
            return
        except CycleError as error:
            circle = list(reversed(error.args[1]))[:-1]
        start = circle.index(min(circle, key=lambda n: (natural_key(graph.name(n)), order[n])))
        circle = circle[start:] + circle[: start + 1]
        names = " -> ".join(graph.name(n) for n in circle)
        problem = f"{what} one another in a circle: {names}"
        yield Mistake(rule, circle[0], path, plain_text(circle[1]), problem, f"take one {shorten(path)} away")
        del rests[circle[0]][circle[1]]  # so that the next circle is found


def find_mixed_units(graph: CheckedGraph) -> Iterator[Mistake]:
    """Quantities of one thing, on one claim and its evidence, that cannot be compared for their units."""
    for claim in graph.typed(LDN.Claim):
        first: dict[Value, tuple[str, str]] = {}
        for owner in (claim, *graph.targets(claim, BIOLINK.has_evidence)):
            for node in graph.targets(owner, LDN.quantity):
                what = next(iter(graph.values(node, LDN.ofWhat)), None)
                unit = next(iter(graph.texts(node, LDN.unit)), None)
                if what is None or unit is None:
                    continue
                other, its_unit = first.setdefault(what, (node, unit))
                if unit != its_unit:
                    same = f"{graph.name(other)}, of the same thing, has {excerpt(its_unit)}"
                    problem = f"ldn:unit {excerpt(unit)}: {same}"
                    remedy = "give both in one unit, or say in ldn:ofWhat how they differ"
                    yield Mistake("mixed-units", node, LDN.unit, unit, problem, remedy)


def find_alike_quantities(graph: CheckedGraph) -> Iterator[Mistake]:
    """Numbers of one claim and its evidence that are not compared, since what they are of is written in two ways.

    The two differ by capitals, blanks, signs or a plural.
    """
    for claim in graph.typed(LDN.Claim):
        first: dict[tuple[str, ...], tuple[str, str]] = {}
        for owner in (claim, *graph.targets(claim, BIOLINK.has_evidence)):
            for node in graph.targets(owner, LDN.quantity):
                for what in graph.texts(node, LDN.ofWhat)[:1]:
                    other, its_what = first.setdefault(_rough_words(what), (node, what))
                    if what != its_what:
                        problem = f'ldn:ofWhat "{excerpt(what)}": not compared with {graph.name(other)}'
                        remedy = f'write "{its_what}" in both where they are of the same thing, else tell them apart'
                        yield Mistake("alike-quantities", node, LDN.ofWhat, what, problem, remedy, "Warning")


def _rough_words(text: str) -> tuple[str, ...]:
    """The words of a text without capitals, signs and the s of a plural; signs that compare or count are kept.

    >>> _rough_words("Relapses, a year") == _rough_words("relapse a year")
    True
    >>> _rough_words("on > 400 IU") == _rough_words("on < 400 IU")
    False
    """
    return tuple(word.removesuffix("s") for word in re.findall(r"\w+|[<>=≤≥≠±+%]|-(?=\d)", fold(text)))


def find_impossible_ratios(graph: CheckedGraph) -> Iterator[Mistake]:
    """Ratios whose part is the ratio itself, and ratios to a quantity that is 0 or less, or may be."""
    for node, path, value in graph.triples:
        if path not in (LDN.numerator, LDN.denominator) or not isinstance(value, str):
            continue
        if value == node:
            problem = f"{shorten(path)} is the ratio itself"
            yield Mistake("ratio", node, path, plain_text(value), problem, f"point {shorten(path)} to another quantity")
        elif path == LDN.denominator:
            for low in graph.values(value, LDN.low):
                if not isinstance(low, str) and is_number(low) and Decimal(low.value) <= 0:
                    problem = f"ldn:denominator {graph.name(value)}: its ldn:low is {excerpt(low.value)}"
                    remedy = "a ratio needs a denominator above 0: mend its ldn:low, or leave the ratio's parts out"
                    yield Mistake("ratio", node, path, plain_text(value), problem, remedy)


def find_passages_beyond_text(graph: CheckedGraph) -> Iterator[Mistake]:
    """Passages that end after the article does, where its text is known."""
    if graph.article is None:
        return
    length = len(graph.article)
    units = length + sum(c > "\uffff" for c in graph.article)  # of UTF-16, which offsets may count
    for node in graph.nodes:
        for end in graph.texts(node, OA.end):
            if end.isdecimal() and (len(end) > 18 or int(end) > units):
                problem = f"oa:end {excerpt(end)} lies outside the text, which has {length:,} characters"
                remedy = "give the text that the offsets were taken from, or mark the passage anew"
                yield Mistake("beyond-text", node, OA.end, end, problem, remedy)
