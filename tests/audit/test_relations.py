"""How a source is related to others, from either end, in words and as data; and how these count."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from ldn_graph.audit.audit import audit_claims
from ldn_graph.cli import main
from ldn_graph.importers.iris import IriMinter
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.sparql.questions import ask
from ldn_graph.validation.report import validate_graph
from tests.audit.test_model_rules import MODEL
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle

LINKS = {"dcterms:isVersionOf": "preprint", "ldn:protocolOf": "protocol", "ldn:correctionOf": "correction"}
GRAPH = (
    DECLARATIONS
    + ENTITIES
    + claim_turtle(evidence="evidence:a")
    + line_turtle("a", "paper")
    + source_turtle("paper", more='; bibo:doi "10.5555/a" ; dcterms:identifier "clinicaltrials:NCT99999990"')
    + "".join(source_turtle(name, more=f"; {path} source:paper") for path, name in LINKS.items())
    + source_turtle("again", more="; foaf:page <https://dx.doi.org/10.5555/A>")
    + source_turtle("register", "trialRegistration", more='; dcterms:identifier "clinicaltrials:NCT99999990"')
    + source_turtle("review", "systematicReview", more="; ldn:reviewOf source:paper")
)


def test_relations_are_shown_from_both_ends(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(GRAPH, encoding="utf-8")

    def source(key: str, *more: str) -> str:
        run = CliRunner().invoke(main, ["source", key, "-g", str(tmp_path / "a.ttl"), *more])
        assert run.exit_code == 0, run.output
        return run.stdout

    assert json.loads(source("paper", "--format", "json"))["relations"] == {
        "preprint": ["preprint"], "protocol": ["protocol"], "correction": ["correction"], "same paper as": ["again"],
        "same trial as": ["register"], "reviewed by": ["review"],
    }  # fmt: skip
    assert json.loads(source("preprint", "--format", "json"))["relations"] == {"preprint of": ["paper"]}
    text = source("https://doi.org/10.5555%2fA")
    for line in ("same paper as again", "reviewed by   review", "identifiers   clinicaltrials:NCT99999990"):
        assert line in text or "same paper as paper" in text
    assert "protocol of   paper" in source("protocol")


@MODEL.states(
    "A preprint has `dcterms:isVersionOf` for its article, a protocol `ldn:protocolOf` for a report of its study,",
)
def test_a_preprint_a_protocol_and_an_erratum_are_no_study_of_their_own() -> None:
    for path in (*LINKS, None):
        turtle = claim_turtle(evidence="evidence:a , evidence:b") + line_turtle("a", "s") + line_turtle("b", "t")
        link = f"; {path} source:s" if path else ""
        graph = parse_turtle(DECLARATIONS + ENTITIES + turtle + source_turtle("s") + source_turtle("t", more=link))
        (claim,) = audit_claims(read_claims(graph)).claims
        assert claim.studies == (1 if path else 2)
        assert ("single-study" in claim.flags) is bool(path)


@MODEL.states(
    "Identifiers are read however they are written:",
    "Sources that share a DOI, a number in PubMed, PubMed Central, arXiv or DailyMed, or a patent, are one paper",
    "so are those that share an ISBN",
    "Sources with one registration number of a trial are reports of one study.",
    "One with several numbers of one registry is of several trials",
    "It holds by way of others too:",
    "An address that names one of these counts as it does.",
    "An audit counts one study once, and `--without` takes a paper away under all its keys.",
)
def test_the_study_behind_each_pair_of_identifiers() -> None:
    """What each identifier ties is in tests/sources/test_identity.py and tests/scale/test_one_study.py."""
    same = (
        ('bibo:doi "10.5555/a" ; foaf:page <https://pubmed.ncbi.nlm.nih.gov/7/>', 'bibo:pmid "7"'),
        ('bibo:doi "10.5555/a"', 'bibo:doi "https://doi.org/10.5555/A."'),
        ('bibo:pmid "7"', "foaf:page <https://europepmc.org/article/MED/7>"),
        ('dcterms:identifier "arxiv:9901.00007v1"', 'bibo:doi "10.48550/arXiv.9901.00007"'),
        ('dcterms:identifier "google.patent:US9999999B2"', "foaf:page <https://patents.google.com/patent/US9999999B2/en>"),
        ('dcterms:identifier "isbn:9781861972712"', 'dcterms:identifier "isbn:1-86197-271-7"'),
        ("foaf:page <https://example.org/a>", "foaf:page <http://www.example.org/a/?utm_source=x>"),
        ('dcterms:identifier "clinicaltrials:NCT99999990"', 'dcterms:identifier "clinicaltrials:NCT99999990" ; bibo:pmid "7"'),
    )  # fmt: skip
    apart = (
        ('bibo:doi "10.5555/a"', 'bibo:doi "10.5555/b"'),
        ("foaf:page <https://example.org/A>", "foaf:page <https://example.org/a>"),
        ('dcterms:identifier "isbn:9781861972712" ; dcterms:isPartOf "A book"', 'dcterms:identifier "isbn:9781861972712" ; dcterms:isPartOf "A book"'),
        ('bibo:pmid "7" ; foaf:page <https://example.org/a>', 'bibo:pmid "8" ; foaf:page <https://example.org/a>'),
        ('dcterms:identifier "clinicaltrials:NCT99999990"', 'dcterms:identifier "clinicaltrials:NCT99999990" , "clinicaltrials:NCT99999991"'),
    )  # fmt: skip
    for pairs, studies in ((same, 1), (apart, 2)):
        for one, other in pairs:
            turtle = claim_turtle(evidence="evidence:a , evidence:b") + line_turtle("a", "s") + line_turtle("b", "t")
            sources = source_turtle("s", more=f"; {one}") + source_turtle("t", more=f"; {other}")
            graph = parse_turtle(DECLARATIONS + ENTITIES + turtle + sources)
            assert audit_claims(read_claims(graph)).claims[0].studies == studies, (one, other)
            rows = ask(graph, "sources-of-one-study").rows
            assert len(rows) == (1 if studies == 1 else 0), (one, other)


@MODEL.states(
    "In queries each source has its identifiers in one form, `ldn:identity`,",
    "it is filled in as years are, and what a file states otherwise is warned of.",
)
def test_queries_have_the_identity_of_each_source() -> None:
    sources = source_turtle("s", more='; bibo:doi "10.1002/ANA.22006" ; bibo:pmid "20695007" ; ldn:identity "pmid:7"')
    sources += source_turtle("t", more="; foaf:page <https://clinicaltrials.gov/study/NCT00501696>")
    graph = parse_turtle(DECLARATIONS + sources)
    rows = graph.query("SELECT ?key { ?s ldn:identity ?key }")
    keys = {row[0].value for row in rows}  # type: ignore[union-attr]
    assert keys == {"doi:10.1002/ana.22006", "pmid:20695007", "pmid:7", "clinicaltrials:NCT00501696"}
    told = [r for r in validate_graph(graph).results if r.source_shape == "other-identity"]
    assert [(r.focus_node, r.severity, r.value) for r in told] == [("source:s", "Warning", "pmid:7")]


@MODEL.states(
    "Two sources of one paper are told by `ldn-graph validate`, as violations, and as advice",
    "It warns of a paper with two DOIs or two PubMed numbers, of an identifier that is not in its plain form",
)
def test_validation_tells_doubles_conflicts_and_what_looks_alike() -> None:
    def told(turtle: str) -> list[tuple[str, str, str]]:
        results = validate_graph(parse_turtle(DECLARATIONS + turtle)).results
        rules = ("duplicate-source", "conflicting-identifiers", "identifier-form", "alike-keys", "alike-names")
        return [(r.source_shape, r.focus_node, r.severity) for r in results if r.source_shape in rules]

    def two(one: str, other: str) -> str:
        return source_turtle("s", more=f"; {one}") + source_turtle("t", more=f"; {other}")

    assert told(two('bibo:doi "10.5555/a"', 'bibo:doi "10.5555/A"')) == [("duplicate-source", "source:t", "Violation")]
    page = "foaf:page <https://example.org/a>"
    assert told(two(page, page)) == [("duplicate-source", "source:t", "Warning")]
    assert told(two('bibo:doi "10.5555/a" ; bibo:pmid "7"', 'bibo:doi "10.5555/a" ; bibo:pmid "8"')) == [
        ("duplicate-source", "source:t", "Violation"), ("conflicting-identifiers", "source:t", "Warning"),
    ]  # fmt: skip
    number = 'dcterms:identifier "clinicaltrials:NCT99999990"'
    assert told(two(number, number)) == [], "a trial has several reports"
    assert told(two('bibo:doi "10.5555/A"', 'bibo:doi "10.5555/b.,"')) == [("identifier-form", "source:t", "Warning")]
    assert told(two('bibo:doi "10.5555/a"', 'bibo:doi "10.5555/b\u2013c"')) == [
        ("identifier-form", "source:t", "Violation")
    ]
    assert told(two('dcterms:identifier "isbn:978-1-86197-271-2"', 'dcterms:identifier "PMC:PMC7"')) == [("identifier-form", "source:t", "Warning")]  # fmt: skip
    assert told(source_turtle("Smith-1") + source_turtle("smith-1")) == [("alike-keys", "source:smith-1", "Warning")]
    made = IriMinter().keep("source", "younger 2013").rpartition("/")[2]
    assert told(source_turtle("younger-2013") + source_turtle(made)) == [("alike-keys", f"source:{made}", "Warning")]
    others = [IriMinter().keep("source", f"a{sign}b").rpartition("/")[2] for sign in " ;"]
    assert told("".join(map(source_turtle, others))) == [], "two that were both made tell nothing of one another"

    def entities(*labels: str, kind: str = "Drug", match: str = "") -> str:
        more = [f"; skos:exactMatch obo:CHEBI_{n + 1}" if match else "" for n in range(len(labels))]
        kinds = ("Drug", kind)
        return "".join(f'entity:e{n} a ldn:{kinds[n]} ; rdfs:label "{label}"@en {more[n]} .\n' for n, label in enumerate(labels))  # fmt: skip

    for label in ("Low-Dose naltrexone", "low-dose\u00a0naltrexone", "low-dose naltrexone"):
        assert told(entities("low-dose naltrexone", label)) == [("alike-names", "entity:e1", "Warning")]
        assert told(entities("low-dose naltrexone", label, kind="Outcome")) == []
        assert told(entities("low-dose naltrexone", label, match="yes")) == []
    assert told(entities("low-dose naltrexone", "naltrexone")) == []
