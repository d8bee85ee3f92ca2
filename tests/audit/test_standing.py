"""What was retracted counts for nothing, by the list that ships and by what the graph records; and what is told of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.bodies import rate_bodies
from ldn_graph.audit.documents import audit_document, claim_document, source_document
from ldn_graph.audit.dossier import claim_text, source_text
from ldn_graph.audit.results import Audit, ClaimAudit
from ldn_graph.audit.text import summary_text
from ldn_graph.audit.whatif import keystone_sources, remove
from ldn_graph.errors import ModelError
from ldn_graph.model.claims import Claim
from ldn_graph.model.vocab import PREFIXES
from ldn_graph.network.graph import build_network
from ldn_graph.network.paths import find_paths
from ldn_graph.page.content import describe_data
from ldn_graph.rdf.body_reader import read_bodies
from ldn_graph.rdf.claim_reader import read_claims, read_sources
from ldn_graph.rdf.database import load_files
from ldn_graph.rdf.opening import open_graph, parse_turtle
from ldn_graph.scale import corpus
from ldn_graph.scale.corpus import read_part, stream_audit
from ldn_graph.sources.citation import cite_source
from ldn_graph.sparql.questions import ask
from tests.audit.test_model_rules import MODEL, audit_of, claims_of, finding_of, graph_of, results_of
from tests.audit.test_status import random_graphs
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle

LISTED = '; bibo:pmid "9500320"'
"""Of a paper of 1998 that was retracted in 2010."""
OTHERS = "https://example.org/list"


def stated(source: str, standing: str = "retracted", *notices: tuple[str, str], day: str = "2026-07-01") -> str:
    """How a source stands, with notices of a kind and a year, or without one."""
    said = f'source:{source} ldn:standing ldn:{standing} ; ldn:standingAsOf "{day}"^^xsd:date ; ldn:standingBy <{OTHERS}> .\n'
    for n, (kind, year) in enumerate(notices):
        notice = f"<https://example.org/{source}/{n}>"
        dated = f' ; dcterms:issued "{year}"^^xsd:gYear' if year else ""
        said += f"source:{source} ldn:notice {notice} . {notice} a ldn:Notice ; ldn:noticeKind ldn:{kind}{dated} .\n"
    return said


def pair(
    *more: str, first: str = "", second: str = "", bearings: tuple[str, str] = ("supports", "givesBackground")
) -> tuple[str, ...]:
    """A claim with two lines, of the sources ``a`` and ``b``."""
    lines = line_turtle("a", "a", bearings[0]), line_turtle("b", "b", bearings[1])
    sources = source_turtle("a", issued="1998", more=first), source_turtle("b", more=second)
    return (claim_turtle(evidence="evidence:a , evidence:b"), *lines, *sources, *more)


# What does not stand ----------------------------------------------------------------------------


@MODEL.states(
    "What was retracted counts for nothing:",
    "It shows that somebody looked.",
    "Sources with a PMID or a PMCID are looked up in the list that ships with the package",
    "| `retracted-source` | Violation |",
)
def test_a_claim_that_a_retracted_paper_alone_supports_is_not_supported() -> None:
    audited = audit_of(*pair(first=LISTED))
    assert (audited.status, audited.studies, audited.best_level_for) == ("unsupported", 0, None)
    assert [line.source.id for line in audited.lines] == ["b"]
    assert [line.source.id for line in audited.fallen] == ["a"]
    assert audited.certainty is not None
    assert not audited.certainty.measured
    finding = finding_of(audited, "retracted-source")
    assert finding.severity == "Violation"
    assert "a, retracted, by the list of Europe PMC of 10 June 2026, which does not say when" in finding.message
    assert "the status would be supported" in finding.message


def test_where_it_changes_nothing_it_is_a_warning() -> None:
    audited = audit_of(*pair(first=LISTED, bearings=("supports", "supports")))
    finding = finding_of(audited, "retracted-source")
    assert (audited.status, audited.studies, finding.severity) == ("supported", 1, "Warning")
    assert "it changes nothing" in finding.message
    audit = Audit((audited,))
    assert audit.worst() == audit.summary.worst() == "Warning"
    assert "Warning    retracted-source" in summary_text(audit.summary)
    assert "retracted-source" not in audit_of(*pair()).flags


def without_the_line(claims: tuple[Claim, ...]) -> ClaimAudit:
    (audited,) = audit_claims(remove(claims, {PREFIXES["source"] + "a"})).claims
    return audited


@given(random_graphs())
def test_it_is_as_if_the_lines_were_not_there_but_that_somebody_looked(text: str) -> None:
    claims = read_claims(parse_turtle(text))
    audit = audit_claims(claims)
    gone = {e.source.iri for c in claims for e in c.lines if not e.source.counts()}
    apart = audit_claims(remove(claims, gone))
    for audited, other in zip(audit.claims, apart.claims, strict=True):
        assert audited.lines == other.lines
        looked = {"unchecked", "unsupported"}
        assert audited.status == other.status or {audited.status, other.status} == looked
        assert (audited.studies, audited.best_level_for, audited.best_level_against) == (
            other.studies, other.best_level_for, other.best_level_against,
        )  # fmt: skip
        assert (audited.certainty and audited.certainty.words) == (other.certainty and other.certainty.words)
        ours = {"retracted-source", "no-supporting-source", "standing-unknown"}
        if audited.fallen and audited.status == "unsupported":
            ours.add("one-line-decides")  # without its one line it is unsupported still, since somebody looked
        assert {*audited.flags} - ours == {*other.flags} - ours
        assert bool(audited.fallen) is ("retracted-source" in audited.flags)


def test_numbers_paths_networks_keystones_and_citing_go_without_it() -> None:
    number = 'quantity:{0} a ldn:Quantity ; ldn:ofWhat "x"@en ; ldn:low {1} ; ldn:high {1} ; ldn:unit "1" .\n'
    turtle = (
        claim_turtle(evidence="evidence:a", ldn__quantity="quantity:said", cito__citesAsEvidence="source:a"),
        line_turtle("a", "a", more="; ldn:quantity quantity:found"), source_turtle("a", more=LISTED),
        number.format("said", 1), number.format("found", 9),
    )  # fmt: skip
    stands = tuple(piece.replace(LISTED, "") for piece in turtle)
    for pieces, fallen in ((turtle, True), (stands, False)):
        claims = claims_of(*pieces)
        audit = audit_claims(claims)
        (audited,) = audit.claims
        assert ("number-mismatch" in audited.flags) is not fallen
        assert audited.status_as_published == ("unchecked" if fallen else "supported")
        paths = list(find_paths(audit, PREFIXES["entity"] + "ldn", PREFIXES["entity"] + "lupus"))
        assert [path.studies for path in paths] == [0 if fallen else 1]
        assert (PREFIXES["source"] + "a" in build_network(audit)) is not fallen
        assert bool(keystone_sources(claims)[0].fallen) is not fallen


def test_results_of_it_are_no_part_of_a_body_of_evidence() -> None:
    turtle = (
        'entity:life a ldn:Outcome ; rdfs:label "life"@en .\n',
        source_turtle("a", "randomisedControlledTrial", more="; ldn:participants 50 ; ldn:result result:a" + LISTED),
        'result:a a ldn:Result ; rdfs:label "life"@en ; ldn:outcome entity:life ; ldn:people 50 ; ldn:directionOfEffect ldn:favoursIntervention .\n',
        'body:x a ldn:BodyOfEvidence ; rdfs:label "life"@en ; ldn:condition entity:lupus ; ldn:outcome entity:life ; ldn:topic ldn:efficacy ; ldn:includesResult result:a .\n',
    )
    for pieces, number in ((turtle, 0), (tuple(p.replace(LISTED, "") for p in turtle), 1)):
        (rated,) = rate_bodies(read_bodies(graph_of(*pieces)))
        assert len(rated.results) == number


@MODEL.states("What is said of one source holds for each that has an identifier with it in common.")
@pytest.mark.parametrize("said", ["", stated("b")])
def test_all_records_of_a_paper_fall_together(said: str) -> None:
    other = LISTED if not said else '; bibo:pmid "99999991"'
    turtle = pair(said, first='; bibo:doi "10.5555/A"', second=f'; bibo:doi "10.5555/a" {other}')
    audited = audit_of(*turtle)
    assert [line.source.id for line in audited.fallen] == ["a", "b"]


# What a graph states ----------------------------------------------------------------------------


@MODEL.states(
    "A source's `ldn:standing` is `ldn:retracted`, `ldn:expressionOfConcern`",
    "Each `ldn:notice` leads to an `ldn:Notice`",
    "A doubt (`ldn:expressionOfConcern`) and a correction are told, and the source counts.",
    "| `expression-of-concern` | Warning |",
    "| `corrected-source` | Info |",
)
@pytest.mark.parametrize(
    ("standing", "kind", "counts", "flag"),
    [
        ("retracted", "retraction", False, "retracted-source"),
        ("expressionOfConcern", "concern", True, "expression-of-concern"),
        ("corrected", "correction", True, "corrected-source"),
        ("reinstated", "reinstatement", True, ""),
        ("notListed", "", True, ""),
    ],
)
def test_each_standing_counts_or_not_and_is_told(standing: str, kind: str, counts: bool, flag: str) -> None:
    said = stated("a", standing, *([(kind, "2010")] if kind else []))
    audited = audit_of(*pair(said, first='; bibo:doi "10.5555/a"'))
    assert (audited.status == "supported") is counts
    told = {"retracted-source", "expression-of-concern", "corrected-source"}
    assert told.intersection(audited.flags) == ({flag} if flag else set())
    if flag:
        finding = finding_of(audited, flag)
        assert "in 2010" in finding.message
        assert any(PREFIXES["ldn"] + standing in triple[2] for triple in finding.because)
    assert results_of(graph_of(*pair(said))) & {"standing", "standing-as-of", "standing-by", "notice-kind"} == set()


@MODEL.states("The newer list counts.", "That another list does not have a retraction does not lift it")
@pytest.mark.parametrize(
    ("said", "counts"),
    [
        (stated("a", "reinstated", ("reinstatement", "2020")), True),
        (stated("a", "reinstated", ("reinstatement", "2020"), day="2026-01-01"), False),
        (stated("a", "notListed"), False),
        (stated("a", "notListed").replace(OTHERS, "https://europepmc.org/"), False),
        (stated("a", "corrected", ("correction", "2020")), False),
    ],
)
def test_the_newer_list_counts_beside_the_one_that_ships(said: str, counts: bool) -> None:
    assert (audit_of(*pair(said, first=LISTED)).status == "supported") is counts


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (stated("a").replace('"2026-07-01"^^xsd:date', '"June"'), "'June' is no day"),
        ("source:a ldn:standing ldn:retracted .", "no ldn:standingAsOf"),
        (
            stated("a", "retracted", ("retraction", "")).replace(" ; ldn:noticeKind ldn:retraction", ""),
            "no ldn:noticeKind",
        ),
        (stated("a") + "source:a ldn:standing ldn:corrected .", "2 values of ldn:standing; keep one"),
        (stated("a", "retracted", ("retraction", "2010")).replace('"2010"^^xsd:gYear', '"once"'), "'once' is no date"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(said: str, problem: str) -> None:
    with pytest.raises(ModelError, match=problem):
        claims_of(*pair(said))


@MODEL.states(
    "Queries in SPARQL know what the graph records of it, and not the list that ships.",
    "They look at the source itself, and not at other sources of the paper.",
)
def test_a_query_knows_what_is_recorded_alone() -> None:
    def statuses(graph: object) -> list[str]:
        return [row["status"] for row in ask(graph, "claim-status")]  # type: ignore[arg-type,misc]

    assert statuses(graph_of(*pair(first=LISTED))) == ["supported"]
    assert statuses(graph_of(*pair(stated("a"), first=LISTED))) == ["unsupported"]
    twins = pair('source:other a ldn:Source ; bibo:doi "10.5555/A" .' + stated("other"), first='; bibo:doi "10.5555/a"')
    assert (statuses(graph_of(*twins)), audit_of(*twins).status) == (["supported"], "unsupported")


# Years ------------------------------------------------------------------------------------------


@MODEL.states(
    "As of a year, a source counts that was not retracted by the end of it.",
    "Where nobody says when it was retracted, it counts in no year.",
)
def test_a_paper_of_1998_that_was_retracted_in_2010_stood_in_2005() -> None:
    dated = pair(stated("a", "retracted", ("retraction", "2010")), first=LISTED)
    by_year = {year: audit_of(*dated, as_of=year).status for year in (1990, 2005, 2009, 2010, 2020)}
    assert by_year == {
        1990: "unsupported",
        2005: "supported",
        2009: "supported",
        2010: "unsupported",
        2020: "unsupported",
    }
    assert audit_of(*dated, as_of=1990).fallen == (), "what was not published yet has not fallen"
    undated = audit_of(*pair(first=LISTED), as_of=2005)
    assert undated.status == "unsupported"
    assert "does not say when" in finding_of(undated, "retracted-source").message
    doubted = pair(stated("a", "expressionOfConcern", ("concern", "2004")))
    flags = [set(audit_of(*doubted, as_of=year).flags) for year in (2003, 2004)]
    assert ["expression-of-concern" in some for some in flags] == [False, True]


def test_the_page_has_its_fall_in_the_year_of_it() -> None:
    claims = claims_of(*pair(stated("a", "retracted", ("retraction", "2010")), first=LISTED))
    data = describe_data(audit_claims(claims), claims, ())
    states, (record,) = data["states"], data["claims"]  # type: ignore[misc]
    history = {since: (states[place]["status"], states[place].get("fallen")) for since, place in record["states"]}  # type: ignore[index]
    assert history[1998] == ("supported", None)
    assert history[2010] == ("unsupported", [0])
    (facts,) = [s["study"] for s in data["sources"] if s["id"] == "a"]  # type: ignore[union-attr,index]
    assert any("retracted in 2010" in text for _, text in facts)


# What is told -----------------------------------------------------------------------------------


@MODEL.states("| `standing-unknown` | Info |")
@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (LISTED.replace("9500320", "99999991"), '; dcterms:identifier "pmc:PMC1"', None),
        (
            "",
            '; bibo:pmid "99999991"',
            "1 of 2 sources cannot be looked up in the list of retractions: no identifier: a",
        ),
        (
            '; bibo:doi "10.5555/a"',
            '; bibo:pmid "99999991"',
            "1 of 2 sources cannot be looked up in the list of retractions: a DOI alone: a",
        ),
    ],
)
def test_what_could_not_be_looked_up_is_told_with_how_many(first: str, second: str, told: str | None) -> None:
    audited = audit_of(*pair(first=first, second=second, bearings=("supports", "supports")))
    assert ("standing-unknown" in audited.flags) is (told is not None)
    if told:
        assert finding_of(audited, "standing-unknown").message == told
    elsewhere = pair(stated("a", "notListed"), first='; bibo:doi "10.5555/a"')
    assert "standing-unknown" not in audit_of(*elsewhere).flags, "another list had its DOI"


def test_it_is_said_wherever_the_source_is_shown() -> None:
    turtle = pair(stated("a", "retracted", ("retraction", "2010")), first=LISTED)
    claims = claims_of(*turtle)
    audit = audit_claims(claims)
    source = {s.id: s for s in read_sources(graph_of(*turtle))}["a"]
    said = f"retracted in 2010, by the list of {OTHERS} of 1 July 2026"
    assert said in source_text(source, audit, 200)
    assert "retracted, and counts for nothing" in source_text(source, audit, 200)
    text = claim_text(audit.claims[0], 200)
    assert "\nretracted: counts for nothing (1)\n" in text
    assert said in text
    assert cite_source(source).startswith("a [retracted].")
    told = source_document(source, audit)["standing"]
    assert isinstance(told, dict)
    assert (told["standing"], told["as_of"], told["by"]) == ("retracted", "2026-07-01", OTHERS)
    document = claim_document(audit.claims[0])
    assert [line["source"]["id"] for line in document["retracted"]] == ["a"]  # type: ignore[attr-defined]
    assert "1 of 1 PMIDs" in summary_text(audit.summary)
    assert "by another list, as the graph states, 1 of 2 sources" in summary_text(audit.summary)
    assert audit_document(audit)["findings"]


# From a database --------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["", stated("s1", "retracted", ("retraction", "2010"))])
def test_a_database_gives_the_same_also_where_records_of_a_paper_are_far_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setattr(corpus, "CHUNK", 1)
    pmid = '; bibo:pmid "9500320"' if not said else ""
    pieces = [said]
    for n, more in enumerate(
        ['; bibo:doi "10.5555/a"', f'; bibo:doi "10.5555/a" {pmid}', '; dcterms:identifier "pmc:PMC95696"', ""]
    ):
        pieces += [
            claim_turtle(f"C{n}", evidence=f"evidence:e{n}"),
            line_turtle(f"e{n}", f"s{n}"),
            source_turtle(f"s{n}", more=more),
        ]
    path = tmp_path / "graph.ttl"
    path.write_text(DECLARATIONS + ENTITIES + "".join(pieces), encoding="utf-8")
    load_files([str(path)], tmp_path / "store")
    graph = open_graph(str(path))
    whole = audit_claims(read_claims(graph)).claims
    assert [a.status for a in whole] == ["unsupported"] * 3 + ["supported"]
    assert [*stream_audit(open_graph(str(tmp_path / "store")))] == [*whole]
    assert [*stream_audit(open_graph(str(tmp_path / "store")))] == [*whole], "also from its cache"
    part = read_part(open_graph(str(tmp_path / "store")), [PREFIXES["claim"] + "C0"])
    assert audit_claims(part.claims, studies=part.studies).claims[0] == whole[0]
