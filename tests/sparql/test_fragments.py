"""Named questions are what their templates give, say what the vocabulary says, and answer in the reader's language."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.status import rate_support
from ldn_graph.cli import main
from ldn_graph.errors import QuerySyntaxError, UnknownNameError
from ldn_graph.model import vocab, words
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import (
    AFFIRMING,
    AGAINST,
    BEARINGS,
    DESIGNS,
    DIRECTNESS,
    ENTITY_KINDS,
    IN_FAVOUR,
    TOPICS,
    WORDINGS,
    local_id,
)
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.graphs import FileGraph
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.resources import PACKAGE
from ldn_graph.scale.fetching import texts
from ldn_graph.server.front_page import count_graph
from ldn_graph.sparql import fragments
from ldn_graph.sparql.fragments import QUESTIONS, list_templates, render_question
from ldn_graph.sparql.questions import ask, list_questions, read_question
from ldn_graph.sparql.results import Results
from ldn_graph.sparql.tokens import read_tokens
from tests.audit.test_status import make_line
from tests.conftest import DECLARATIONS, ENTITIES, ROOT, claim_turtle, line_turtle, source_turtle

SOURCES = "".join(source_turtle(name, name) for name in DESIGNS) + 'source:none a ldn:Source ; rdfs:label "none" .\n'
"""One source of each design, and one of none."""
ALL_DESIGNS = (None, *DESIGNS)


def another_than(design: str) -> str:
    """Of another design, a source whose lines may have this one."""
    return "animal" if design == "cohort" else "cohort"


def rows(graph: Graph, question: str, **values: object) -> list[dict[str, object]]:
    """The answer, with the last parts of IRIs, as ``C17``."""
    results = ask(graph, question, **values)
    assert isinstance(results, Results)
    return [
        {name: local_id(value) if isinstance(value, str) and ":" in value else value for name, value in row.items()}
        for row in results
    ]


def statuses(graph: Graph, question: str, **values: object) -> dict[object, object]:
    return {row["claim"]: row["status"] for row in rows(graph, question, **values)}


# Templates and fragments ------------------------------------------------------------------------


def test_every_question_has_a_template_and_every_template_a_question() -> None:
    assert list_templates() == tuple(q.name for q in list_questions()), "run: make questions, or delete what is left"


@pytest.mark.parametrize("name", list_templates())
def test_what_is_committed_is_what_its_template_gives(name: str) -> None:
    committed = (QUESTIONS / f"{name}.rq").read_text(encoding="utf-8")
    assert committed == render_question(name), f"queries/{name}.rq is not what its template gives; run: make questions"
    assert "#:" not in committed
    assert "vocab:" not in committed


def test_every_fragment_is_used() -> None:
    texts = [file.read_text(encoding="utf-8") for file in QUESTIONS.glob("*/*.rq")]
    for file in (QUESTIONS / "fragments").glob("*.rq"):
        name = file.stem.removesuffix("-in-language")
        uses = sum(len(re.findall(rf"^ *#: {name}(?= |$)", text, re.MULTILINE)) for text in texts)
        assert uses > (file.stem == name), f"queries/fragments/{file.name} is used nowhere; delete it"


def test_what_questions_share_is_typed_in_no_template() -> None:
    shared = r'STRSTARTS|LANG\(|ldn:(?:confirms|supports|disputes|refutes|studyDesign \?sourceD)|ldn:Drug|"contested"'
    designs = "|".join(set(DESIGNS) - {"trialRegistration"})  # which registered-trials is about
    for file in (QUESTIONS / "templates").glob("*.rq"):
        pattern = file.read_text(encoding="utf-8").partition("\nSELECT")[2]
        outside_of_branches = re.sub(r"OPTIONAL \{ \?\w+ ldn:studyDesign \?\w+ \}", "", pattern)
        assert not re.findall(rf"{shared}|ldn:(?:{designs})\b", outside_of_branches), file.name


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("#: levle ?design ?topic ?level", "templates/x.rq: there is no fragment 'levle'; write it as"),
        ("#: year ?source ?year ?issued ?more", "templates/x.rq: too many variables; write #: year ?source ?year"),
        ("#: rows level", "templates/x.rq: 'level' stands for nothing; take one of levels, levels-by-topic,"),
        ("FILTER(?b IN (vocab:favour))", "templates/x.rq: 'favour' stands for nothing; take one of inFavour,"),
        ("FILTER(vocab:level(?d, ?t, 1))", "templates/x.rq: 'level' stands for nothing; take one of hasLevel,"),
        ("#: bare ?x", "fragments/bare.rq: begin it with a comment, a line as '#: bare ?x', and an empty line"),
    ],
)
def test_a_mark_that_stands_for_nothing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, problem: str
) -> None:
    shutil.copytree(QUESTIONS, tmp_path / "queries")
    monkeypatch.setattr(fragments, "QUESTIONS", tmp_path / "queries")
    (tmp_path / "queries" / "fragments" / "bare.rq").write_text("?x a ?y .\n?x a ?z .\n?x a ?u .\n", encoding="utf-8")
    (tmp_path / "queries" / "templates" / "x.rq").write_text(f"SELECT * {{\n  {line}\n}}\n", encoding="utf-8")
    fragments._read_fragment.cache_clear()
    with pytest.raises(QuerySyntaxError) as caught:
        render_question("x")
    fragments._read_fragment.cache_clear()
    assert str(caught.value).startswith(problem)


def test_a_condition_among_others_keeps_its_own_parentheses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(fragments, "QUESTIONS", tmp_path)
    mark = "vocab:hasLevel(?d, ?t, 1)"
    (tmp_path / "templates" / "x.rq").write_text(f"FILTER({mark})\nFILTER(?a && {mark})\n", encoding="utf-8")
    alone, among = (part for part in render_question("x").split("FILTER") if part)
    assert alone.startswith("(?d = ldn:systematicReview || (?d = ")
    assert among.startswith("(?a && (?d = ldn:systematicReview")
    assert among.endswith("))\n")


# Levels -----------------------------------------------------------------------------------------

WITH_LEVEL = tuple(q.name for q in list_questions() if re.search(r"SELECT[^{]*\?level\b", q.sparql))


@pytest.fixture(scope="module")
def levels_graph() -> Graph:
    """For each design and topic a claim with a line for and one against it, and one whose own design it is."""
    pieces = [SOURCES]
    for design, topic in product(DESIGNS, TOPICS):
        name = f"{design}-{topic}"
        lines = [f"{name}-{n}" for n in range(3)]
        pieces += [
            claim_turtle(
                name, evidence=" , ".join(f"evidence:{line}" for line in lines), ldn__topic=f"ldn:{topic}",
                rdf__object="entity:balance", biolink__disease_context_qualifier="entity:lupus",
            ),
            line_turtle(lines[0], design), line_turtle(lines[1], design, "disputes"),
            line_turtle(lines[2], another_than(design), more=f"; ldn:studyDesign ldn:{design}"),
        ]  # fmt: skip
    return parse_turtle(DECLARATIONS + ENTITIES + "".join(pieces))


def test_these_questions_give_a_level() -> None:
    assert WITH_LEVEL == (
        "claim-dossier", "claims-of-source", "contested-claims", "evidence-for-condition", "evidence-for-mechanism",
        "sources-by-design",
    )  # fmt: skip


@pytest.mark.parametrize("question", [q for q in WITH_LEVEL if q != "sources-by-design"])
def test_levels_are_those_of_the_vocabulary_design_by_topic(levels_graph: Graph, question: str) -> None:
    levels = Counter((row["claim"], row["source"], row["design"], row["level"]) for row in rows(levels_graph, question))
    expected: Counter[tuple[object, ...]] = Counter()
    for design, topic in product(DESIGNS, TOPICS):
        level = DESIGNS[design].level_for(topic)
        expected[f"{design}-{topic}", design, design, level] += 2
        expected[f"{design}-{topic}", another_than(design), design, level] += 1
    assert levels == expected


def test_designs_are_counted_with_the_level_that_they_have_for_any_topic(levels_graph: Graph) -> None:
    counted = {
        row["design"]: (row["level"], row["sources"], row["lines"]) for row in rows(levels_graph, WITH_LEVEL[-1])
    }
    assert counted == {
        name: (None if design.topics else design.level, 2, 3 * len(TOPICS)) for name, design in DESIGNS.items()
    }


# Bearings, statuses, wordings -------------------------------------------------------------------

Kind = tuple[str, str, str | None]
"""Of an evidence line: its bearing, directness and design."""


def claims_graph(
    claims: Mapping[str, tuple[str, tuple[Kind, ...]]], wording: str = "asserted", more: str = ""
) -> Graph:
    """Claims by name, each with its topic and the kinds of its lines; the design is the source's and the line's by turns."""
    pieces = [SOURCES, more]
    for name, (topic, kinds) in claims.items():
        lines = [f"{name}-{n}" for n in range(len(kinds))]
        for n, (line, (bearing, directness, design)) in enumerate(zip(lines, kinds, strict=True)):
            if design is None or n % 2 == 0:
                pieces.append(line_turtle(line, design or "none", bearing, directness))
            else:  # the line has its own
                own = f"; ldn:studyDesign ldn:{design}"
                pieces.append(line_turtle(line, another_than(design), bearing, directness, own))
        evidence = " , ".join(f"evidence:{line}" for line in lines)
        pieces.append(claim_turtle(name, evidence=evidence, ldn__topic=f"ldn:{topic}", ldn__wording=f"ldn:{wording}"))
    return parse_turtle(DECLARATIONS + ENTITIES + "".join(pieces))


def in_graphs(claims: Iterable[tuple[str, tuple[Kind, ...]]]) -> Iterator[dict[str, tuple[str, tuple[Kind, ...]]]]:
    """Claims by name, forty for a graph: some questions take time that grows with the square of the claims."""
    rest = iter(claims)
    while some := {f"C{n}": claim for n, claim in enumerate(islice(rest, 40))}:
        yield some


def rated(topic: str, kinds: tuple[Kind, ...]) -> str:
    looked = any(bearing != "givesBackground" for bearing, _, _ in kinds)
    return rate_support([make_line(*kind) for kind in kinds], topic, looked_into=looked)


def assert_statuses(several: Iterable[tuple[str, tuple[Kind, ...]]]) -> None:
    for claims in in_graphs(several):
        _assert_statuses(claims)


def _assert_statuses(claims: Mapping[str, tuple[str, tuple[Kind, ...]]]) -> None:
    graph = claims_graph(claims)
    expected = {name: rated(*claim) for name, claim in claims.items()}
    assert statuses(graph, "claim-status") == expected
    assert statuses(graph, "known-by-year") == expected
    assert statuses(graph, "known-by-year", year=2010) == expected, "all sources are of 2010"
    before = {name: (topic, tuple(k for k in kinds if k[2] is None)) for name, (topic, kinds) in claims.items()}
    looked = {name for name, (_, kinds) in claims.items() if any(k[0] != "givesBackground" for k in kinds)}
    assert statuses(graph, "known-by-year", year=2009) == {
        name: rate_support([make_line(*k) for k in kinds], topic, looked_into=name in looked)
        for name, (topic, kinds) in before.items()
    }, "a source without a date always counts"


def test_statuses_are_those_of_the_rule_for_each_line() -> None:
    kinds = product(BEARINGS, DIRECTNESS, ALL_DESIGNS)
    assert_statuses((topic, (kind,)) for topic, kind in product(TOPICS, kinds))


def test_statuses_are_those_of_the_rule_for_each_pair_of_bearings_and_directness() -> None:
    sides = tuple(product(BEARINGS, DIRECTNESS))
    pairs = product(sides, sides, (("animal", "cohort"), (None, "inVitro")))
    assert_statuses(("efficacy", ((*one, a), (*two, b))) for one, two, (a, b) in pairs)


@pytest.mark.parametrize("topic", ["efficacy", "epidemiology", "dosing"])
def test_statuses_are_those_of_the_rule_for_each_pair_of_indirect_designs(topic: str) -> None:
    pairs = product(ALL_DESIGNS, ALL_DESIGNS)
    assert_statuses((topic, (("supports", "indirect", a), ("disputes", "indirect", b))) for a, b in pairs)


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(TOPICS),
            st.lists(
                st.tuples(st.sampled_from(BEARINGS), st.sampled_from(DIRECTNESS), st.sampled_from(ALL_DESIGNS)),
                max_size=4,
            ).map(tuple),
        ),
        max_size=20,
    )
)
def test_statuses_are_those_of_the_rule_for_any_lines(claims: list[tuple[str, tuple[Kind, ...]]]) -> None:
    assert_statuses(claims)


@pytest.mark.parametrize("wording", WORDINGS)
def test_overclaimed_is_what_the_audit_flags_for_each_design_and_pair_of_designs(wording: str) -> None:
    one = ((topic, ((b, d, design),)) for topic, b, d, design in product(TOPICS, BEARINGS, DIRECTNESS, ALL_DESIGNS))
    pairs = product(("efficacy", "epidemiology"), ("supports", "disputes"), ALL_DESIGNS, ALL_DESIGNS)
    two = ((topic, (("confirms", "direct", x), (bearing, "unrated", y))) for topic, bearing, x, y in pairs)
    overclaimed = 0
    for claims in in_graphs((*one, *two)):
        graph = claims_graph(claims, wording)
        flagged = {c.claim.id for c in audit_claims(read_claims(graph)).claims if "overclaimed" in c.flags}
        assert {row["claim"] for row in rows(graph, "overclaimed-claims")} == flagged
        overclaimed += len(flagged)
    assert bool(overclaimed) is (wording in ("asserted", "proven"))


def test_two_reports_of_one_study_do_not_prove_a_claim() -> None:
    lines: tuple[Kind, ...] = (
        ("supports", "direct", "randomisedControlledTrial"), ("supports", "direct", "crossoverTrial"),
    )  # fmt: skip
    second = another_than("crossoverTrial")  # whose line has that design of its own
    same = f"source:{second} ldn:sameStudyAs source:randomisedControlledTrial .\n"
    for more, overclaimed in (("", False), (same, True)):
        graph = claims_graph({"C1": ("efficacy", lines)}, "proven", more)
        (claim,) = audit_claims(read_claims(graph)).claims
        assert bool(rows(graph, "overclaimed-claims")) is ("overclaimed" in claim.flags) is overclaimed


def test_every_bearing_is_on_its_side() -> None:
    kinds = tuple(product(BEARINGS, DIRECTNESS))
    graph = claims_graph({"C1": ("efficacy", tuple((*kind, "cohort") for kind in kinds))})
    side = {b: "for" if b in AFFIRMING else "narrower" if b in IN_FAVOUR else "against" for b in IN_FAVOUR | AGAINST}
    side |= {"leavesOpen": "open", "givesBackground": "background"}
    assert {(row["bearing"], row["side"]) for row in rows(graph, "claim-dossier")} == {*side.items()}
    both = Counter((row["bearing"], row["side"]) for row in rows(graph, "contested-claims"))
    assert both == {(b, "for" if b in IN_FAVOUR else "against"): 2 for b in IN_FAVOUR | AGAINST}
    (year,) = rows(graph, "evidence-by-year")
    assert (year["year"], year["directFor"], year["directAgainst"]) == (2010, 2 * len(IN_FAVOUR), 2 * len(AGAINST))
    rest = len(kinds) - 3 * len(IN_FAVOUR | AGAINST)
    assert (year["indirect"], year["openOrBackground"]) == (len(IN_FAVOUR | AGAINST), rest)


@pytest.mark.parametrize("bearing", BEARINGS)
def test_each_question_counts_the_bearings_that_it_is_about(bearing: str) -> None:
    graph = parse_turtle(
        DECLARATIONS
        + ENTITIES
        + SOURCES
        + claim_turtle(evidence="evidence:a", ldn__reportsOn="source:cohort")
        + line_turtle("a", "cohort", bearing)
    )
    (source,) = rows(graph, "busiest-sources")
    assert (source["inFavour"], source["against"]) == (int(bearing in IN_FAVOUR), int(bearing in AGAINST))
    assert bool(rows(graph, "unsupported-claims")) is (bearing not in IN_FAVOUR)
    assert bool(rows(graph, "misreported-claims")) is (bearing in AGAINST)
    assert bool(rows(graph, "unchecked-claims")) is (bearing == "givesBackground")


# Where a claim holds, what a source is called, and what kinds of things there are ----------------------------------------


def test_a_claim_holds_in_one_place_for_python_and_every_query() -> None:
    more = 'entity:asthma a ldn:Condition ; rdfs:label "asthma" . entity:cells a ldn:Mechanism ; rdfs:label "cells" .\n'
    ends = ("lupus", "asthma", "balance", "cells")
    pieces = [
        claim_turtle(
            f"C{n}", rdf__subject=f"entity:{subject}", rdf__object=f"entity:{object_}", evidence=f"evidence:{n}",
            biolink__disease_context_qualifier=f"entity:{context}" if context else "",
        ) + line_turtle(str(n), "cohort")
        for n, (subject, object_, context) in enumerate(product(ends, ends, (None, "lupus", "asthma")))
    ]  # fmt: skip
    graph = parse_turtle(DECLARATIONS + ENTITIES + more + SOURCES + "".join(pieces))
    claims = read_claims(graph)
    holds = {(c.id, c.condition.id) for c in claims if c.condition}
    assert 0 < len(holds) < len(claims)
    assert {(row["claim"], row["holdsIn"]) for row in rows(graph, "claims-for-condition")} == holds
    assert {(row["claim"], row["condition"]) for row in rows(graph, "evidence-for-condition")} == holds
    sizes = Counter(condition for _, condition in holds)
    assert {row["condition"]: row["claims"] for row in rows(graph, "conditions")} == sizes
    pairs = {
        (end.id, c.condition.id)
        for c in claims
        if c.condition
        for end in (c.subject, c.object)
        if end.kind == "Mechanism"
    }
    assert {(row["mechanism"], row["condition"]) for row in rows(graph, "mechanisms-by-condition")} == pairs
    for piece in pieces:  # the lookup for databases and servers only says whether there is one
        single = parse_turtle(DECLARATIONS + ENTITIES + more + SOURCES + piece)
        (claim,) = read_claims(single)
        for name in ("lupus", "asthma"):
            node = ox.NamedNode(vocab.PREFIXES["entity"] + name)
            holds_there = any(texts(single, "claims-on-condition", condition=[node]))
            assert holds_there is (claim.condition is not None and claim.condition.id == name), piece


def test_a_source_is_called_by_its_title_else_by_a_label_of_ours() -> None:
    graph = parse_turtle(
        DECLARATIONS
        + ENTITIES
        + claim_turtle(
            evidence=" , ".join(f"evidence:{name}" for name in "abcd"),
            rdf__object="entity:balance", biolink__disease_context_qualifier="entity:lupus",
            ldn__reportsOn="source:x , source:y",
        )
        + source_turtle("x", "trialRegistration", more='; ldn:readAs ldn:notRead ; ldn:outcomeSwitched true ; rdfs:label "label of x"')
        + 'source:y a ldn:Source ; rdfs:label "y" ; ldn:readAs ldn:notRead ; ldn:studyDesign ldn:trialRegistration ; ldn:outcomeSwitched true .\n'
        + "source:x ldn:sameStudyAs source:y . source:y ldn:sameStudyAs source:x .\n"
        + line_turtle("a", "x") + line_turtle("b", "y", "disputes") + line_turtle("c", "x", "leavesOpen")
        + line_turtle("d", "y", "disputes", "indirect", "; ldn:indirectness ldn:otherOutcome")
    )  # fmt: skip
    questions = [q.name for q in list_questions() if re.search(r"SELECT[^{]*\?name\b", q.sparql)]
    assert len(questions) >= 14
    for question in questions:
        names = {(row["source"], row["name"]) for row in rows(graph, question)}
        assert names, question
        assert names <= {("x", "x"), ("y", "y"), ("article", "An article")}, question
    (one, other) = rows(graph, "sources-of-one-study")
    assert (one["otherName"], other["otherName"]) == ("y", "x")


def test_every_kind_of_entity_is_listed_and_counted() -> None:
    things = "".join(f'entity:{kind} a ldn:{kind} ; rdfs:label "{kind}" .\n' for kind in ENTITY_KINDS)
    graph = parse_turtle(DECLARATIONS + things)
    for question in ("entities", "entities-without-identifier"):
        assert {row["kind"] for row in rows(graph, question)} == {*ENTITY_KINDS}
    assert count_graph(graph)["entities"] == len(ENTITY_KINDS), "counts.rq names each kind"


# A new study design -----------------------------------------------------------------------------

NEW_DESIGNS = """\
    "pragmaticTrial": Design(2, human=True, primary=True, controlled=True),
    "rapidReview": Design(2, human=True, primary=False, controlled=False),
    "costStudy": Design(2, human=True, primary=True, controlled=False, topics=frozenset({"practice", "dosing"})),
