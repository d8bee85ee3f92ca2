"""Graphs for tests of the columns: one that has every field of every value, and random ones."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
from hypothesis import strategies as st

from ldn_graph.model.graph import Graph
from ldn_graph.scale.columns.files import TableFiles
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle
from tests.scale.columns.of_values import columns_of
from tests.scale.test_corpus import WOVEN, quantity

NOTICES = """
source:fallen ldn:standing ldn:retracted ; ldn:standingAsOf "2026-06-10"^^xsd:date ; ldn:standingBy <urn:list> ;
    ldn:notice [ ldn:noticeKind ldn:concern ; dcterms:issued "2019"^^xsd:gYear ] , [ ldn:noticeKind ldn:retraction ;
        dcterms:issued "2020-02"^^xsd:gYearMonth ; rdfs:comment "made up" ; bibo:doi "10.5555/notice" ] .
"""
TIED = "".join(
    (
        WOVEN,
        claim_turtle("C20", line_turtle("L20", "fallen"), "evidence:L20", cito__citesAsEvidence="source:s1 , <urn:b>"),
        claim_turtle("C21", line_turtle("L21", "tied"), "evidence:L21", ldn__restsOn="claim:C2 , <urn:no-claim>"),
        claim_turtle("C22", line_turtle("L22", "preprint"), "evidence:L22", ldn__reportsOn="source:tied"),
        source_turtle("fallen", more='; bibo:doi "10.5555/x"'),
        source_turtle(
            "tied",
            more='; bibo:doi "10.5555/X" ; dcterms:isVersionOf source:s2 ; ldn:protocolOf source:s3 ; ldn:correctionOf <urn:c>',
        ),
        source_turtle("preprint", more="; dcterms:isVersionOf source:tied ; ldn:mayOverlap source:s1 , source:s2"),
        NOTICES,
    )
)
"""Claims that need one another, with sources that are tied in every way, and one that has fallen."""

_WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('"\\\n\té€😀'), min_size=1, max_size=9
).map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"')
_SUFFIXES = st.sampled_from(["", "@en", "@en-GB", "@de", "@ar--rtl", "^^<urn:kind>", "^^xsd:string"])
_TEXTS = st.tuples(_WORDS, _SUFFIXES).map("".join)
_NUMBERS = st.sampled_from(["1", "2.50", "+4", "007", '"8"^^xsd:nonNegativeInteger', "0.1", "12.00"])
_IDS = st.integers(0, 12)


def _joined(words: list[str]) -> str:
    return " , ".join(words)


def _said(draw: st.DrawFn, values: dict[str, st.SearchStrategy[str]]) -> str:
    """Some of these properties with a value each."""
    drawn = {path: draw(values[path]) for path in values if draw(st.booleans())}
    return "".join(f" ; {path} {value}" for path, value in drawn.items() if value)


@st.composite
def turtles(draw: st.DrawFn) -> str:
    """Up to six claims and seven sources of which each has what it happens to have."""
    claims, sources = draw(st.integers(1, 6)), draw(st.integers(1, 7))
    some_sources = st.lists(st.integers(0, 8), max_size=3, unique=True).map(lambda ns: _joined([f"source:s{n}" for n in ns]))  # fmt: skip
    who = {
        "prov:wasAttributedTo": st.sampled_from(["<urn:anna>", "<urn:bert>"]),
        "dcterms:created": st.sampled_from(['"2026-11-28"^^xsd:date', '"2025"^^xsd:gYear']),
        "rdfs:comment": _TEXTS,
    }
    pieces = [DECLARATIONS, ENTITIES]
    results = [draw(_result(n)) for n in range(draw(st.integers(0, 3)))]
    pieces += results
    some_results = st.lists(st.integers(0, len(results) - 1), max_size=2, unique=True) if results else st.just(list[int]())  # fmt: skip
    the_results = some_results.map(lambda ns: _joined([f"evidence:R{n}" for n in ns]))
    entity_more = _said(draw, {"skos:altLabel": st.lists(_TEXTS, min_size=1, max_size=3).map(_joined), "skos:exactMatch": st.just("<urn:term:2> , <urn:term:10>"), "skos:broader": st.just("entity:lupus , <urn:above>")})  # fmt: skip
    pieces.append(f"entity:odd a ldn:{draw(st.sampled_from(['Condition', 'Outcome', 'Thing']))} {entity_more} .\n".replace("a ldn:Thing", "dcterms:type <urn:x>"))  # fmt: skip
    for n in range(sources):
        more = _said(
            draw,
            {
                "rdfs:label": _TEXTS,
                "dcterms:creator": _WORDS,
                "dcterms:isPartOf": _TEXTS,
                "bibo:doi": st.sampled_from(['"10.5555/a"', '"10.5555/A"', '"n/a"']),
                "bibo:pmid": st.sampled_from(['"7"', '"8"']),
                "dcterms:identifier": st.sampled_from(['"pmc:PMC7" , "nct:NCT99999990"', '"clinicaltrials:NCT99999990"']),
                "foaf:page": st.sampled_from(["<https://example.org/a>", "<http://www.example.org/a/>"]),
                "ldn:participants": st.sampled_from(["0", "12"]),
                "ldn:sameStudyAs": some_sources,
                "dcterms:isVersionOf": some_sources,
                "ldn:protocolOf": some_sources,
                "ldn:correctionOf": some_sources,
                "ldn:reviewOf": some_sources,
                "cito:cites": some_sources,
                "ldn:mayOverlap": some_sources,
                "ldn:result": the_results,
                "ldn:funding": st.lists(_TEXTS, min_size=1, max_size=2).map(_joined),
                "ldn:harm": _TEXTS,
                "ldn:outcomeSwitched": st.sampled_from(["true", "false"]),
                "ldn:reviewedDesign": st.just("ldn:crossoverTrial"),
            },
        )  # fmt: skip
        if draw(st.booleans()):
            more += f' ; ldn:riskOfBias [ ldn:riskOfBiasTool ldn:rob2 ; ldn:riskOfBiasJudgement ldn:highRisk {_said(draw, who)} ; ldn:domainAssessment [ ldn:riskOfBiasDomain ldn:outcomeMeasurement ; ldn:riskOfBiasJudgement ldn:lowRisk ] ]'  # fmt: skip
        if draw(st.integers(0, 4)) == 0:
            notices = draw(st.lists(st.tuples(st.sampled_from(["concern", "correction", "retraction"]), st.sampled_from(["", ' ; dcterms:issued "2012"^^xsd:gYear', ' ; dcterms:issued "2009-05-06"^^xsd:date ; rdfs:comment "why"'])), max_size=3))  # fmt: skip
            said = "".join(f" ; ldn:notice [ ldn:noticeKind ldn:{kind}{day} ]" for kind, day in notices)
            name = draw(st.sampled_from(["retracted", "corrected", "notListed"]))
            more += f' ; ldn:standing ldn:{name} ; ldn:standingAsOf "2026-06-10"^^xsd:date ; ldn:standingBy <urn:list>{said}'  # fmt: skip
        issued = draw(st.sampled_from(["", "2010", "2011-04", "2012-05-06"]))
        pieces.append(source_turtle(f"s{n}", draw(st.sampled_from(["cohort", "systematicReview"])), issued, more))
    quantities = 0
    for n in range(claims):
        nodes: list[str] = []
        lines = []
        for m in range(draw(st.integers(0, 3))):
            more = _said(
                draw,
                {
                    **who,
                    "ldn:indirectness": st.sampled_from(["ldn:otherPopulation", "ldn:otherIntervention , ldn:otherPopulation"]),
                    "ldn:studyDesign": st.just("ldn:crossoverTrial"),
                    "ldn:finding": _TEXTS,
                    "ldn:nullWithoutInterval": st.sampled_from(["true", "false"]),
                    "ldn:usesResult": the_results,
                    "ldn:reviewedStudies": st.just("3"),
                    "ldn:foundAt": st.just("[ ldn:quotationRole ldn:speculation ; oa:hasSelector [ oa:exact \"some\"@en , \"words\"@de ] ] , [ oa:hasSelector [ oa:exact \"more\" ] ]"),
                    "ldn:otherJudgement": st.just('[ ldn:bearing ldn:refutes ; ldn:directness ldn:unrated ; ldn:indirectness ldn:otherOutcome , ldn:otherSpecies ] , [ ldn:bearing ldn:supports ; ldn:directness ldn:direct ; rdfs:comment "so"@en ]'),
                },
            )  # fmt: skip
            if draw(st.booleans()):
                lines.append(_quantity(draw, quantities))
                more += f" ; ldn:quantity evidence:Q{quantities}"
                quantities += 1
            lines.append(line_turtle(f"L{n}.{m}", f"s{draw(st.integers(0, sources - 1))}", more=more))
            nodes.append(f"evidence:L{n}.{m}")
        if draw(st.integers(0, 3)) == 0:
            lines.append(f"evidence:S{n} a ldn:EvidenceSearch {_said(draw, {'rdfs:comment': _TEXTS, 'ldn:searchedIn': _TEXTS, 'dcterms:created': who['dcterms:created']})} .\n")  # fmt: skip
            nodes.append(f"evidence:S{n}")
        stated = draw(st.integers(0, 2))
        lines += [_quantity(draw, quantities + k) for k in range(stated)]
        values = {
            "rdfs__label": draw(_TEXTS),
            "rdfs__comment": draw(st.sampled_from(["", '"a remark"'])),
            "rdf__object": draw(st.sampled_from(["entity:lupus", "entity:odd", "entity:balance"])),
            "prov__wasDerivedFrom": draw(st.sampled_from(["", "source:article", "source:article , <urn:x> , source:z"])),
            "biolink__disease_context_qualifier": draw(st.sampled_from(["", "entity:odd"])),
            "biolink__negated": draw(st.sampled_from(["", "true", "false"])),
            "ldn__quantity": _joined([f"evidence:Q{quantities + k}" for k in range(stated)]),
            "ldn__namedSource": _joined(draw(st.lists(_TEXTS, max_size=3))),
            "ldn__restsOn": _joined([f"claim:C{k}" for k in range(n) if draw(st.integers(0, 3)) == 0]),
            "cito__citesAsEvidence": draw(some_sources),
            "ldn__reportsOn": draw(some_sources),
            "ldn__publicationBias": draw(st.sampled_from(["", "[ ldn:suspected true ] , [ ldn:suspected false ; rdfs:comment \"no\" ]"])),
            "ldn__certaintyRating": draw(st.sampled_from(["", '[ ldn:certainty ldn:moderateCertainty ; dcterms:created "2026"^^xsd:gYear ]'])),
        }  # fmt: skip
        quantities += stated
        pieces.append(claim_turtle(f"C{n}", "".join(lines), _joined(nodes), **values))
    pieces.append('source:z a ldn:Source ; dcterms:title "Z" .\n')
    return "".join(pieces)


def _quantity(draw: st.DrawFn, n: int) -> str:
    parts = "".join(
        f" ; ldn:{part} evidence:Q{draw(_IDS)}" for part in ("numerator", "denominator") if draw(st.integers(0, 3)) == 0
    )
    low, what = draw(_NUMBERS), draw(_TEXTS | st.just("<urn:what>"))
    return quantity(f"Q{n}", 1, 9, parts + draw(st.sampled_from(["", " ; ldn:outOf 40.0"]))).replace(
        "ldn:low 1 ; ldn:high 9", f"ldn:low {low} ; ldn:high {draw(st.sampled_from([low, '99.90']))}"
    ).replace('ldn:ofWhat "dose"@en', f"ldn:ofWhat {what}")  # fmt: skip


@st.composite
def _result(draw: st.DrawFn, n: int) -> str:
    said = _said(
        draw,
        {
            "ldn:estimate": _NUMBERS,
            "ldn:intervalLow": _NUMBERS,
            "ldn:intervalHigh": _NUMBERS,
            "ldn:iSquared": _NUMBERS,
            "ldn:pValue": st.just('"<0.01"'),
            "ldn:people": st.just("40"),
            "ldn:measure": st.just("ldn:riskRatio"),
            "ldn:dose": _TEXTS,
            "ldn:outcome": st.just("entity:odd"),
            "ldn:subgroup": st.just("true"),
            "ldn:arm": st.just('[ rdfs:label "one"@en ; ldn:events 3 ] , [ rdfs:label "two" ; ldn:people 20 ]'),
        },
    )
    return f"evidence:R{n} a ldn:Result ; rdfs:label {draw(_TEXTS)}{said} .\n"


def write_columns(graph: Graph, folder: Path, rows: int = 20_000) -> TableFiles:
    """The tables of a graph in a folder, ``rows`` in a row group, opened."""
    folder.mkdir(exist_ok=True)
    for name, table in columns_of(graph).items():
        pq.write_table(table, folder / f"{name}.parquet", row_group_size=rows)
    return TableFiles(str(folder))
