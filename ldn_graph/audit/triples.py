"""The triples of the graph that a status or a finding rests on, as N-Triples writes them.

So that who doubts a finding can look at what it was concluded from, in the file or by a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..model.claims import Claim, EvidenceLine, Quantity, Text
from ..model.judgements import Judgement
from ..model.vocab import BEARINGS, BIOLINK, DESIGNS, DIRECTNESS, LDN, RDF, XSD

Triple = tuple[str, str, str]
"""Subject, predicate and object, each as N-Triples writes it."""

LineTriples = Mapping[str, tuple[Triple, ...]]
"""The triples of evidence lines, by the line's IRI."""

_HAS_EVIDENCE, _SOURCE, _BEARING, _DIRECTNESS, _DESIGN = (
    f"<{term}>" for term in (BIOLINK.has_evidence, LDN.source, LDN.bearing, LDN.directness, LDN.studyDesign)
)
_CONCEPT = {name: f"<{LDN[name]}>" for name in (*BEARINGS, *DIRECTNESS, *DESIGNS)}
_WITHOUT_DESIGN = 4
"""How many triples a line has before that of its design."""


def make_triple(subject: str, predicate: str, obj: str) -> Triple:
    """A triple of IRIs, or with a literal as its object where that is a :class:`~ldn_graph.model.claims.Text`."""
    return _node(subject), f"<{predicate}>", obj.nt if type(obj) is Text else _node(obj)


def _node(iri: str) -> str:
    return iri if iri.startswith("_:") else f"<{iri}>"


def count_triple(subject: str, predicate: str, count: int) -> Triple:
    """A triple with a whole number, as ``40`` stands in Turtle."""
    return _node(subject), f"<{predicate}>", f'"{count}"^^<{XSD.integer}>'


def true_triple(subject: str, predicate: str) -> Triple:
    """A triple that says that something is so."""
    return _node(subject), f"<{predicate}>", f'"true"^^<{XSD.boolean}>'


def judgement_triples(line: EvidenceLine, judgement: Judgement) -> Iterator[Triple]:
    """How another reader judged a line."""
    yield make_triple(line.iri, LDN.otherJudgement, judgement.iri)
    yield make_triple(judgement.iri, LDN.bearing, LDN[judgement.bearing])
    yield make_triple(judgement.iri, LDN.directness, LDN[judgement.directness])


_WRITTEN = re.compile(r'([^ ]+) ([^ ]+) ("(?:[^"\\]|\\.)*"[^ ]*|[^ ]+) \.(?: |\Z)')
"""A triple as it stands among others: its terms, of which only a literal has plain blanks; an IRI may have others."""


def split_triples(text: str) -> list[list[str]]:
    """The triples of a text in which they stand one after another, each ended by a dot; as JSON has them.

    >>> split_triples('<urn:a> <urn:b> "x . \\\\" y"@en . <urn:a> <urn:b> <urn:c> .')
    [['<urn:a>', '<urn:b>', '"x . \\\\" y"@en'], ['<urn:a>', '<urn:b>', '<urn:c>']]
    """
    return [list(found) for found in _WRITTEN.findall(text)]


def claim_triple(claim: Claim) -> Triple:
    """That there is this claim."""
    return make_triple(claim.iri, RDF.type, LDN.Claim)


def quantity_triples(quantity: Quantity) -> Iterator[Triple]:
    """What a quantity is of, its bounds, and the parts that a ratio is made of."""
    yield make_triple(quantity.iri, LDN.ofWhat, quantity.of_what)
    yield make_triple(quantity.iri, LDN.low, quantity.low_text)
    yield make_triple(quantity.iri, LDN.high, quantity.high_text)
    for predicate, part in ((LDN.numerator, quantity.numerator), (LDN.denominator, quantity.denominator)):
        if part:
            yield make_triple(quantity.iri, predicate, part)


def write_line_triples(claim: Claim) -> LineTriples:
    """The triples of all lines of a claim, written once for the status and all rules."""
    return {line.iri: line_triples(claim, line) for line in claim.lines}


def line_triples(claim: Claim, line: EvidenceLine) -> tuple[Triple, ...]:
    """What ties a line to the claim, and what was curated on it; a design comes last."""
    node, source = _node(line.iri), _node(line.source.iri)
    tied = (
        (_node(claim.iri), _HAS_EVIDENCE, node),
        (node, _SOURCE, source),
        (node, _BEARING, _CONCEPT[line.bearing]),
        (node, _DIRECTNESS, _CONCEPT[line.directness]),
    )
    return (*tied, (node if line.own_design else source, _DESIGN, _CONCEPT[line.design])) if line.design else tied


def select_line_triples(
    written: LineTriples, lines: Iterable[EvidenceLine], *, design: bool = False
) -> Iterator[Triple]:
    """The triples of some lines, with or without those of their designs."""
    for line in lines:
        yield from written[line.iri] if design else written[line.iri][:_WITHOUT_DESIGN]


def status_triples(
    claim: Claim, lines: Iterable[EvidenceLine], status: str, written: LineTriples | None = None
) -> tuple[Triple, ...]:
    """The triples that a claim's status rests on, each once.

    These are the lines that decide it, of the ``lines`` that count; where none does, what shows that somebody looked.
    ``written`` are the triples of all lines of the claim, where they have been written already.
    """
    written = write_line_triples(claim) if written is None else written
    return tuple(dict.fromkeys(_status_triples(claim, tuple(lines), status, written)))


def _status_triples(
    claim: Claim, lines: tuple[EvidenceLine, ...], status: str, written: LineTriples
) -> Iterator[Triple]:
    yield claim_triple(claim)
    direct = [e for e in lines if e.direct and (e.in_favour or e.against)]
    if direct:
        yield from select_line_triples(written, direct)
        return
    indirect = [e for e in lines if not e.direct and (e.in_favour or e.against)]
    yield from select_line_triples(written, indirect, design=True)
    if status == "unsupported":
        for search in claim.searches:
            yield make_triple(claim.iri, BIOLINK.has_evidence, search.iri)
            yield make_triple(search.iri, RDF.type, LDN.EvidenceSearch)
        yield from select_line_triples(written, (e for e in claim.lines if e.bearing != "givesBackground"))
    elif status == "unchecked":
        yield from select_line_triples(written, lines)