"""
ASKING = """
import json, sys
from ldn_graph import ask, audit_claims, open_graph, read_claims
graph = open_graph("design.ttl")
(claim,) = audit_claims(read_claims(graph)).claims
answers = {name: [row for row in ask(graph, name)] for name in sys.argv[1:]}
json.dump({"status": claim.status, "flags": claim.flags, "answers": answers}, sys.stdout, default=str)
"""


def with_new_design(folder: Path) -> None:
    """A copy of the package whose vocabulary has three designs of level 2 besides, its questions written anew."""
    shutil.copytree(PACKAGE, folder / "ldn_graph", ignore=shutil.ignore_patterns("__pycache__", "data"))
    add_lines(folder, vocab, '    "cohort": Design(', NEW_DESIGNS)
    add_lines(folder, words, '    "cohort": "', '    "rapidReview": "rapid review",\n')  # which a finding names
    run_copy(folder, "-m", fragments.__name__)


def add_lines(folder: Path, module: ModuleType, before: str, lines: str) -> None:
    file = folder / "ldn_graph" / Path(str(module.__file__)).relative_to(PACKAGE)
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, lines + before), encoding="utf-8")


def run_copy(folder: Path, *words: str) -> str:
    run = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def package_with_new_design(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new-design")
    with_new_design(folder)
    return folder


@pytest.mark.parametrize(
    ("directness", "wording", "status", "flags"),
    [
        ("indirect", "asserted", "indirectly-supported", {"no-supporting-source", "overclaimed", "indirect-only"}),
        ("direct", "asserted", "contested", set()),
        ("direct", "proven", "contested", {"overclaimed"}),
    ],
)
def test_a_new_study_design_reaches_every_question_at_once(
    package_with_new_design: Path, directness: str, wording: str, status: str, flags: set[str]
) -> None:
    """By level 2 for, against level 5; before it was added here, nothing else was changed."""
    more = "; ldn:indirectness ldn:otherPopulation" if directness == "indirect" else ""
    graph = (
        DECLARATIONS + ENTITIES + source_turtle("a", "pragmaticTrial") + source_turtle("b", "animal")
        + claim_turtle(
            "C1", evidence="evidence:a , evidence:b", ldn__wording=f"ldn:{wording}",
            rdf__object="entity:balance", biolink__disease_context_qualifier="entity:lupus",
        )
        + line_turtle("a", "a", "supports", directness, more) + line_turtle("b", "b", "disputes", directness, more)
    )  # fmt: skip
    (package_with_new_design / "design.ttl").write_text(graph, encoding="utf-8")
    asked = ("claim-status", "known-by-year", "overclaimed-claims", *WITH_LEVEL)
    answer = json.loads(run_copy(package_with_new_design, "-c", ASKING, *asked))
    assert answer["status"] == status
    assert flags <= {*answer["flags"]}
    answers = answer["answers"]
    assert {row["status"] for name in asked[:2] for row in answers[name]} == {status}
    assert bool(answers["overclaimed-claims"]) is ("overclaimed" in answer["flags"]) is ("overclaimed" in flags)
    for name in WITH_LEVEL:
        levels = {local_id(row["design"]): row["level"] for row in answers[name]}
        empty = name == "contested-claims" and directness == "indirect"
        assert levels == ({} if empty else {"pragmaticTrial": 2, "animal": 5}), name


@pytest.mark.parametrize(
    ("designs", "topic", "level", "overclaimed"),
    [
        (("pragmaticTrial", "pragmaticTrial"), "efficacy", 2, False),
        (("rapidReview", "pragmaticTrial"), "efficacy", 2, True),  # a review of this kind is no study
        (("pragmaticTrial", "rapidReview"), "efficacy", 2, True),
        (("costStudy", "costStudy"), "dosing", 2, False),
        (("costStudy", "costStudy"), "practice", 2, False),
        (("costStudy", "costStudy"), "efficacy", None, True),
    ],
)
def test_two_studies_of_a_new_design_prove_a_claim_where_it_has_its_level(
    package_with_new_design: Path, designs: tuple[str, str], topic: str, level: int | None, overclaimed: bool
) -> None:
    graph = (
        DECLARATIONS + ENTITIES + source_turtle("a", designs[0]) + source_turtle("b", designs[1])
        + claim_turtle("C1", evidence="evidence:a , evidence:b", ldn__wording="ldn:proven", ldn__topic=f"ldn:{topic}")
        + line_turtle("a", "a") + line_turtle("b", "b", "confirms")
    )  # fmt: skip
    (package_with_new_design / "design.ttl").write_text(graph, encoding="utf-8")
    answer = json.loads(run_copy(package_with_new_design, "-c", ASKING, "overclaimed-claims", "claim-dossier"))
    assert [row["level"] for row in answer["answers"]["claim-dossier"]] == [level, level]
    assert ("overclaimed" in answer["flags"]) is bool(answer["answers"]["overclaimed-claims"]) is overclaimed


# The reader's language --------------------------------------------------------------------------

TEXTS = (
    "label", "title", "comment", "finding", "mainResult", "searchedIn", "section", "studiedPopulation",
    "studiedIntervention", "studiedComparator", "studiedOutcome", "adoptedBecause", "registeredPrimaryOutcome",
    "publishedPrimaryOutcome", "comparator", "timePoint",
)  # fmt: skip


def translated(graph: FileGraph, *languages: str) -> Graph:
    """A graph, each of its texts in these languages too: ``Adose`` for ``dose``."""
    more = [
        ox.Quad(q.subject, q.predicate, ox.Literal(f"A{q.object.value}", language=language))
        for q in graph.quads
        if isinstance(q.object, ox.Literal) and local_id(q.predicate.value) in TEXTS
        for language in languages
    ]
    return FileGraph((*more, *graph.quads), graph.documents)


def terms(graph: Graph, question: str, language: str | None) -> list[tuple[str, ...]]:
    results = ask(graph, read_question(question, language=language))
    assert isinstance(results, Results)
    return [tuple(str(term) for term in row) for row in results.rows]


@pytest.fixture(scope="module")
def german(some_claims: FileGraph) -> Graph:
    return translated(some_claims, "de", "fr")


@pytest.mark.parametrize("question", [q.name for q in list_questions()])
def test_a_language_changes_the_texts_of_an_answer_and_nothing_else(
    some_claims: Graph, german: Graph, question: str
) -> None:
    graph = some_claims
    names = graph.query(read_question(question).sparql).variables  # type: ignore[union-attr]

    def in_german(name: str, term: str) -> str:
        return term if name in ("ofWhat", "named") else re.sub(r'^"(.*)"@en$', r'"A\1"@de', term)

    expected = [tuple(map(in_german, (v.value for v in names), row)) for row in terms(graph, question, None)]
    assert terms(german, question, "de") == expected
    assert terms(german, question, "es") == terms(german, question, None) == terms(graph, question, None)


LANGUAGES = ("", "en", "en-gb", "de", "de-at", "de-ch", "fr", "nds")


@given(
    st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True),
    st.sampled_from(["de", "DE", "de-AT", "de-DE", "en-GB", "en", "fr-CA", "fil", "zh-Hant-TW", "d-e"]),
    st.randoms(use_true_random=False),
)
def test_a_text_is_in_the_language_else_in_its_main_language_else_as_without(
    present: list[str], wanted: str, random: object
) -> None:
    random.shuffle(present)  # type: ignore[attr-defined]
    labels = " , ".join(f'"in {language or "none"}"{"@" * bool(language)}{language}' for language in present)
    graph = parse_turtle(DECLARATIONS + ENTITIES + claim_turtle(rdfs__label=labels))
    if wanted == "d-e":
        with pytest.raises(UnknownNameError):
            read_question("unsupported-claims", language=wanted)
        return

    def is_in(language: str, tag: str) -> bool:
        return f"{language}-".startswith(f"{tag.lower()}-")

    first, *_ = sorted(
        present,
        key=lambda x: (not is_in(x, wanted), not is_in(x, wanted.partition("-")[0]), not x.startswith("en"), x),
    )
    ((_, label),) = terms(graph, "unsupported-claims", wanted)
    assert label.partition('"@')[0].strip('"') == f"in {first or 'none'}"


@pytest.mark.parametrize("question", ["searches", "uncited-claims", "sources-of-one-study"])
def test_two_engines_agree_on_a_language(german: Graph, question: str) -> None:
    own = rdflib.Graph()
    own.parse(data="".join(f"{q.triple} .\n" for q in translated(german, "de-at").store), format="nt")
    solutions = own.query(read_question(question, language="de-AT").sparql)
    labels = [tuple(term.n3() for term in row if getattr(term, "language", None)) for row in solutions]  # type: ignore[union-attr]
    answer = terms(translated(german, "de-at"), question, "de-AT")
    assert labels == [tuple(term for term in row if term.endswith("@de-at")) for row in answer]
    assert any(labels)


def test_a_question_in_a_language_takes_parameters_and_a_query_keeps_its_variables(graph: Graph, german: Graph) -> None:
    in_german = ask(german, read_question("claims-for-condition", language="de"), condition="lupus")
    assert isinstance(in_german, Results)
    assert {str(label)[:1] for label in (row["label"] for row in in_german)} == {"A"}
    text = "SELECT ?x { ?x ldn:section ?section . FILTER(LANG(?section) = ?language) }"
    assert ask(graph, text, language='"en"') == ask(graph, text.replace("?language", '"en"'))


@given(st.text() | st.from_regex(r"[A-Za-z0-9-]{1,12}") | st.from_regex(r'de"[\s\S]{0,8}'))
def test_no_language_tag_writes_anything_but_itself(tag: str) -> None:
    try:
        text = render_question("searches", tag)
    except UnknownNameError:
        return
    assert re.fullmatch("[A-Za-z0-9-]+", tag)
    kinds = [token.kind for token in read_tokens(text)]
    assert kinds == [token.kind for token in read_tokens(render_question("searches", "de"))]


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, list(words))
    return result.exit_code, result.stdout, result.stderr


def test_the_command_answers_in_the_language_and_explains_it(tmp_path: Path) -> None:
    (tmp_path / "two.ttl").write_text(
        DECLARATIONS + ENTITIES + claim_turtle(rdfs__label='"a claim"@en , "eine Aussage"@de'), encoding="utf-8"
    )
    words = ("query", "unsupported-claims", "--graph", str(tmp_path / "two.ttl"), "--format", "csv")
    assert run(*words)[1].endswith(",a claim\n")
    assert run(*words, "--lang", "fr") == run(*words)
    code, answer, _ = run(*words, "--lang", "de-AT")
    assert code == 0
    assert answer.endswith(",eine Aussage\n")
    explained = run("query", "unsupported-claims", "--lang", "de-AT", "--explain")[1]
    assert explained == read_question("unsupported-claims", language="de-AT").sparql
    assert '# of several texts the one in "de-AT", else the English one' in explained


@pytest.mark.parametrize("tag", ["", "d", "de_AT", "german", "de-", "de--at", "x", "de ", "de-abcdefghi", '"', "*"])
def test_a_bad_language_tag_is_refused_with_a_remedy(tag: str) -> None:
    code, answer, problem = run("query", "searches", "--lang", tag)
    assert (code, answer) == (2, "")
    assert f"{tag!r} is no language tag; write it as de, pt-BR or zh-Hant (BCP 47)" in problem


@pytest.mark.parametrize("tag", ["de", "DE", "nds", "de-AT", "zh-Hant-TW", "x-mine", "i-klingon", "de-1996"])
def test_the_tags_of_bcp_47_are_taken(tag: str) -> None:
    assert f'"{tag}"' in render_question("searches", tag)


def test_a_language_is_refused_for_a_query_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "own.rq").write_text("SELECT ?x { ?x a ldn:Claim }", encoding="utf-8")
    for query in ("SELECT ?x { ?x a ldn:Claim }", str(tmp_path / "own.rq")):
        code, answer, problem = run("query", query, "--lang", "de")
        assert (code, answer) == (2, "")
        assert "--lang is for named questions" in problem
        assert "FILTER(LANGMATCHES(LANG(?text)," in problem


@pytest.mark.parametrize(("options", "made"), [((), False), (("--lang", "de"), True)])
def test_templates_are_read_only_where_a_language_is_chosen(options: tuple[str, ...], made: bool) -> None:
    code = (
        "import sys\nfrom ldn_graph.cli import main\n"
        f"try: main(['query', 'conditions', *{options!r}])\nexcept SystemExit: pass\n"
        f"print({fragments.__name__!r} in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr.splitlines()[-1] == str(made)
