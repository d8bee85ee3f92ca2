"""``docs/model.md`` sentence by sentence: each rule that it states, on the smallest graph that can break it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit, ClaimAudit, Finding
from ldn_graph.audit.tables import CLAIM_COLUMNS, claim_row
from ldn_graph.cli import main
from ldn_graph.errors import ModelError, UnknownTermError
from ldn_graph.model.claims import Claim, Source
from ldn_graph.model.graph import Graph
from ldn_graph.model.predicates import predicate_problem
from ldn_graph.model.vocab import (
    BEARINGS,
    DESIGNS,
    DIRECTNESS,
    ENTITY_KINDS,
    FLAGS,
    INDIRECTNESS,
    LDN,
    PREDICATES,
    PREFIXES,
    STATUSES,
    TOPICS,
    WORDINGS,
)
from ldn_graph.network.graph import build_network, chains
from ldn_graph.network.hops import read_hops
from ldn_graph.network.paths import find_paths
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import open_graph, parse_turtle
from ldn_graph.sparql.questions import ask
from ldn_graph.validation.passages import check_passages
from ldn_graph.validation.report import validate_graph
from tests.conftest import DECLARATIONS, ENTITIES, ROOT, SENTENCE_ONLY, claim_turtle, line_turtle, source_turtle
from tests.sentences import Document

MODEL = Document(
    ROOT / "docs" / "model.md",
    stating_none=(
        "How a claim, its evidence and its sources are written",
        "`ldn-graph quotes` looks them up in the source's text",
        "The terms are defined one by one",
        "A claim points to its evidence:",
        "What the article itself cites is something else:",
        "`ldn:bearing`, from the source to the claim",
        "| bearing | the source |",
        "| level | study designs |",
        "Of a claim's direct lines the audit gives three levels",
        "[How other people's graphs are read]",
        "[Newer lists](sources.md#standing)",
        "| status | direct: confirms, supports |",
        "It never means that the claim is false.",
        "| flag | severity | when |",
        "Most differences between two readers were of these two.",
        "So they are told apart by three steps:",
        "First: does the source show the very outcome",
        "Second: does the claim say",
        "Third: else it *supports*.",
        "*supported, very low certainty*.",
        "The status says whether the literature found",
        "| step | upper bound | lower bound |",
        "Each step has its reason and the triples",
        "| tool | judgements, beside",
        "What the model cannot show of a study:",
        "What this cannot show:",
        "are rules of thumb, and 100 people is a rule of this project.",
        "Write the node into `data/triples.ttl`",
        "Leave out what is not confirmed.",
    ),
)
ENTITY = PREFIXES["entity"]


def graph_of(*turtle: str) -> Graph:
    return parse_turtle(DECLARATIONS + ENTITIES + "".join(turtle), "test.ttl")


def claims_of(*turtle: str) -> tuple[Claim, ...]:
    return read_claims(graph_of(*turtle))


def audit_of(*turtle: str, as_of: int | None = None) -> ClaimAudit:
    """The audit of the first claim."""
    return audit_claims(claims_of(*turtle), as_of).claims[0]


def evidence_of(*lines: str | tuple[str, ...]) -> dict[str, str]:
    """What :func:`claim_turtle` takes for lines of bearing, directness, design and year, each of a source of its own.

    Direct, of a cohort and of 2010 where nothing else is given.
    """
    names, pieces = [], []
    for n, line in enumerate(lines):
        given = (line,) if isinstance(line, str) else line
        bearing, directness, design, issued = (*given, *("", "direct", "cohort", "2010")[len(given) :])
        names.append(f"evidence:e{n}")
        domain = "; ldn:indirectness ldn:otherSpecies" if directness == "indirect" else ""
        pieces += [line_turtle(f"e{n}", f"s{n}", bearing, directness, domain), source_turtle(f"s{n}", design, issued)]
    return {"evidence": " , ".join(names), "more": "".join(pieces)}


def audit_lines(*lines: str | tuple[str, ...], as_of: int | None = None, **changes: str) -> ClaimAudit:
    return audit_of(claim_turtle(**evidence_of(*lines), **changes), as_of=as_of)


def finding_of(audited: ClaimAudit, flag: str) -> Finding:
    (finding,) = [f for f in audited.findings if f.rule == flag]
    return finding


def results_of(graph: Graph) -> set[str]:
    """The names of the rules of validation that a graph breaks."""
    return {result.source_shape for result in validate_graph(graph).results}


SEARCH = 'evidence:search a ldn:EvidenceSearch ; rdfs:comment "none found"@en .\n'

# Whether each rule is here ----------------------------------------------------------------------


QUOTED_ELSEWHERE = (
    "tests.audit.test_certainty", "tests.audit.test_what_a_status_rests_on", "tests.validation.test_study_rules",
    "tests.rdf.test_years", "tests.audit.test_bodies", "tests.rdf.test_authors", "tests.sources.test_bibliography",
    "tests.audit.test_standing", "tests.audit.test_relations",
)  # fmt: skip
"""Other modules whose tests are about sentences of the same document."""


def test_each_sentence_that_states_a_rule_has_a_test() -> None:
    for module in QUOTED_ELSEWHERE:
        import_module(module)
    assert len(MODEL.sentences) > 80
    assert MODEL.untested() == []


def test_each_sentence_is_quoted_as_it_stands() -> None:
    assert len(MODEL.quoted) > 100
    assert MODEL.misquoted() == []


# One claim --------------------------------------------------------------------------------------


@MODEL.states("A claim is a node, never a bare triple")
def test_a_bare_triple_is_no_claim() -> None:
    assert claims_of("entity:ldn biolink:treats entity:lupus .\n") == ()
    graph = graph_of(claim_turtle())
    assert not ask(graph, "ASK { entity:ldn biolink:treats entity:lupus }")


@MODEL.states("Subject, predicate and object are plain reification and Biolink's Association at once.")
def test_a_claim_is_a_reified_statement_and_an_association() -> None:
    (claim,) = claims_of(claim_turtle())
    assert (claim.subject.id, claim.predicate, claim.object.id) == ("ldn", PREFIXES["biolink"] + "treats", "lupus")
    assert "claim-association" not in results_of(graph_of(claim_turtle()))
    bare = claim_turtle().replace(", biolink:Association", "")
    assert "claim-association" in results_of(graph_of(bare))


@MODEL.states(
    "A claim may also be",
    "is a claim by its sentence alone",
    "are there, or none: one or two of them are an error",
    "since the sentence itself says what it denies",
    "The condition may be there.",
)
def test_a_claim_is_a_triple_or_a_sentence_only() -> None:
    sentence = claim_turtle(**SENTENCE_ONLY, biolink__disease_context_qualifier="entity:lupus")
    alone = sentence.replace(", biolink:Association", "")
    (claim,) = claims_of(alone)
    assert (claim.relation, claim.label, claim.condition and claim.condition.id) == (None, "claim C01", "lupus")
    assert not results_of(graph_of(alone)) & {"claim-triple", "claim-association"}
    for kept in SENTENCE_ONLY:
        for part in ({kept: "entity:ldn"}, {key: "entity:ldn" for key in SENTENCE_ONLY if key != kept}):
            with pytest.raises(ModelError, match="a claim may be a sentence only"):
                claims_of(claim_turtle(**{**SENTENCE_ONLY, **part}))
            assert "claim-triple" in results_of(graph_of(claim_turtle(**{**SENTENCE_ONLY, **part})))
    for said in ({"biolink__negated": "false"}, {"biolink__object_direction_qualifier": '"increased"'}):
        with pytest.raises(ModelError, match="a claim may be a sentence only"):
            claims_of(claim_turtle(**SENTENCE_ONLY, **said))
        assert "claim-triple" in results_of(graph_of(claim_turtle(**SENTENCE_ONLY, **said)))


@MODEL.states(
    "Such a claim is audited by the same rules",
    "questions its subject, predicate and object are empty.",
    "No path leads through it, and in a network",
)
def test_a_sentence_is_audited_as_the_same_claim_with_a_triple() -> None:
    evidence = line_turtle("e0", "s0"), source_turtle("s0", "caseReport", more="; ldn:participants 1")
    for topic in TOPICS:
        one, other = (
            audit_of(claim_turtle(evidence="evidence:e0", ldn__topic=f"ldn:{topic}", **changes), *evidence)
            for changes in ({}, SENTENCE_ONLY)
        )
        assert (one.status, one.flags, one.certainty) == (other.status, other.flags, other.certainty)
        assert dict(zip(CLAIM_COLUMNS, claim_row(other), strict=True)) == {
            **dict(zip(CLAIM_COLUMNS, claim_row(one), strict=True)),
            **dict.fromkeys(("subject", "predicate", "object", "condition")),
        }
    audit = Audit((other,), None)
    assert read_hops(audit) == ()
    assert build_network(audit).nodes[other.claim.iri]["status"] == other.status


@MODEL.states("`biolink:has_evidence` leads to evidence lines")
def test_evidence_is_lines_and_searches() -> None:
    (claim,) = claims_of(
        claim_turtle(evidence="evidence:e0 , evidence:search"), line_turtle("e0", "s0"), source_turtle("s0"), SEARCH
    )
    assert [e.source.id for e in claim.lines] == ["s0"]
    assert [s.comment for s in claim.searches] == ["none found"]
    with pytest.raises(ModelError, match="neither an ldn:EvidenceLine nor an ldn:EvidenceSearch"):
        claims_of(claim_turtle(evidence="source:s0"), source_turtle("s0"))


@MODEL.states("counts as `checked`")
@pytest.mark.parametrize(
    ("evidence", "checked"), [("", 0), ("evidence:search", 1), ("evidence:e0", 1)], ids=["nothing", "search", "line"]
)
def test_a_claim_with_a_line_or_a_search_is_checked(evidence: str, checked: int) -> None:
    turtle = claim_turtle(evidence=evidence), line_turtle("e0", "s0", "givesBackground"), source_turtle("s0"), SEARCH
    assert audit_claims(claims_of(*turtle)).checked == checked


@MODEL.states("the last part of a claim's IRI is its id, unlike that of any other claim")
def test_the_last_part_of_an_iri_is_the_id_and_that_of_one_claim() -> None:
    elsewhere = claim_turtle().replace("claim:C01 a", "<https://example.org/mine#C01> a")
    assert [c.id for c in claims_of(elsewhere)] == ["C01"]
    with pytest.raises(ModelError, match="its id C01 is also that of"):
        claims_of(claim_turtle(), elsewhere)
    assert "shared-id" in results_of(graph_of(claim_turtle(), elsewhere))


@MODEL.states("The prefixes above are those of this project; yours may be others.")
def test_prefixes_of_ones_own_make_the_same_claim() -> None:
    own = (DECLARATIONS + ENTITIES + claim_turtle()).replace("entity:", "thing:").replace("claim:", "c:")
    assert read_claims(parse_turtle(own)) == claims_of(claim_turtle())


@MODEL.states("The source of a line is a `ldn:Source`")
@pytest.mark.parametrize("source", ["claim:C01", "claim:C02", "source:article"])
def test_neither_a_claim_nor_the_article_is_evidence(source: str) -> None:
    turtle = (
        claim_turtle("C01", evidence="evidence:e0") + claim_turtle("C02"),
        line_turtle("e0", "x").replace("source:x", source),
    )
    with pytest.raises(ModelError, match=r"is not an ldn:Source|is given as its evidence"):
        claims_of(*turtle)
    assert "own-evidence" in results_of(graph_of(*turtle))


@MODEL.states("`cito:citesAsEvidence` on the claim, `cito:cites` on the article.")
def test_what_the_article_cites_is_no_evidence_of_ours() -> None:
    cites = "source:article cito:cites source:s0 .\n"
    audited = audit_of(claim_turtle(cito__citesAsEvidence="source:s0"), source_turtle("s0"), cites)
    assert (audited.as_published, audited.status, audited.lines) == ("cited", "unchecked", ())
    (article,) = audited.claim.articles
    assert article.cites == (PREFIXES["source"] + "s0",)


@MODEL.states("Of two on one claim and its evidence that differ only by capitals", "to which nothing points")
@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            "alike-quantities",
            'claim:C01 ldn:quantity [ ldn:ofWhat "Relapses, a  year"@en ] , [ ldn:ofWhat "relapse a year"@en ] .',
        ),
        ("unused", 'quantity:q a ldn:Quantity ; ldn:ofWhat "relapses"@en ; ldn:low 1 ; ldn:high 1 ; ldn:unit "1" .'),
        ("unused", 'claim:C02-passage a oa:SpecificResource ; ldn:section "Top"@en .'),
        ("unused", "assessment:a a ldn:CertaintyRating ; ldn:certainty ldn:lowCertainty ."),
        ("evidence-claim", SEARCH),
        ("stray", 'entity:lupsu rdfs:label "Lupus"@de .'),
        ("stray", 'evidence:gone ldn:finding "9 of 10"@en .'),
    ],
)
def test_what_is_read_by_nothing_is_warned_of(rule: str, said: str) -> None:
    report = validate_graph(graph_of(claim_turtle(), said))
    assert [r.severity for r in report.results if r.source_shape == rule] == ["Warning"]
    assert rule not in results_of(graph_of(claim_turtle()))


@MODEL.states("`rdf:predicate` is a predicate of Biolink", "`ldn:affectsPopulation`, `leadingCauseOf`")
def test_a_predicate_is_one_of_biolink_or_of_ours() -> None:
    (row,) = [s for s in MODEL.sentences if s.startswith("* `rdf:predicate`")]
    named = [name.removeprefix("biolink:") for name in row.split("`")[3::2]]
    assert named[:2] == ["affects", "treats"]
    assert [n for n in named if predicate_problem(PREFIXES["biolink"] + n)] == []
    (ours,) = [s for s in MODEL.sentences if s.startswith("`ldn:affectsPopulation`")]
    assert [name.removeprefix("ldn:") for name in ours.split("`")[1::2]] == list(PREDICATES)
    assert [n for n in PREDICATES if predicate_problem(LDN[n])] == []
    for wrong in ("ldn:cohort", "biolink:Drug", "biolink:treets"):
        assert "predicate" in results_of(graph_of(claim_turtle(rdf__predicate=wrong))), wrong


@MODEL.states("`biolink:disease_context_qualifier` points to that `ldn:Condition`")
def test_a_context_is_a_condition() -> None:
    in_lupus = claim_turtle(rdf__object="entity:balance", biolink__disease_context_qualifier="entity:lupus")
    (claim,) = claims_of(in_lupus)
    assert claim.context is not None
    assert claim.context.id == "lupus"
    assert "entity-class" not in results_of(graph_of(in_lupus))
    assert "entity-class" in results_of(graph_of(claim_turtle(biolink__disease_context_qualifier="source:article")))


@MODEL.states("The chain of a claim leads from its subject to its object and on to that condition")
@pytest.mark.parametrize(
    ("object_", "context", "steps"),
    [
        ("entity:balance", "entity:lupus", ["ldn", "balance", "lupus"]),
        ("entity:balance", "", ["ldn", "balance"]),
        ("entity:lupus", "entity:lupus", ["ldn", "lupus"]),
    ],
)
def test_a_chain_leads_on_to_the_condition(object_: str, context: str, steps: list[str]) -> None:
    turtle = claim_turtle(rdf__object=object_, biolink__disease_context_qualifier=context)
    (chain,) = chains(build_network(audit_claims(claims_of(turtle))))
    assert chain.steps == tuple(ENTITY + step for step in steps)


@MODEL.states("Status and flags are computed, never written.")
def test_there_is_no_term_to_write_a_status_or_a_flag() -> None:
    assert not {*STATUSES, *FLAGS, "status", "flag"} & LDN.names
    with pytest.raises(UnknownTermError):
        claims_of(claim_turtle(ldn__status='"supported"'))


@MODEL.states(
    "A passage is given by section",
    "`ldn-graph validate --article FILE` verifies it.",
    "Offsets in code units of UTF-16, as annotation tools of browsers count,",
)
def test_a_passage_is_characters_of_the_raw_text_and_a_digest(tmp_path: Path) -> None:
    text = "Top\r\n caf\xe9 \U0001f98a: it\u0301 helps.\n"
    start, end = text.index("\U0001f98a"), text.index(" helps")
    digest = hashlib.sha256(text[start:end].encode("utf-8")).hexdigest()
    passage = (
        'claim:p a oa:SpecificResource ; ldn:section "Top"@en ; oa:hasSource source:article ;\n'
        f"  oa:hasSelector [ a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} ] ;"
        f' ldn:passageSha256 "{digest}" .\n'
    )
    turtle = claim_turtle(ldn__statedAt="claim:p") + passage
    (check,) = check_passages(claims_of(turtle), text)
    assert check.outcome == "exact"
    assert [c.outcome for c in check_passages(claims_of(turtle), text.replace("\r\n", "\n"))] == ["moved"]
    units = len(text[:end].encode("utf-16-le")) // 2
    assert units == end + 1
    in_units = turtle.replace(f"oa:end {end}", f"oa:end {units}")
    (check,) = check_passages(claims_of(in_units), text)
    assert (check.outcome, check.found, check.unit) == ("exact", (start, end), "UTF-16 code units")
    assert "passage-digest" not in results_of(graph_of(turtle))
    assert "passage-digest" in results_of(graph_of(turtle.replace(digest, digest.upper())))
    graph, article = tmp_path / "graph.ttl", tmp_path / "article.txt"
    graph.write_text(DECLARATIONS + ENTITIES + turtle, encoding="utf-8")
    for content, code, answer in (
        (text, 0, "1 passage, each in its place"),
        (text.replace("t\u0301", "t"), 1, "1 of 1 passage is not where it should be"),  # nothing is normalised
    ):
        article.write_bytes(content.encode("utf-8"))
        run = CliRunner().invoke(main, ["validate", "-g", str(graph), "--article", str(article)])
        assert (run.exit_code, answer in run.stdout.splitlines()[-1]) == (code, True), run.output


# What is curated on an evidence line ------------------------------------------------------------


@MODEL.states(
    "| `ldn:confirms` | found the very same thing |",
    "| `ldn:supports` | has a finding in favour |",
    "| `ldn:qualifies` | is in favour of a weaker or narrower version only |",
    "| `ldn:disputes` | has a finding against |",
    "| `ldn:refutes` | shows it to be wrong |",
    "| `ldn:leavesOpen` | addressed the question and could not answer it |",
    "| `ldn:givesBackground` | gives context |",
)
@pytest.mark.parametrize(
    ("bearing", "status"),
    [
        ("confirms", "supported"),
        ("supports", "supported"),
        ("qualifies", "partly-supported"),
        ("disputes", "contradicted"),
        ("refutes", "contradicted"),
        ("leavesOpen", "unsupported"),
        ("givesBackground", "unchecked"),
    ],
)
def test_a_bearing_counts_as_the_table_has_it(bearing: str, status: str) -> None:
    assert audit_lines(bearing).status == status
    assert [row[0].strip("`") for row in MODEL.rows("bearing")] == [f"ldn:{name}" for name in BEARINGS]


@MODEL.states("counts as direct, with a flag")
def test_directness_that_nobody_judged_counts_as_direct_with_a_flag() -> None:
    found = {kind: audit_lines(("supports", kind)) for kind in DIRECTNESS}
    assert {kind: a.status for kind, a in found.items()} == {
        "direct": "supported",
        "indirect": "indirectly-supported",
        "unrated": "supported",
    }
    assert [kind for kind, a in found.items() if "directness-unrated" in a.flags] == ["unrated"]


@MODEL.states("An indirect line says in which of GRADE's domains", "`ldn:otherPopulation` (or disease)")
def test_an_indirect_line_says_in_what_it_is_indirect() -> None:
    def results(more: str) -> set[str]:
        turtle = claim_turtle(evidence="evidence:e0"), line_turtle("e0", "s0", "supports", "indirect", more)
        return results_of(graph_of(*turtle, source_turtle("s0")))

    (row,) = [s for s in MODEL.sentences if s.startswith("`ldn:otherPopulation`")]
    assert [part.removeprefix("ldn:") for part in row.split("`")[1::2]] == list(INDIRECTNESS)
    for domain in INDIRECTNESS:
        assert not {"line-indirect", "line-indirectness"} & results(f"; ldn:indirectness ldn:{domain}")
    assert "line-indirect" in results("")
    assert "line-indirectness" in results("; ldn:indirectness ldn:cohort")


LEVELS = {
    1: ("systematicReview",),
    2: ("randomisedControlledTrial", "crossoverTrial"),
    3: ("cohort", "registry"),
    4: ("uncontrolledTrial", "caseControl", "crossSectional", "caseSeries", "caseReport"),
    5: ("animal", "inVitro", "narrativeReview", "expertOpinion", "trialRegistration"),
}
BY_TOPIC = {"officialStatistics": "epidemiology", "drugLabel": "dosing"}


@MODEL.states(
    "gives the level of evidence by the Oxford 2011 table",
    *(f"| {level} | `ldn:{designs[0]}`" for level, designs in LEVELS.items()),
    *(f"| 1 for {topic} | `ldn:{design}` |" for design, topic in BY_TOPIC.items()),
    "The designs of the last rows have no level for other topics",
)
def test_a_design_gives_its_level_for_every_topic_or_for_one() -> None:
    rows = [
        row.split("|")[1:3]
        for row in MODEL.sentences
        if row.startswith("| 1") or row[:4] in ("| 2 ", "| 3 ", "| 4 ", "| 5 ")
    ]
    table = {
        level.strip(): tuple(part.removeprefix("ldn:") for part in names.split("`")[1::2]) for level, names in rows
    }
    by_topic = {f"1 for {topic}": (design,) for design, topic in BY_TOPIC.items()}
    assert table == {**{str(level): designs for level, designs in LEVELS.items()}, **by_topic}
    for topic in TOPICS:
        expected: dict[str, int | None] = {design: level for level, names in LEVELS.items() for design in names}
        expected |= {design: 1 if topic == only else None for design, only in BY_TOPIC.items()}
        found = {
            design: audit_lines(("supports", "direct", design), ldn__topic=f"ldn:{topic}").best_level_for
            for design in DESIGNS
        }
        assert found == expected, topic


@MODEL.states("or on the line where the finding used is of a weaker design")
def test_the_design_of_the_line_goes_before_that_of_its_source() -> None:
    line = line_turtle("e0", "s0", more="; ldn:studyDesign ldn:caseSeries")
    turtle = claim_turtle(evidence="evidence:e0"), line, source_turtle("s0", "randomisedControlledTrial")
    assert audit_of(*turtle).best_level_for == 4


@MODEL.states("a line without a level sorts after level 5")
def test_no_level_sorts_after_5() -> None:
    """An indirect line in favour falls to one against of a better or of the same level, and to no other."""
    for design, status in (("animal", "unsupported"), ("drugLabel", "unsupported")):
        lines = ("supports", "indirect", "drugLabel"), ("disputes", "indirect", design)
        assert audit_lines(*lines).status == status
    assert audit_lines(("supports", "indirect", "animal"), ("disputes", "indirect", "drugLabel")).status == (
        "indirectly-supported"
    )


@pytest.mark.parametrize(("topic", "label_counts"), [("dosing", True), ("efficacy", False)])
def test_indirect_lines_are_weighed_by_their_level_for_the_topic(topic: str, label_counts: bool) -> None:
    for_label = audit_lines(
        ("supports", "indirect", "drugLabel"), ("refutes", "indirect", "cohort"), ldn__topic=f"ldn:{topic}"
    )
    against_label = audit_lines(
        ("supports", "indirect", "cohort"), ("refutes", "indirect", "drugLabel"), ldn__topic=f"ldn:{topic}"
    )
    assert for_label.status == ("indirectly-supported" if label_counts else "unsupported")
    assert against_label.status == ("unsupported" if label_counts else "indirectly-supported")


@MODEL.states("`best_level_for` of all lines in favour, those that qualify included")
def test_three_levels_are_the_best_of_direct_lines_for_as_stated_and_against() -> None:
    audited = audit_lines(
        ("qualifies", "direct", "crossoverTrial"),
        ("supports", "direct", "animal"),
        ("confirms", "direct", "caseReport"),
        ("supports", "indirect", "systematicReview"),
        ("refutes", "direct", "caseReport"),
        ("disputes", "direct", "cohort"),
        ("disputes", "indirect", "systematicReview"),
        ("leavesOpen", "direct", "systematicReview"),
    )
    levels = (audited.best_level_for, audited.best_level_as_stated, audited.best_level_against)
    assert levels == (2, 4, 3)
    only_narrower = audit_lines(("qualifies", "direct", "cohort"))
    assert (only_narrower.best_level_for, only_narrower.best_level_as_stated) == (3, None)


@MODEL.states("A line may also say `ldn:finding`")
def test_what_a_line_may_also_say_is_read_and_breaks_no_rule() -> None:
    more = (
        '; ldn:finding "39 of 40"@en ; dcterms:created "2026-11-22"^^xsd:date ; ldn:quantity quantity:q ; '
        "dcterms:type <http://purl.obolibrary.org/obo/ECO_0000269> ; ldn:foundAt evidence:e0-passage"
    )
    passage = (
        "evidence:e0-passage a oa:SpecificResource ; oa:hasSource source:s0 ;\n"
        '  oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact "Of 40, 39 improved."@en ] .\n'
    )
    turtle = claim_turtle(evidence="evidence:e0") + line_turtle("e0", "s0", more=more) + passage + quantity("q", 1, 2)
    ((line,),) = [c.lines for c in claims_of(turtle, source_turtle("s0"))]
    assert (line.finding, line.quotations) == ("39 of 40", ("Of 40, 39 improved.",))
    assert [(q.low, q.high) for q in line.quantities] == [(1, 2)]
    broken = results_of(graph_of(turtle, source_turtle("s0")))
    assert not {rule for rule in broken if rule.startswith(("line-", "passage-", "unknown", "misspelt"))} - {
        "line-comment"
    }


# Numbers ----------------------------------------------------------------------------------------


def quantity(name: str, low: object, high: object, what: str = '"people"@en', unit: str = "1", more: str = "") -> str:
    return f'quantity:{name} a ldn:Quantity ; ldn:ofWhat {what} ; ldn:low {low} ; ldn:high {high} ; ldn:unit "{unit}" {more} .\n'


def audit_numbers(stated: str, *lines: tuple[str, str, str], parts: str = "") -> ClaimAudit:
    """A claim that states ``quantity:C01``, with lines of a bearing and a directness, each with its quantity ``eN``."""
    pieces, names = [stated, parts], []
    for n, (bearing, directness, found) in enumerate(lines):
        domain = "; ldn:indirectness ldn:otherSpecies" if directness == "indirect" else ""
        pieces.append(line_turtle(f"e{n}", f"s{n}", bearing, directness, f"; ldn:quantity quantity:e{n} {domain}"))
        pieces += [source_turtle(f"s{n}"), found]
        names.append(f"evidence:e{n}")
    return audit_of(claim_turtle(evidence=" , ".join(names), ldn__quantity="quantity:C01"), *pieces)


@MODEL.states("`ldn:quantity`, on a claim or a line, points to a number", "Cases out of a total have `ldn:outOf`.")
def test_a_quantity_is_of_something_from_low_to_high_in_a_unit() -> None:
    turtle = claim_turtle(ldn__quantity="quantity:q"), quantity("q", "0.5", 4, unit="mg/d", more="; ldn:outOf 40")
    ((read,),) = [c.quantities for c in claims_of(*turtle)]
    assert (read.of_what, read.low, read.high, read.unit, read.out_of) == ("people", Decimal("0.5"), 4, "mg/d", 40)
    for wrong, rule in (('"4"', "datatype"), ("5e0", "datatype"), ('"many"@en', "datatype")):
        turtle = claim_turtle(ldn__quantity="quantity:q"), quantity("q", wrong, 8)
        assert not validate_graph(graph_of(*turtle)).conforms, wrong
        assert {r.result_path for r in validate_graph(graph_of(*turtle)).results} >= {"ldn:low"}, rule
    with pytest.raises(ModelError, match="above ldn:high"):
        claims_of(claim_turtle(ldn__quantity="quantity:q"), quantity("q", 5, 4))


@MODEL.states("A ratio has `ldn:numerator` and `ldn:denominator`")
@pytest.mark.parametrize(
    ("numerator", "denominator", "mismatch"),
    [
        (quantity("top", 20, 20), quantity("bottom", 1, 1), True),
        (quantity("top", 10, 10), quantity("bottom", 1, 1), False),
        (quantity("top", 20, 20, unit="mg/d"), quantity("bottom", 1, 1, unit="mo"), False),
        (quantity("top", 20, 20, unit="mg/d"), quantity("bottom", 1, 1, unit="mg/d"), True),
        (quantity("top", 20, 20), quantity("bottom", 0, 1), False),
    ],
    ids=["disagrees", "agrees", "two units", "one unit", "perhaps 0"],
)
def test_a_ratio_is_of_two_quantities_of_one_unit_above_0(numerator: str, denominator: str, mismatch: bool) -> None:
    ratio = quantity("C01", 10, 10, '"ratio"@en', more="; ldn:numerator quantity:top ; ldn:denominator quantity:bottom")
    line = line_turtle("e0", "s0", more="; ldn:quantity quantity:top , quantity:bottom") + source_turtle("s0")
    claim = claim_turtle(evidence="evidence:e0", ldn__quantity="quantity:C01")
    audited = audit_of(claim, ratio, line, numerator, denominator)
    assert ("number-mismatch" in audited.flags) is mismatch


@MODEL.states("Numbers are compared where `ldn:ofWhat` is the same word for word")
@pytest.mark.parametrize(
    ("found", "compared"),
    [
        (quantity("e0", 99, 99), True),
        (quantity("e0", 99, 99, '"People"@en'), False),
        (quantity("e0", 99, 99, unit="mo"), False),
        (quantity("e0", 99, 99, more="; ldn:outOf 100"), False),
    ],
    ids=["same", "other words", "other unit", "a total on one side"],
)
def test_numbers_are_compared_where_they_are_of_the_same(found: str, compared: bool) -> None:
    for bearing in ("supports", "refutes"):
        audited = audit_numbers(quantity("C01", 1, 1), (bearing, "direct", found))
        assert ("number-mismatch" in audited.flags) is compared
    with_totals = quantity("C01", 1, 1, more="; ldn:outOf 40"), quantity("e0", 99, 99, more="; ldn:outOf 100")
    assert "number-mismatch" in audit_numbers(with_totals[0], ("supports", "direct", with_totals[1])).flags


# Entities, sources, and what else a claim says ---------------------------------------------------


@MODEL.states("Entities are `ldn:Drug`, `ldn:Mechanism`")
@pytest.mark.parametrize("kind", ENTITY_KINDS)
def test_an_entity_has_a_kind_names_matches_and_what_is_broader(kind: str) -> None:
    entity = (
        f'entity:x a ldn:{kind} ; rdfs:label "x"@en ; skos:altLabel "an ex"@en ; skos:broader entity:lupus ;\n'
        "  skos:exactMatch obo:CHEBI_7465 ; skos:closeMatch obo:GO_0006955 .\n"
        "entity:lupus skos:broader entity:above .\n"
    )
    (claim,) = claims_of(claim_turtle(rdf__subject="entity:x"), entity)
    subject = claim.subject
    assert (subject.kind, subject.label, subject.other_labels) == (kind, "x", ("an ex",))
    assert set(subject.matches) == {PREFIXES["obo"] + "CHEBI_7465", PREFIXES["obo"] + "GO_0006955"}
    assert set(subject.broader) == {ENTITY + "lupus", ENTITY + "above"}
    assert "entity-class" not in results_of(graph_of(claim_turtle(rdf__subject="entity:x"), entity))


@MODEL.states("may be recorded in several languages, once in each")
def test_a_text_stands_once_in_each_language() -> None:
    assert "claim-label" not in results_of(graph_of(claim_turtle(rdfs__label='"one"@en , "eins"@de')))
    assert "claim-label" in results_of(graph_of(claim_turtle(rdfs__label='"one"@en , "another"@en')))


@MODEL.states("Where several stand in one language, English or none", "So is markup of HTML")
def test_texts_that_are_passed_over_and_markup_are_warned_of() -> None:
    several = claim_turtle(rdfs__label='"one"@en , "another"', rdfs__comment='"why"@en-GB , "because"@en')
    assert "several-texts" in results_of(graph_of(several))
    (claim,) = read_claims(graph_of(several))
    assert (claim.label, claim.comment) == ("one", "because")
    for markup in (
        'rdfs:label "<i>x</i>"',
        'dcterms:isPartOf "A &amp; B"',
        'dcterms:publisher "&Auml;"',
        'dc:creator "M&uuml;ller J"',
    ):
        assert "markup" in results_of(graph_of(claim_turtle(), f"source:s a ldn:Source ; {markup} ."))
    assert "markup" not in results_of(graph_of(claim_turtle(rdfs__label='"p < 0.05 & more"@en')))


@MODEL.states("The audit and the questions take the English one, else the first by language.")
@pytest.mark.parametrize(
    ("labels", "taken"),
    [
        ('"zwei"@de , "two"@en , "deux"@fr', "two"),
        ('"deux"@fr , "zwei"@de', "zwei"),
        ('"zwei"@de , "two"@en-GB', "two"),
        ('"deux"@fr', "deux"),
    ],
)
def test_a_text_is_taken_in_english_or_in_the_first_language(labels: str, taken: str) -> None:
    graph = graph_of(claim_turtle(rdfs__label=labels))
    (claim,) = read_claims(graph)
    assert claim.label == taken
    (row,) = ask(graph, "unchecked-claims").dicts()  # type: ignore[union-attr]
    assert taken in row.values()


@MODEL.states("Several articles may make one claim:", "`prov:wasDerivedFrom` leads to each.")
def test_several_articles_may_make_a_claim() -> None:
    (claim,) = claims_of(claim_turtle(prov__wasDerivedFrom="source:s1 , source:article"), source_turtle("s1"))
    assert [a.id for a in claim.articles] == ["article", "s1"]


@MODEL.states("`biolink:negated true`; paths do not lead through it")
@pytest.mark.parametrize(("value", "paths"), [("", 1), ("false", 1), ("true", 0)])
def test_no_path_leads_through_a_denial(value: str, paths: int) -> None:
    audit = audit_claims(claims_of(claim_turtle(biolink__negated=value)))
    assert audit.claims[0].claim.negated is (value == "true")
    assert len(list(find_paths(audit, "ldn", "lupus"))) == paths


@MODEL.states("is a `ldn:Record` besides a `ldn:Source`")
def test_a_claim_of_a_record_needs_no_passage_and_a_record_keeps_an_order() -> None:
    record = (
        'source:r a ldn:Source , ldn:Record , rdf:Seq ; dcterms:title "r"@en ; rdf:_1 claim:C01 ; rdf:_2 claim:C02 .\n'
    )
    made = claim_turtle("C01", prov__wasDerivedFrom="source:r"), claim_turtle("C02", prov__wasDerivedFrom="source:r")
    assert not {"claim-passage", "unknown-term", "misspelt-term"} & results_of(graph_of(*made, record))
    assert "claim-passage" in results_of(graph_of(*made, record.replace(", ldn:Record", "")))


@MODEL.states("A claim may also say `biolink:object_direction_qualifier`")
def test_what_a_claim_may_also_say() -> None:
    turtle = claim_turtle(
        biolink__object_direction_qualifier='"increased"',
        ldn__namedSource='"AARDA"@en',
        ldn__reportsOn="source:s0",
        ldn__restsOn="claim:C02",
    )
    claim, _ = claims_of(turtle, claim_turtle("C02"), source_turtle("s0"))
    assert (claim.direction, claim.named_sources) == ("increased", ("AARDA",))
    assert (claim.reports_on, claim.rests_on) == ((PREFIXES["source"] + "s0",), (PREFIXES["claim"] + "C02",))
    with pytest.raises(ModelError, match="take one of increased, decreased"):
        claims_of(claim_turtle(biolink__object_direction_qualifier='"unchanged"'))


@MODEL.states("`ldn:topic` is `ldn:mechanism`, `ldn:efficacy`")
def test_topics_and_wordings_are_those_listed() -> None:
    (row,) = [s for s in MODEL.sentences if s.startswith("`ldn:topic` is")]
    topics, wordings = row.split("`ldn:wording` is")
    assert [part.removeprefix("ldn:") for part in topics.split("`")[3::2]] == list(TOPICS)
    assert [part.removeprefix("ldn:") for part in wordings.split("`")[1::2]] == list(WORDINGS)
    with pytest.raises(ModelError, match="is no value of ldn:topic"):
        claims_of(claim_turtle(ldn__topic="ldn:cohort"))


@MODEL.states(
    "A source has what was confirmed of `dcterms:title`",
    "`ldn:fullText`, `ldn:abstract`, `ldn:webPage` or `ldn:notRead`); and what the study was:",
    "`ldn:participants`, `ldn:studiedPopulation`",
)
def test_what_a_source_has_is_read_and_the_rest_is_nothing() -> None:
    texts = {
        "dc:creator": "creator", "dcterms:isPartOf": "container", "bibo:volume": "volume", "bibo:issue": "issue",
        "bibo:pages": "pages", "bibo:doi": "doi", "bibo:pmid": "pmid", "ldn:studiedPopulation": "population",
        "ldn:studiedIntervention": "intervention", "ldn:studiedComparator": "comparator",
        "ldn:studiedOutcome": "outcome", "ldn:mainResult": "result", "ldn:limitation": "limitation",
    }  # fmt: skip

    def source(said: str) -> Source:
        line = line_turtle("e0", "s0") + f"source:s0 a ldn:Source {said} .\n"
        ((read,),) = [c.lines for c in claims_of(claim_turtle(evidence="evidence:e0"), line)]
        return read.source

    bare = source("")
    assert {bare.title, *(getattr(bare, field) for field in (*texts.values(), "issued", "page", "read_as"))} == {None}
    assert (bare.label, bare.participants) == ("s0", None)
    for term, field in texts.items():
        assert getattr(source(f'; {term} "it"'), field) == "it", term
    assert source("; ldn:participants 0").participants == 0
    assert source("; foaf:page <https://example.org/>").page == "https://example.org/"
    titled = source('; dcterms:title "its title"@en')
    assert (titled.title, titled.label) == ("its title", "its title")
    assert source('; dcterms:title "its title"@en ; rdfs:label "ours"@en').label == "ours"
    assert [source(f"; ldn:readAs ldn:{r}").read_as for r in ("fullText", "abstract", "webPage", "notRead")] == [
        "fullText", "abstract", "webPage", "notRead",
    ]  # fmt: skip


@MODEL.states("`ldn:sameStudyAs` and `ldn:reviewOf` say which sources are not independent of one another.")
@pytest.mark.parametrize(
    ("design", "link", "studies"),
    [
        ("cohort", "", 2),
        ("cohort", "; ldn:sameStudyAs source:s0", 1),
        ("systematicReview", "", 2),
        ("systematicReview", "; ldn:reviewOf source:s0", 1),
    ],
)
def test_sources_that_are_not_independent_count_once(design: str, link: str, studies: int) -> None:
    turtle = claim_turtle(evidence="evidence:e0 , evidence:e1"), line_turtle("e0", "s0"), line_turtle("e1", "s1")
    assert audit_of(*turtle, source_turtle("s0"), source_turtle("s1", design, more=link)).studies == studies


# Statuses ---------------------------------------------------------------------------------------

ROWS: list[tuple[str, list[str | tuple[str, ...]]]] = [
    ("supported", ["confirms"]),
    ("supported", ["supports"]),
    ("supported", ["supports", "qualifies"]),
    ("supported", ["supports", ("refutes", "indirect", "systematicReview")]),
    ("contested", ["confirms", "disputes"]),
    ("contested", ["qualifies", "refutes"]),
    ("partly-supported", ["qualifies"]),
    ("partly-supported", ["qualifies", ("supports", "indirect")]),
    ("contradicted", ["disputes"]),
    ("contradicted", ["refutes", ("confirms", "indirect", "systematicReview")]),
    ("indirectly-supported", [("supports", "indirect")]),
    ("unsupported", [("qualifies", "indirect", "cohort"), ("disputes", "indirect", "cohort")]),
    ("indirectly-supported", [("qualifies", "indirect", "cohort"), ("disputes", "indirect", "animal")]),
    ("unsupported", [("supports", "indirect", "animal"), ("disputes", "indirect", "cohort")]),
    ("unsupported", [("disputes", "indirect", "animal")]),
    ("unsupported", ["leavesOpen"]),
    ("unchecked", []),
    ("unchecked", ["givesBackground"]),
]


@MODEL.states(
    "| `supported` | yes | any | no | |",
    "| `contested` | yes, or qualifies | | yes | |",
    "| `partly-supported` | no | yes | no | |",
    "| `contradicted` | no | no | yes | |",
    "| `indirectly-supported` | no | no | no |",
    "| `unsupported` | no | no | no | somebody looked: a search, or any line but background |",
    "| `unchecked` | no | no | no |",
)
@pytest.mark.parametrize(("status", "lines"), ROWS)
def test_a_row_of_the_table_of_statuses(status: str, lines: list[str | tuple[str, ...]]) -> None:
    assert audit_lines(*lines).status == status


def test_each_row_of_the_table_of_statuses_is_among_them() -> None:
    named = [row[0].strip("`") for row in MODEL.rows("status")]
    assert sorted(named) == sorted(STATUSES) == sorted({status for status, _ in ROWS})


def test_a_search_that_found_nothing_makes_a_claim_unsupported() -> None:
    background = line_turtle("e0", "s0", "givesBackground") + source_turtle("s0")
    assert audit_of(claim_turtle(evidence="evidence:search"), SEARCH).status == "unsupported"
    both = claim_turtle(evidence="evidence:search , evidence:e0")
    assert audit_of(both, SEARCH, background).status == "unsupported"


@MODEL.states("Unsupported means that no source recorded in the graph supports the claim.")
def test_unsupported_says_what_is_recorded_and_not_that_it_is_false() -> None:
    reason = audit_lines("leavesOpen").reason
    assert reason == (
        "no source recorded here supports this claim; sources that address it were assessed, "
        "no search for others is recorded"
    )


@MODEL.states("*Partly supported* says of which kind it is:")
@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["supports", "refutes"], "sources recorded here speak directly for this claim, or a weaker or narrower version, and others against it"),
        (["qualifies", "refutes"], "sources recorded here speak directly for a weaker or narrower version of this claim, and others directly against it"),
        (["qualifies", ("supports", "indirect"), "refutes"], "sources recorded here speak directly for a weaker or narrower version of this claim, and others directly against it"),
        ([("supports", "indirect", "animal"), ("refutes", "indirect")], "no source recorded here supports this claim directly, and indirect evidence of a level as good or better outweighs the indirect evidence for it; sources that address it were assessed, no search for others is recorded"),
        ([("refutes", "indirect")], "no source recorded here supports this claim; sources that address it were assessed, no search for others is recorded"),
        ([("qualifies", "direct", "cohort")], "sources recorded here support a narrower version of this claim"),
        ([("qualifies", "direct", "narrativeReview")], "sources recorded here support a narrower version of this claim"),
        ([("qualifies", "direct", "caseSeries")], "studies recorded here found it, and compared nobody: weaker studies than the claim needs"),
        (["qualifies", ("qualifies", "direct", "uncontrolledTrial")], "sources recorded here support a narrower version of this claim, and studies that compared nobody found it"),
    ],
)  # fmt: skip
def test_a_reason_says_of_which_version_and_what_was_outweighed(
    lines: list[str | tuple[str, ...]], reason: str
) -> None:
    assert audit_lines(*lines).reason == reason


@pytest.mark.parametrize(
    ("lines", "level_for", "level_against"),
    [
        (["supports", "refutes"], "level 3", "level 3"),
        ([("supports", "direct", "drugLabel"), "refutes"], "no level", "level 3"),
        ([("qualifies", "direct", "crossoverTrial"), ("refutes", "direct", "drugLabel")], "level 2, for a narrower version", "no level"),
        ([("qualifies", "direct", "crossoverTrial"), "supports"], "level 3; level 2, for a narrower version", "none"),
        ([("qualifies", "direct", "crossoverTrial"), ("supports", "direct", "drugLabel")], "no level; level 2, for a narrower version", "none"),
        ([("qualifies", "direct", "caseSeries")], "level 4, by studies that compared nobody", "none"),
        ([("qualifies", "direct", "caseSeries"), ("qualifies", "direct", "crossoverTrial")], "level 2, for a narrower version; level 4, by studies that compared nobody", "none"),
        ([("qualifies", "direct", "caseSeries"), ("supports", "direct", "animal")], "level 5; level 4, by studies that compared nobody", "none"),
        ([("qualifies", "direct", "animal"), "supports"], "level 3", "none"),
        (["qualifies", "supports"], "level 3", "none"),
        ([("supports", "indirect"), ("refutes", "indirect")], "none", "none"),
    ],
)  # fmt: skip
def test_levels_in_words_tell_apart_what_supports_a_claim_in_part(
    lines: list[str | tuple[str, ...]], level_for: str, level_against: str
) -> None:
    audited = audit_lines(*lines)
    assert (audited.level_for, audited.level_against) == (level_for, level_against)


@MODEL.states("The rule is total, does not depend on the order of lines, and is monotone")
def test_a_line_in_favour_never_makes_a_claim_less_supported() -> None:
    order = ("contradicted", "unsupported", "indirectly-supported", "contested", "partly-supported", "supported")
    lines: list[str | tuple[str, ...]] = ["refutes", ("disputes", "indirect"), "qualifies", "confirms", "leavesOpen"]
    for before in ([one, other] for one in lines for other in lines):
        status = audit_lines(*before).status
        assert audit_lines(*reversed(before)).status == status
        for favour in ("confirms", "qualifies", ("supports", "indirect", "caseReport")):
            assert order.index(audit_lines(*before, favour).status) >= order.index(status), (before, favour)


@MODEL.states("Levels do not decide between direct lines; they stand beside the status")
def test_levels_stand_beside_a_contested_status() -> None:
    weak, strong = ("supports", "direct", "animal"), ("refutes", "direct", "systematicReview")
    for lines in ((weak, strong), (strong, weak)):
        audited = audit_lines(*lines)
        assert (audited.status, audited.verdict) == ("contested", "contested, for: level 5, against: level 1")


@MODEL.states("`ldn_graph/queries/claim-status.rq` has it in SPARQL; the tests hold the two together")
@pytest.mark.parametrize(("status", "lines"), ROWS)
def test_the_rule_in_sparql_says_the_same(status: str, lines: list[str | tuple[str, ...]]) -> None:
    graph = graph_of(claim_turtle(**evidence_of(*lines)))
    assert [row["status"] for row in ask(graph, "claim-status").dicts()] == [status]  # type: ignore[union-attr]


@MODEL.states(
    "*As published* is the same rule with only the sources that the article itself cites for the claim:",
    "`cited`, or `document_only` (the article has references and ties none to the claim), or `no_reference` (none is recorded).",
)
def test_as_published_counts_what_the_article_cites_for_the_claim() -> None:
    evidence = evidence_of("qualifies", "refutes")
    cites = evidence["more"] + "source:article cito:cites source:s0 .\n"
    cited = audit_of(claim_turtle(evidence=evidence["evidence"], more=cites, cito__citesAsEvidence="source:s0"))
    untied = audit_of(claim_turtle(evidence=evidence["evidence"], more=cites))
    without = audit_of(claim_turtle(**evidence))
    assert [(a.as_published, a.status_as_published, a.status) for a in (cited, untied, without)] == [
        ("cited", "partly-supported", "contested"),
        ("document_only", "unchecked", "contested"),
        ("no_reference", "unchecked", "contested"),
    ]


def test_as_published_background_that_is_cited_is_no_look_into_the_claim() -> None:
    for bearing, status in (("givesBackground", "unchecked"), ("leavesOpen", "unsupported")):
        audited = audit_lines(bearing, cito__citesAsEvidence="source:s0")
        assert audited.status_as_published == status


@MODEL.states("Of several articles that make the claim, one that has references is enough for `document_only`.")
def test_one_article_with_references_is_enough() -> None:
    turtle = claim_turtle(prov__wasDerivedFrom="source:article , source:s1"), source_turtle("s1")
    assert audit_of(*turtle).as_published == "no_reference"
    for article in ("article", "s1"):
        cites = f"source:{article} cito:cites source:s0 .\n"
        assert audit_of(*turtle, cites).as_published == "document_only"


@MODEL.states("*As of a year* takes only sources published by the end of it.", "A source without a date always counts.")
def test_as_of_a_year_takes_sources_by_the_end_of_it() -> None:
    for issued, counts in (("2010", True), ("2010-12-31", True), ("2011", False), ("2011-01-01", False), ("", True)):
        audited = audit_lines(("supports", "direct", "cohort", issued), as_of=2010)
        assert audited.status == ("supported" if counts else "unsupported"), issued


@MODEL.states("What was searched and looked into counts as it stands today.")
def test_what_was_looked_into_counts_in_any_year() -> None:
    later = ("supports", "direct", "cohort", "2020")
    assert audit_lines(later, as_of=2010).status == "unsupported"
    assert audit_lines(("givesBackground", "direct", "cohort", "2020"), as_of=2010).status == "unchecked"
    search = SEARCH.replace(" .\n", ' ; dcterms:created "2026-11-22"^^xsd:date .\n')
    assert audit_of(claim_turtle(evidence="evidence:search"), search, as_of=2010).status == "unsupported"


# Flags ------------------------------------------------------------------------------------------

PROVEN = {"ldn__wording": "ldn:proven"}
IN_TEST_CERTAINTY = {
    "low-certainty", "rests-on-unread", "outcome-switched", "registered-late", "readers-differ", "null-without-interval",
    "one-line-decides", "design-unknown", "background-quotation",
}  # fmt: skip
"""The flags whose cases stand in test_what_a_status_rests_on.py."""
REVIEW, TRIAL = ("supports", "direct", "systematicReview"), ("supports", "direct", "randomisedControlledTrial")
FLAGGED: list[tuple[str, bool, list[str | tuple[str, ...]], dict[str, str]]] = [
    ("no-supporting-source", True, [], {}),
    ("no-supporting-source", True, ["leavesOpen"], {}),
    ("no-supporting-source", True, ["refutes"], {}),
    ("no-supporting-source", True, [("supports", "indirect")], {}),
    ("no-supporting-source", False, ["supports"], {}),
    ("no-supporting-source", False, ["qualifies"], {}),
    ("no-supporting-source", False, ["supports", "refutes"], {}),
    # proven: level 1, or level 2 from two studies, and nothing direct against at levels 1 and 2
    ("overclaimed", False, [REVIEW], PROVEN),
    ("overclaimed", False, [("confirms", "direct", "systematicReview")], PROVEN),
    ("overclaimed", True, [("qualifies", "direct", "systematicReview")], PROVEN),
    ("overclaimed", True, [("supports", "indirect", "systematicReview")], PROVEN),
    ("overclaimed", True, [TRIAL], PROVEN),
    ("overclaimed", False, [TRIAL, TRIAL], PROVEN),
    ("overclaimed", True, [TRIAL, ("supports", "direct", "cohort"), ("qualifies", "direct", "crossoverTrial")], PROVEN),
    ("overclaimed", True, [REVIEW, ("disputes", "direct", "systematicReview")], PROVEN),
    ("overclaimed", True, [REVIEW, ("refutes", "direct", "crossoverTrial")], PROVEN),
    ("overclaimed", False, [REVIEW, ("refutes", "direct", "cohort")], PROVEN),
    ("overclaimed", False, [REVIEW, ("refutes", "indirect", "systematicReview")], PROVEN),
    # asserted: a direct line in favour from a human primary study, a systematic review or official statistics
    ("overclaimed", False, [("qualifies", "direct", "caseReport")], {}),
    ("overclaimed", False, [REVIEW], {}),
    ("overclaimed", False, [("supports", "direct", "officialStatistics")], {}),
    ("overclaimed", True, [("supports", "direct", "drugLabel")], {}),
    ("overclaimed", True, [("supports", "direct", "animal")], {}),
    ("overclaimed", True, [("supports", "direct", "narrativeReview")], {}),
    ("overclaimed", True, [("supports", "direct", "trialRegistration")], {}),
    ("overclaimed", True, [("supports", "indirect", "cohort")], {}),
    ("overclaimed", True, ["refutes"], {}),
    # not judged where nobody looked: no search, and no source but background
    ("overclaimed", False, [], {}),
    ("overclaimed", False, ["givesBackground"], PROVEN),
    ("overclaimed", True, ["leavesOpen"], PROVEN),
    ("overclaimed", False, ["leavesOpen"], {"ldn__wording": "ldn:hedged"}),
    ("overclaimed", False, ["leavesOpen"], {"ldn__topic": "ldn:background"}),
    ("overclaimed", False, ["leavesOpen"], {"ldn__wording": "ldn:unjudged"}),
    ("wording-unjudged", True, [], {"ldn__wording": "ldn:unjudged"}),
    ("wording-unjudged", True, ["supports"], {"ldn__wording": "ldn:unjudged"}),
    ("wording-unjudged", False, [], {}),
    ("misreported", True, ["disputes"], {"ldn__reportsOn": "source:s0"}),
    ("misreported", True, [("refutes", "indirect")], {"ldn__reportsOn": "source:s0"}),
    ("misreported", False, ["leavesOpen"], {"ldn__reportsOn": "source:s0"}),
    ("misreported", False, ["supports", "refutes"], {"ldn__reportsOn": "source:s0"}),
    ("misreported", False, ["refutes"], {}),
    ("uncited", True, [], {}),
    ("uncited", False, ["supports"], {"cito__citesAsEvidence": "source:s0"}),
    ("named-not-cited", True, [], {"ldn__namedSource": '"AARDA"@en'}),
    ("named-not-cited", False, ["supports"], {"ldn__namedSource": '"AARDA"@en', "cito__citesAsEvidence": "source:s0"}),
    ("named-not-cited", False, [], {}),
    ("indirect-only", True, [("supports", "indirect")], {}),
    ("indirect-only", True, [("qualifies", "indirect"), "refutes"], {}),
    ("indirect-only", False, [("supports", "indirect"), "qualifies"], {}),
    ("indirect-only", False, [("refutes", "indirect")], {}),
    ("indirect-against", True, [("disputes", "indirect")], {}),
    ("indirect-against", True, ["supports", ("refutes", "indirect")], {}),
    ("indirect-against", False, ["refutes"], {}),
    ("indirect-against", False, [("supports", "indirect")], {}),
    *(
        ("secondary-only", True, [("supports", "direct", design)], {})
        for design in ("narrativeReview", "systematicReview", "expertOpinion", "drugLabel", "trialRegistration")
    ),
    ("secondary-only", False, [("supports", "direct", "narrativeReview"), ("qualifies", "indirect", "animal")], {}),
    ("secondary-only", True, [("supports", "direct", "narrativeReview"), "refutes"], {}),
    ("secondary-only", False, [], {}),
    ("single-study", True, ["supports"], {}),
    ("single-study", False, ["supports", ("qualifies", "indirect")], {}),
    ("single-study", True, ["supports", "refutes"], {}),
    ("single-study", False, [("supports", "direct", "narrativeReview")], {}),
    ("not-searched", True, ["givesBackground"], {}),
    ("not-searched", False, [], {}),
    ("directness-unrated", True, [("refutes", "unrated")], {}),
    ("directness-unrated", False, ["refutes", ("supports", "indirect")], {}),
]


@MODEL.states(
    "| `no-supporting-source` | Violation |",
    "| `overclaimed` | Violation |",
    "| `wording-unjudged` | Info |",
    "| `misreported` | Violation |",
    "| `uncited` | Warning |",
    "| `named-not-cited` | Warning |",
    "| `indirect-only` | Warning |",
    "| `indirect-against` | Warning |",
    "| `secondary-only` | Warning |",
    "| `not-searched` | Info |",
    "| `directness-unrated` | Info |",
)
@pytest.mark.parametrize(("flag", "raised", "lines", "changes"), FLAGGED)
def test_a_flag_is_raised_when_its_row_says_so(
    flag: str, raised: bool, lines: list[str | tuple[str, ...]], changes: dict[str, str]
) -> None:
    assert (flag in audit_lines(*lines, **changes).flags) is raised


def test_each_flag_has_a_case_in_which_it_is_raised_and_one_in_which_it_is_not() -> None:
    named = {row[0].strip("`"): row[1] for row in MODEL.rows("flag")}
    assert named == FLAGS
    of_standing = {"retracted-source", "expression-of-concern", "corrected-source", "standing-unknown"}
    elsewhere = {"number-mismatch", "argued-from-unsupported", "later-support-only", *IN_TEST_CERTAINTY, *of_standing}
    for outcome in (True, False):
        assert {flag for flag, raised, _, _ in FLAGGED if raised is outcome} == FLAGS.keys() - elsewhere


@MODEL.states("not judged where nobody looked (the status `unchecked`)")
def test_whoever_looked_and_found_nothing_finds_a_plain_wording_too_strong() -> None:
    later = ("leavesOpen", "direct", "cohort", "2020")
    searched = audit_of(claim_turtle(evidence="evidence:search"), SEARCH)
    for audited, status in (
        (audit_of(claim_turtle()), "unchecked"),
        (audit_lines(("givesBackground", "direct", "cohort", "2020"), as_of=2010), "unchecked"),
        (searched, "unsupported"),
        (audit_lines(later, as_of=2010), "unsupported"),
    ):
        assert (audited.status, audited.overclaimed) == (status, status != "unchecked")


def test_a_search_beside_lines_takes_not_searched_away() -> None:
    turtle = claim_turtle(evidence="evidence:e0 , evidence:search"), line_turtle("e0", "s0"), source_turtle("s0")
    assert "not-searched" not in audit_of(*turtle, SEARCH).flags


def test_two_trials_that_are_one_study_prove_nothing() -> None:
    turtle = (
        claim_turtle(evidence="evidence:e0 , evidence:e1", **PROVEN),
        line_turtle("e0", "s0"),
        line_turtle("e1", "s1"),
    )
    trial = "randomisedControlledTrial"
    for link, raised in (("", False), ("; ldn:sameStudyAs source:s0", True)):
        audited = audit_of(*turtle, source_turtle("s0", trial), source_turtle("s1", trial, more=link))
        assert ("overclaimed" in audited.flags) is raised


@pytest.mark.parametrize(
    ("against", "words"),
    [
        ("systematicReview", "evidence of level 1 speaks directly against it"),
        ("crossoverTrial", "evidence of level 2 speaks directly against it"),
        ("cohort", "its best direct support is of level 2, from 1 study"),
    ],
)
def test_what_speaks_against_a_proof_is_named_from_levels_1_and_2_alone(against: str, words: str) -> None:
    message = finding_of(audit_lines(TRIAL, ("refutes", "direct", against), **PROVEN), "overclaimed").message
    assert message.startswith(f"stated as proven, but {words};")


@MODEL.states("| `number-mismatch` | Violation |")
@pytest.mark.parametrize(
    ("stated", "found", "mismatch"),
    [
        ((50, 50), [("refutes", "direct", 15)], True),
        ((50, 50), [("refutes", "indirect", 15)], True),
        ((50, 50), [("supports", "indirect", 15)], True),
        ((50, 50), [("supports", "direct", 50), ("refutes", "direct", 15)], True),
        ((50, 50), [("supports", "direct", 50), ("refutes", "indirect", 15)], True),
        ((50, 50), [("supports", "direct", 15), ("supports", "indirect", 50)], False),
        ((50, 50), [("supports", "direct", 50), ("leavesOpen", "direct", 15)], False),
        ((50, 50), [("givesBackground", "direct", 15)], True),
        ((50, 50), [("refutes", "direct", "49.5")], False),
        ((50, 50), [("refutes", "direct", "50.5")], False),
        ((50, 50), [("refutes", "direct", "50.6")], True),
        ((50, 50), [("refutes", "direct", "49.4")], True),
        (("0.50", "0.50"), [("refutes", "direct", "0.55")], False),
        (("0.51", "0.51"), [("refutes", "direct", "0.55")], True),
        ((10, 40), [("refutes", "direct", 15)], True),
        ((50, 50), [], False),
    ],
)
def test_a_stated_number_is_held_against_those_found(
    stated: tuple[object, object], found: list[tuple[str, str, object]], mismatch: bool
) -> None:
    lines = [(*kind, quantity(f"e{n}", number, number)) for n, (*kind, number) in enumerate(found)]
    audited = audit_numbers(quantity("C01", *stated), *lines)  # type: ignore[arg-type]
    assert ("number-mismatch" in audited.flags) is mismatch


@MODEL.states("| `number-mismatch` | Violation |")
@pytest.mark.parametrize(
    ("stated", "found", "mismatch"),
    [
        ((1, 5), (1, 7), True),
        ((1, 5), (2, 8), False),
        ((1, 5), (2, 13), False),
        ((39, 40), (77, 80), False),
        ((39, 40), (76, 80), True),
    ],
)
def test_cases_out_of_a_total_agree_within_half_a_case_of_ten_at_least(
    stated: tuple[int, int], found: tuple[int, int], mismatch: bool
) -> None:
    of_claim, of_line = (
        quantity(name, cases, cases, more=f"; ldn:outOf {total}")
        for name, (cases, total) in (("C01", stated), ("e0", found))
    )
    assert ("number-mismatch" in audit_numbers(of_claim, ("supports", "direct", of_line)).flags) is mismatch


@MODEL.states("| `argued-from-unsupported` | Warning |")
@pytest.mark.parametrize(
    ("premise", "changes", "raised"),
    [
        ("supports", {}, False),
        ("refutes", {}, True),
        ("supports", PROVEN, True),
        ("qualifies", {"ldn__wording": "ldn:hedged"}, False),
    ],
)
def test_a_claim_stands_no_better_than_what_it_is_argued_from(
    premise: str, changes: dict[str, str], raised: bool
) -> None:
    claims = claims_of(
        claim_turtle("C01", ldn__restsOn="claim:C02"), claim_turtle("C02", **evidence_of(premise), **changes)
    )
    flags = {a.claim.id: a.flags for a in audit_claims(claims).claims}
    assert ("argued-from-unsupported" in flags["C01"]) is raised
    assert "argued-from-unsupported" not in flags["C02"]


def test_a_single_study_says_why_several_sources_count_once_and_what_is_no_study() -> None:
    def message(*designs: str, more: str = "") -> str:
        places = range(len(designs))
        turtle = claim_turtle(evidence=" , ".join(f"evidence:e{n}" for n in places))
        lines = [line_turtle(f"e{n}", f"s{n}") for n in places]
        sources = [source_turtle(f"s{n}", design, more=more if n else "") for n, design in enumerate(designs)]
        return finding_of(audit_of(turtle, *lines, *sources), "single-study").message

    one = "one independent study is in favour: s0"
    assert message("cohort") == one
    assert message("cohort", "systematicReview", more="; ldn:reviewOf source:s0") == (
        f"{one}, s1 (reports or reviews of one study)"
    )
    assert message("systematicReview", "narrativeReview") == (
        f"{one}; beside it, and counted as no study: s1 (narrative review)"
    )


@MODEL.states("| `single-study` | Info |")
@pytest.mark.parametrize(
    ("designs", "links", "single"),
    [
        (("cohort", "cohort"), ("", ""), False),
        (("cohort", "cohort"), ("", "; ldn:sameStudyAs source:s0"), True),
        (("cohort", "systematicReview"), ("", "; ldn:reviewOf source:s0"), True),
        (("cohort", "systematicReview"), ("", "; ldn:reviewOf source:elsewhere"), False),
        (("systematicReview", "systematicReview"), ("; ldn:reviewOf source:x", "; ldn:reviewOf source:x"), True),
        (("systematicReview", "systematicReview"), ("; ldn:reviewOf source:x", "; ldn:reviewOf source:y"), False),
    ],
)
def test_reports_of_one_study_and_reviews_of_it_count_once(
    designs: tuple[str, str], links: tuple[str, str], single: bool
) -> None:
    turtle = claim_turtle(evidence="evidence:e0 , evidence:e1"), line_turtle("e0", "s0"), line_turtle("e1", "s1")
    sources = [source_turtle(f"s{n}", design, more=links[n]) for n, design in enumerate(designs)]
    assert ("single-study" in audit_of(*turtle, *sources).flags) is single


@MODEL.states("| `later-support-only` | Info |")
@pytest.mark.parametrize(
    ("years", "article", "later"),
    [
        (["2024"], "2023-03-22", True),
        (["2022"], "2023-03-22", False),
        (["2023"], "2023-03-22", True),
        (["2023-03"], "2023-03-22", True),
        (["2023-02"], "2023-03-22", False),
        (["2023-03-22"], "2023-03-22", False),
        (["2023-03-23"], "2023-03-22", True),
        (["2023-12-31"], "2023", True),
        (["2022-12-31"], "2023", False),
        (["2024", "2022"], "2023-03-22", False),
        (["2024", ""], "2023-03-22", False),
        ([], "2023-03-22", False),
    ],
)
def test_support_that_all_came_after_the_article_is_told(years: list[str], article: str, later: bool) -> None:
    evidence = evidence_of(*(("supports", "direct", "cohort", year) for year in years))
    claim = claim_turtle(**evidence, prov__wasDerivedFrom="source:last , source:first")
    articles = source_turtle("last", issued=article), source_turtle("first", issued="1990")
    assert ("later-support-only" in audit_of(claim, *articles).flags) is later


@MODEL.states("Severities are SHACL's.", "Every finding names its rule, the claim, the triples that it rests on")
def test_a_finding_names_its_rule_claim_triples_and_remedy() -> None:
    graph = graph_of(claim_turtle(**evidence_of(("supports", "indirect"))))
    shacl = {severity: f"http://www.w3.org/ns/shacl#{severity}" for severity in FLAGS.values()}
    assert set(shacl.values()) == {f"http://www.w3.org/ns/shacl#{s}" for s in ("Violation", "Warning", "Info")}
    (audited,) = audit_claims(read_claims(graph)).claims
    assert len(audited.findings) > 3
    for finding in audited.findings:
        assert finding.rule in FLAGS
        assert (finding.severity, finding.claim) == (FLAGS[finding.rule], "C01")
        assert finding.remedy
        assert _holds_all(graph, finding.because), finding


def _holds_all(graph: Graph, triples: Iterable[tuple[str, str, str]]) -> bool:
    held = {(str(q.subject), str(q.predicate), str(q.object)) for q in graph.quads}
    return bool(triples) and held.issuperset(triples)


@MODEL.states("Then run `ldn-graph validate`, which names the line of what is missing")
def test_validation_names_the_line_of_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(DECLARATIONS + ENTITIES + claim_turtle(ldn__topic=""), encoding="utf-8")
    line = path.read_text(encoding="utf-8").splitlines().index("claim:C01 a ldn:Claim , biolink:Association ;") + 1
    places = [r.place for r in validate_graph(open_graph(path)).results if r.source_shape == "claim-topic"]
    assert places == [f"{path}:{line}"]
