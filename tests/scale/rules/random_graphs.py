"""Whole graphs at random, as Turtle that can be read: every term of every scheme, every property, and odd links.

What is odd and allowed is likely here: sources with one id, IRIs that end in a slash, nodes that nothing describes,
lines that two claims share, texts in several languages or with quotes and line breaks, numbers with zeros at the end,
dates of different length, circles of sources and of broader conditions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

import pyoxigraph as ox
from hypothesis import strategies as st

from ldn_graph.model.vocab import (
    DIRECTIONS,
    ENTITY_KINDS,
    PREDICATES,
    PREFIXES,
    RISK_OF_BIAS_DOMAINS,
    RISK_OF_BIAS_TOOLS,
    SCHEMES,
    SIGNED_PREDICATES,
)

LISTED_PMID = "9500320"
"""A paper that the list of retractions has."""
YEARS = (None, 1998, 2004, 2009, 2010, 2011, 2015)
"""Years that an audit may be as of."""

_DATES = ("1998", "2004-02", "2010", "2010-02", "2010-02-06", "2010-11-30", "2011", "2015-01", "2015-01-31")
_DAYS = ("2024-01-31", "2025-06-01", "2025-06-02")
_WORDS = ("", "a study", "naïve “words”", 'said "no"', "back\\slash", "two\nlines\tand a tab", "一", "🙂", "a, b; c")
_LANGUAGES = ("", "en", "en-GB", "de", "fr")
_NUMBERS = ("0", "1", "2", "2.0", "2.50", "2.5", "3", "+3", "7.", ".5", "10", "40", "39", "1000", "0.333", "-1")
_READERS = ("https://orcid.org/0000-0001", "https://example.org/reader/", "https://example.org/readers#two", "urn:r")
_DATATYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}
_ORIGINS = ("https://europepmc.org/", "https://gitlab.com/crossref/retraction-watch-data", "https://example.org/list")
_UNDESCRIBED = "<https://example.org/nowhere>"


class _Writer:
    """Writes the nodes of one graph; what is likely or not is said where it is written."""

    def __init__(self, dice: Random, claims: int, sources: int) -> None:
        self.dice = dice
        self.sources = [self._source_name(n) for n in range(sources)]
        self.articles = ["source:article", "<https://example.org/articles/second/>", "source:third"]
        self.claims = [f"claim:C{n}" if n % 4 else f"<https://example.org/claims#C{n}>" for n in range(claims)]
        self.entities = [f"entity:e{n}" for n in range(8)]
        self.results = [f"result:r{n}" for n in range(5)]
        self.quantities: list[str] = []
        self.lines: list[str] = []
        self.judgements: list[str] = []
        self.sources_of: dict[str, str] = {}
        self.near, self.leaning = self.sources, "supports"  # what many lines of the claim at hand have in common
        self.blocks: list[str] = []

    @staticmethod
    def _source_name(n: int) -> str:
        """Names of which some share their last part, which is the id."""
        return f"<https://example.org/papers/s{n - 1}>" if n % 5 == 4 else f"source:s{n}"

    # what is drawn ------------------------------------------------------------------------------

    def often(self, of: int = 2) -> bool:
        """True once in so many times."""
        return self.dice.randrange(of) == 0

    def one(self, values: Sequence[Any]) -> Any:
        return values[self.dice.randrange(len(values))]

    def some(self, values: Sequence[str], most: int = 3) -> list[str]:
        """So many different values at most, none included."""
        if not values:
            return []
        return list(dict.fromkeys(self.one(values) for _ in range(self.dice.randrange(most + 1))))

    def concept(self, scheme: str) -> str:
        return f"ldn:{self.one(SCHEMES[scheme])}"

    def text(self, words: Sequence[str] = _WORDS) -> str:
        language = self.one(_LANGUAGES)
        return str(ox.Literal(self.one(words), language=language) if language else ox.Literal(self.one(words)))

    def date(self) -> str:
        text = self.one(_DATES)
        return f'"{text}"' if self.often(4) else f'"{text}"^^xsd:{_DATATYPES[len(text)]}'

    def number(self, numbers: Sequence[str] = _NUMBERS) -> str:
        text = self.one(numbers)
        return f'"{text}"' if self.often(4) else f'"{text}"^^xsd:decimal'

    def whole(self, most: int = 50) -> str:
        return str(self.dice.randrange(most))

    def truth(self) -> str:
        return str(self.one(("true", "false", '"1"^^xsd:boolean')))

    # nodes --------------------------------------------------------------------------------------

    def write(self, node: str, kind: str, said: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]) -> str:
        """Add a node with what is said of it, and give its name."""
        types = f" a {kind} ;" if kind else ""
        self.blocks.append(f"{node}{types} " + " ; ".join(f"{path} {value}" for path, value in said) + " .\n")
        return node

    def texts(self, path: str, of: int = 6) -> Iterator[tuple[str, str]]:
        """Texts of a property in different languages, seldom more than one."""
        if self.often(of):
            for language in self.some(_LANGUAGES, 2) or [""]:
                word = self.one(_WORDS[1:])
                yield path, str(ox.Literal(word, language=language) if language else ox.Literal(word))

    def judged(self) -> Iterator[tuple[str, str]]:
        if self.often():
            yield "prov:wasAttributedTo", f"<{self.one(_READERS)}>"
        if self.often():
            yield "dcterms:created", f'"{self.one(_DAYS)}"^^xsd:date'
        yield from self.texts("rdfs:comment", 3)

    def numbers(self, owner: str, chance: int) -> Iterator[tuple[str, str]]:
        """Quantities of a claim or a line, some of them ratios of others."""
        if not self.often(chance):
            return
        for n in range(1 + self.dice.randrange(2)):
            name = f"quantity:{owner}-{n}"
            low, high = sorted((self.one(_NUMBERS), self.one(_NUMBERS)), key=float)
            if self.often():
                low = high
            said = [
                ("ldn:ofWhat", self.one(('"people"@en', '"people"', '"Leute"@de', "entity:e0", '"a \\"dose\\""@en'))),
                ("ldn:low", self.number([low])),
                ("ldn:high", self.number([high])),
                ("ldn:unit", f'"{self.one(("{person}", "{person}", "1", "mg/d"))}"'),
            ]
            if self.often(3):
                said.append(("ldn:outOf", self.number(("4", "20", "40.0", "1000"))))
            if self.often(3) and self.quantities:
                said.append(("ldn:numerator", self.one(self.quantities)))
                said.append(("ldn:denominator", self.one([*self.quantities, _UNDESCRIBED])))
            self.quantities.append(self.write(name, "ldn:Quantity", said))
            yield "ldn:quantity", name

    def entity(self, n: int) -> None:
        said = [
            *self.texts("rdfs:label", 2),
            *self.texts("skos:altLabel", 4),
            *(("skos:broader", name) for name in self.some([*self.entities, _UNDESCRIBED], 2)),
        ]
        for path in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch"):
            if self.often(6):
                said.append((f"skos:{path}", f"<http://purl.obolibrary.org/obo/MONDO_{self.whole()}>"))
        kind = f"ldn:{ENTITY_KINDS[n % len(ENTITY_KINDS)]}"
        self.write(self.entities[n], kind if self.often(1 + n % 2) else "", said or [("rdfs:label", '""')])

    def result(self, name: str) -> None:
        said = [("rdfs:label", self.text(_WORDS[1:]))]
        said += [(f"ldn:{scheme}", self.concept(scheme)) for scheme in ("measure", "directionOfEffect") if self.often()]
        if self.often(6):
            said.append(("ldn:studyDesign", self.concept("studyDesign")))
        if self.often(3):
            said.append(("ldn:outcome", self.one(self.entities)))
        for path in ("dose", "comparator", "timePoint", "finding", "pValue", "ourComputation"):
            said += self.texts(f"ldn:{path}")
        low, high = sorted((self.one(_NUMBERS), self.one(_NUMBERS)), key=float)
        for path, value in (("estimate", low), ("intervalLow", low), ("intervalHigh", high), ("iSquared", high)):
            if not self.often(4):
                said.append((f"ldn:{path}", self.number([value])))
        if self.often():
            said.append(("ldn:people", self.whole(900)))
        said += [(f"ldn:{path}", self.truth()) for path in ("figuresNotSeen", "subgroup") if self.often(4)]
        for n in range(self.dice.randrange(3)):
            arm = [("rdfs:label", self.text(_WORDS[1:])), ("ldn:events", self.whole()), ("ldn:people", self.whole(900))]
            left = [one for one in arm if one[0] == "rdfs:label" or not self.often(4)]
            said.append(("ldn:arm", self.write(f"{name}-arm{n}", "ldn:Arm", left)))
        self.write(name, "ldn:Result", said)

    def risk(self, name: str) -> str:
        said = [
            ("ldn:riskOfBiasTool", f"ldn:{self.one(RISK_OF_BIAS_TOOLS)}"),
            ("ldn:riskOfBiasJudgement", self.concept("riskOfBiasJudgement")),
            *self.judged(),
        ]
        if self.often():
            said.append(("ldn:assessedResult", self.one([*self.results, _UNDESCRIBED])))
        for domain in self.some(RISK_OF_BIAS_DOMAINS):
            of_domain = [
                ("ldn:riskOfBiasDomain", f"ldn:{domain}"),
                ("ldn:riskOfBiasJudgement", self.concept("riskOfBiasJudgement")),
                *self.texts("rdfs:comment", 2),
            ]
            node = self.write(f"{name}-{domain}", "ldn:DomainAssessment", of_domain)
            said.append(("ldn:domainAssessment", node))
        return self.write(name, "ldn:RiskOfBiasAssessment", said)

    def standing(self, n: int) -> Iterator[tuple[str, str]]:
        if not self.often(3):
            return
        yield "ldn:standing", self.concept("standing")
        yield "ldn:standingAsOf", f'"{self.one(_DAYS)}"^^xsd:date'
        yield "ldn:standingBy", f"<{self.one(_ORIGINS)}>"
        for k in range(self.dice.randrange(4)):
            said = [("ldn:noticeKind", self.concept("noticeKind")), *self.texts("rdfs:comment", 3)]
            if not self.often(4):
                said.append(("dcterms:issued", self.date()))
            if self.often(3):
                said.append(("bibo:doi", '"10.5555/notice"'))
            yield "ldn:notice", self.write(f"source:s{n}-notice{k}", "ldn:Notice", said)

    def identifiers(self) -> Iterator[tuple[str, str]]:
        """Identifiers of so few papers that some sources are one."""
        if self.often(4):
            yield "bibo:doi", f'"{self.one(("10.5555/a", "10.5555/A", "https://doi.org/10.5555/b", "n/a"))}"'
        if self.often(3):
            yield "bibo:pmid", f'"{self.one(("7", "PMID:7", "8", LISTED_PMID))}"'
        if self.often(4):
            yield (
                "dcterms:identifier",
                f'"{self.one(("pmc:PMC7", "clinicaltrials:NCT99999990", "isbn:9781861972712"))}"',
            )
        if self.often(5):
            yield "foaf:page", f"<{self.one(('https://example.org/a', 'http://www.example.org/a/'))}>"

    def source(self, n: int) -> None:
        name, others = self.sources[n], [*self.sources, _UNDESCRIBED]
        said = [*self.texts("dcterms:title", 2), *self.texts("rdfs:label", 3), *self.identifiers(), *self.standing(n)]
        if not self.often(5):
            said.append(("dcterms:issued", self.date()))
        for scheme, chance in (("readAs", 1), ("studyDesign", 1), ("registrationTiming", 2)):
            if not self.often(3) if chance == 1 else self.often():
                said.append((f"ldn:{scheme}", self.concept(scheme)))
        for path in ("participants", "randomised", "analysed", "completed"):
            if self.often(3):
                said.append((f"ldn:{path}", self.one(("0", "5", "40", "1200"))))
        for path in ("dcterms:isPartOf", "bibo:volume", "bibo:issue", "bibo:pages", "dc:creator", "dcterms:publisher"):
            said += self.texts(path, 8)
        for path in (
            "studiedPopulation", "studiedIntervention", "studiedComparator", "studiedOutcome", "mainResult",
            "limitation", "registeredPrimaryOutcome", "publishedPrimaryOutcome", "funding", "conflictOfInterest",
            "harm",
        ):  # fmt: skip
            said += self.texts(f"ldn:{path}", 8)
        said += self.texts("rdfs:comment", 8)
        said += [(f"ldn:{path}", self.date()) for path in ("registeredOn", "startedOn", "completedOn") if self.often(4)]
        if self.often(3):
            said.append(("ldn:outcomeSwitched", self.truth()))
        for path in ("ldn:reviewOf", "ldn:sameStudyAs", "dcterms:isVersionOf", "ldn:protocolOf", "ldn:correctionOf", "ldn:mayOverlap", "cito:cites"):  # fmt: skip
            if self.often(6):
                said += [(path, other) for other in self.some(others, 2) if other != name]
        said += self.reviewed(4)
        said += [("ldn:result", result) for result in self.some(self.results, 1)]
        if self.often(3):
            said += [("ldn:riskOfBias", self.risk(f"assessment:s{n}-{k}")) for k in range(1 + self.dice.randrange(2))]
        self.write(name, self.one(("ldn:Source", "ldn:Source", "ldn:Source , fabio:Patent")), said)

    def reviewed(self, chance: int) -> Iterator[tuple[str, str]]:
        if self.often(chance):
            yield "ldn:reviewedDesign", self.concept("studyDesign")
        if self.often(chance):
            yield "ldn:reviewedStudies", self.one(("0", "1", "2"))

    def article(self, name: str) -> None:
        said = [("dcterms:title", self.text(_WORDS[1:]))]
        if not self.often(4):
            said.append(("dcterms:issued", self.date()))
        said += [("cito:cites", other) for other in self.some([*self.sources, _UNDESCRIBED], 2)]
        said += [("ldn:mayOverlap", other) for other in self.some(self.sources, 1)]
        self.write(name, "ldn:Source", said)

    def judgement(self, name: str) -> str:
        said = [("ldn:bearing", self.concept("bearing")), *self.directness(), *self.judged()]
        return self.write(name, "ldn:Judgement", said)

    def directness(self) -> Iterator[tuple[str, str]]:
        yield "ldn:directness", self.concept("directness")
        for _ in range(self.one((0, 0, 1, 2))):
            yield "ldn:indirectness", self.concept("indirectness")

    def line(self, name: str) -> str:
        short = name.partition(":")[2]
        source = self.sources_of[name] = self.one(self.sources if self.often(3) else self.near)
        said = [
            ("ldn:source", source),
            ("ldn:bearing", self.concept("bearing") if self.often() else f"ldn:{self.leaning}"),
            *self.directness(),
            *self.numbers(short, 2),
            *self.judged(),
            *self.texts("ldn:finding"),
            *self.texts("ldn:adoptedBecause"),
            *self.reviewed(6),
        ]
        if self.often(5):
            said.append(("ldn:studyDesign", self.concept("studyDesign")))
        if self.often(3):
            said.append(("ldn:nullWithoutInterval", self.truth()))
        said += [("ldn:usesResult", result) for result in self.some(self.results, 1)]
        for n in range(self.one((0, 0, 0, 1, 2, 3))):
            self.judgements.append(self.judgement(f"{name}-judgement{n}"))
            said.append(("ldn:otherJudgement", self.judgements[-1]))
        if self.often(8):  # that of another line, or another line itself
            said += [("ldn:otherJudgement", node) for node in self.some([*self.judgements[-3:], *self.lines[-3:]], 1)]
        for n in range(self.one((0, 0, 1, 1, 2))):
            said.append(("ldn:foundAt", self.quotation(f"{name}-passage{n}")))
        self.lines.append(self.write(name, "ldn:EvidenceLine", said))
        return name

    def quotation(self, name: str) -> str:
        selector = self.write(f"{name}-words", "", [("oa:exact", self.text(_WORDS[1:])), *self.texts("oa:exact", 4)])
        said = [("oa:hasSelector", selector)]
        if not self.often(4):
            said.append(("ldn:quotationRole", self.one((self.concept("quotationRole"), "ldn:backgroundStatement"))))
        return self.write(name, "", said)

    def passage(self, name: str) -> str:
        where = [("oa:start", self.whole()), ("oa:end", "99")]
        said = [
            ("ldn:section", self.text(_WORDS[1:])),
            ("oa:hasSelector", self.write(f"{name}-where", "", where)),
            ("ldn:passageSha256", f'"{"0" * 64}"'),
        ]
        return self.write(name, "", said)

    def claim(self, n: int) -> None:
        name, first = self.claims[n], self.dice.randrange(len(self.sources))
        self.near, self.leaning = self.sources[first : first + 2], self.one(SCHEMES["bearing"])
        said = [
            ("rdfs:label", self.text(_WORDS[1:])),
            ("ldn:topic", self.concept("topic")),
            ("ldn:wording", self.concept("wording")),
            *self.numbers(f"C{n}", 2),
            *self.texts("rdfs:comment"),
        ]
        said += self.relation()
        said += [("prov:wasDerivedFrom", article) for article in self.some([*self.articles, _UNDESCRIBED], 2)]
        said += [("ldn:namedSource", text) for text in {self.text(_WORDS[1:]) for _ in range(self.one((0, 0, 1, 3)))}]
        evidence = [*self.evidence(n)]
        known = [*self.sources, _UNDESCRIBED, *[self.sources_of[e] for e in evidence if e in self.sources_of] * 9]
        for path in ("cito:citesAsEvidence", "ldn:reportsOn"):
            if self.often():
                said += [(path, source) for source in self.some(known)]
        if n:
            said += [("ldn:restsOn", claim) for claim in self.some([*self.claims[:n], _UNDESCRIBED], 2)]
        said += [("ldn:statedAt", self.passage(f"claim:C{n}-passage{k}")) for k in range(self.one((0, 0, 1)))]
        said += [("biolink:has_evidence", node) for node in evidence]
        for k in range(self.one((0, 0, 0, 1, 2))):
            rating = [("ldn:certainty", self.concept("certainty")), *self.judged()]
            node = self.write(f"assessment:C{n}-rating{k}", "ldn:CertaintyRating", rating)
            said.append(("ldn:certaintyRating", node))
        for k in range(self.one((0, 0, 0, 1, 2))):
            bias = [("ldn:suspected", self.truth()), *self.judged()]
            node = self.write(f"assessment:C{n}-bias{k}", "ldn:PublicationBiasAssessment", bias)
            said.append(("ldn:publicationBias", node))
        self.write(name, "ldn:Claim", said)

    def relation(self) -> Iterator[tuple[str, str]]:
        if not self.often(5):
            yield "rdf:subject", self.one(self.entities)
            predicates = (*SIGNED_PREDICATES, *(f"ldn:{name}" for name in PREDICATES), "biolink:affects")
            yield "rdf:predicate", self.one((*predicates, *["biolink:treats"] * 8))
            yield "rdf:object", self.one(self.entities)
            if self.often(4):
                yield "biolink:object_direction_qualifier", f'"{self.one(DIRECTIONS)}"'
            if self.often(4):
                yield "biolink:negated", self.truth()
        if self.often(4):
            yield "biolink:disease_context_qualifier", self.one(self.entities)

    def evidence(self, n: int) -> Iterator[str]:
        for k in range(self.one((0, 1, 1, 2, 2, 3, 4, 6))):
            yield self.line(f"evidence:C{n}-{k}")
        if self.lines and self.often(8):
            yield self.one(self.lines)
        for k in range(self.one((0, 0, 1, 2))):
            said = [*self.texts("rdfs:comment", 2), *self.texts("ldn:searchedIn", 2)]
            if self.often():
                said.append(("dcterms:created", f'"{self.one(_DAYS)}"^^xsd:date'))
            yield self.write(f"evidence:C{n}-search{k}", "ldn:EvidenceSearch", said or [("rdfs:comment", '"searched"')])


def random_turtle(dice: Random, claims: int, sources: int) -> str:
    """A graph of so many claims and sources at most one of which a line is, by these dice."""
    writer = _Writer(dice, claims, sources)
    for n in range(len(writer.entities)):
        writer.entity(n)
    for name in writer.results:
        writer.result(name)
    for n in range(sources):
        writer.source(n)
    for name in writer.articles:
        writer.article(name)
    for n in range(claims):
        writer.claim(n)
    declared = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items()))
    return declared + "".join(writer.blocks)


def random_graphs(claims: int = 8, sources: int = 6) -> st.SearchStrategy[str]:
    """Graphs of so many claims and sources at most, as Turtle."""
    dice = st.randoms(use_true_random=False)
    return st.builds(random_turtle, dice, st.integers(1, claims), st.integers(1, sources))
