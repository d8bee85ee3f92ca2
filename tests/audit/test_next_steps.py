"""What to do next: which claims could have another status is true by another route, and the order is the one promised."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.next_steps import KINDS, Step, list_steps
from ldn_graph.audit.results import Audit
from ldn_graph.audit.status import rate_support
from ldn_graph.audit.whatif import without
from ldn_graph.cli import main
from ldn_graph.model.claims import Claim, EvidenceLine
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import BEARINGS, DESIGNS, DIRECTNESS, READ_AS
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import parse_turtle
from tests.audit.test_status import line_lists, make_line, random_graphs, topics
from tests.conftest import DECLARATIONS, ENTITIES, ROOT, claim_turtle, line_turtle, source_turtle

TODAY = "2026-11-30"


def check_sources(claims: tuple[Claim, ...], steps: tuple[Step, ...]) -> None:
    """Each source on which a status hangs by an audit without it is in a step, and no other is."""
    before = {c.claim.id: c.status for c in audit_claims(claims).claims}
    told = {s.about: s.could_change for s in steps if s.kind in ("unread", "abstract-only")}
    for source in {e.source for c in claims for e in c.lines if e.source.counts()}:
        after = audit_claims(without(claims, source.iri)).claims
        changed = tuple(c.claim.id for c in after if c.status != before[c.claim.id])
        is_read = source.read_as in ("fullText", "webPage")
        assert told.get(source.iri, ()) == (() if is_read else changed)


def test_what_hangs_on_a_source_of_the_shipped_graph(claims: tuple[Claim, ...], audit: Audit) -> None:
    papers = {e.source.id: e.source for c in claims for e in c.lines}
    one_key = [s for s in list_steps(audit, TODAY) if s.kind == "abstract-only"][:5]
    for step in one_key:
        rest = audit_claims(without(claims, papers[step.command[1]].iri)).claims
        before = {c.claim.id: c.status for c in audit.claims}
        assert {c.claim.id for c in rest if c.status != before[c.claim.id]} == {*step.could_change}


@settings(max_examples=40)
@given(random_graphs(), st.lists(st.sampled_from([None, *READ_AS]), min_size=4, max_size=4))
def test_what_hangs_on_a_source_of_a_random_graph(text: str, read: list[str | None]) -> None:
    said = [f"source:s{n} a ldn:Source ; ldn:readAs ldn:{name} .\n" for n, name in enumerate(read) if name]
    claims = read_claims(parse_turtle(text + "".join(said)))
    steps = list_steps(audit_claims(claims), TODAY)
    check_sources(claims, steps)
    ranks = [(-len(s.could_change), [*KINDS].index(s.kind), -len(s.claims)) for s in steps]
    assert ranks == sorted(ranks)
    assert all({*s.could_change} <= {*s.claims} for s in steps)


@given(line_lists, topics, st.booleans())
def test_a_find_can_change_any_status_but_one_that_has_evidence_on_both_sides(
    lines: list[EvidenceLine], topic: str, looked: bool
) -> None:
    """What the steps on searches go by, against every line that could be found."""
    before = rate_support(lines, topic, looked_into=looked)
    kinds = product(BEARINGS, DIRECTNESS, (None, *DESIGNS))
    after = {rate_support([*lines, make_line(*kind)], topic, looked_into=True) for kind in kinds}
    assert (after == {before}) == (before == "contested")


def test_sources_of_two_namespaces_with_one_id_are_two() -> None:
    other = "<https://a.example/source/one>"
    there = source_turtle("one").replace("source:one", other).replace('"one"', '"two"')
    text = source_turtle("one") + there + line_turtle("a", "one") + line_turtle("b", "one").replace("source:one", other)
    claims = claim_turtle("C01", evidence="evidence:a") + claim_turtle("C02", evidence="evidence:b")
    steps = list_steps(audit_claims(read_claims(parse_turtle(DECLARATIONS + ENTITIES + text + claims))), TODAY)
    hanging = {step.about.rpartition("//")[2]: step.could_change for step in steps if step.kind == "unread"}
    assert hanging == {"w3id.org/ldn-graph/source/one": ("C01",), "a.example/source/one": ("C02",)}


# One case for each kind --------------------------------------------------------------------------

READ = '; ldn:readAs ldn:fullText ; bibo:pmid "1"'
SOURCE = source_turtle("one", more=READ)
LINE = line_turtle("a", "one")
RECENT = 'evidence:s a ldn:EvidenceSearch ; rdfs:comment "none"@en ; dcterms:created "2026-03"^^xsd:gYearMonth .\n'
SEARCHED = "evidence:a , evidence:s"
TYPICAL = claim_turtle(evidence=SEARCHED, ldn__topic="ldn:mechanism") + RECENT + LINE + SOURCE
"""Nothing is left to do for it."""
OTHER = (
    "evidence:a ldn:otherJudgement <urn:j> . <urn:j> a ldn:Judgement ; ldn:bearing ldn:disputes ; ldn:directness ldn:direct ; "
    'prov:wasAttributedTo <urn:reader> ; dcterms:created "2026-01-01"^^xsd:date .\n'
)
RETRACTED = (
    'source:one ldn:standing ldn:retracted ; ldn:standingAsOf "2026-06-10"^^xsd:date ; '
    "ldn:standingBy <https://example.org/list> .\n"
)


@pytest.mark.parametrize(
    ("text", "kind", "task", "could_change"),
    [
        (TYPICAL, None, "", 0),
        (TYPICAL + RETRACTED, "retracted", "Say of one that it was retracted, and cite what stands", 1),
        (claim_turtle(ldn__topic="ldn:mechanism"), "never-looked-into", "Look for evidence of C01, and record what is found", 1),
        (TYPICAL.replace("ldn:fullText ; bibo", "ldn:notRead ; bibo"), "unread", "Read one, which nobody did: 1 status hangs on it", 1),
        (TYPICAL.replace("ldn:fullText ; bibo", "ldn:abstract ; bibo"), "abstract-only", "Read the full text of one", 1),
        (TYPICAL + OTHER, "readers-differ", "Settle which reading of C01 holds: contradicted by another reader (urn:reader)", 1),
        (TYPICAL.replace('bibo:pmid "1"', 'bibo:doi "10.5555/x"'), "standing-unknown", "it has a DOI alone", 1),
        (TYPICAL.replace('; bibo:pmid "1"', ""), "standing-unknown", "Record a PMID or DOI of one", 1),
        (TYPICAL.replace("ldn:directness ldn:direct", "ldn:directness ldn:unrated"), "directness-unrated", "Judge for C01 whether this is direct evidence: one", 1),
        (TYPICAL.replace("2026-03", "2025-10"), "search-old", "Search anew for C01: the last search was on 2025-10", 1),
        (TYPICAL.replace('; dcterms:created "2026-03"^^xsd:gYearMonth', ""), "search-old", "nobody recorded when", 1),
        (TYPICAL.replace(SEARCHED, "evidence:a"), "not-searched", "Search for other sources on C01", 1),
        (TYPICAL.replace("ldn:mechanism", "ldn:efficacy"), "certainty-open", "Narrow the certainty down (risk of bias): judge the risk of bias of one", 0),
        (TYPICAL.replace("ldn:asserted", "ldn:unjudged"), "wording-unjudged", "Judge how strongly 1 claim of article is stated", 0),
    ],
)  # fmt: skip
def test_each_kind_of_step_has_its_case(
    turtle: Callable[..., Graph], text: str, kind: str | None, task: str, could_change: int
) -> None:
    steps = list_steps(audit_claims(read_claims(turtle(text))), TODAY)
    kinds = {step.kind for step in steps}
    assert kinds == ({kind} if kind else set())
    if kind:
        assert any(task in step.task for step in steps)
        assert len(steps[0].could_change) == could_change


@pytest.mark.parametrize(
    ("day", "is_old"),
    [
        ("2025-11-29", True), ("2025-11-30", False), ("2025-11", False), ("2025-10", True),
        ("2025", False), ("2024", True), ("2027-01-01", False),
    ],
)  # fmt: skip
def test_a_search_is_old_after_a_year_from_the_last_day_that_it_may_be_of(
    turtle: Callable[..., Graph], day: str, is_old: bool
) -> None:
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(day)]
    graph = turtle(TYPICAL.replace('"2026-03"^^xsd:gYearMonth', f'"{day}"^^xsd:{kind}'))
    assert bool(list_steps(audit_claims(read_claims(graph)), TODAY)) == is_old


def test_a_step_concerns_what_rests_on_its_claim_by_way_of_others_too(turtle: Callable[..., Graph]) -> None:
    resting = [
        claim_turtle(f"C0{n}", evidence=SEARCHED, ldn__topic="ldn:mechanism", ldn__restsOn=f"claim:C0{n - 1}")
        for n in (2, 3)
    ]
    text = claim_turtle(ldn__topic="ldn:mechanism") + "".join(resting) + RECENT + LINE + SOURCE
    (step,) = list_steps(audit_claims(read_claims(turtle(text))), TODAY)
    assert (step.could_change, step.claims) == (("C01",), ("C01", "C02", "C03"))


# The command -------------------------------------------------------------------------------------


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["next", *words])
    return done.exit_code, done.stdout, done.stderr


def test_the_command_shows_the_first_and_says_how_many_there_are(audit: Audit) -> None:
    steps = list_steps(audit, TODAY)
    code, out, remark = run("--format", "json", "--today", TODAY)
    shown = json.loads(out)
    assert (code, len(shown)) == (0, 20)
    assert f"20 steps; --limit 0 shows all {len(steps):,}" in remark
    everything = json.loads(run("--limit", "0", "--format", "json", "--today", TODAY)[1])
    assert [(s["kind"], s["task"], tuple(s["claims"])) for s in everything] == [
        (s.kind, s.task, s.claims) for s in steps
    ]
    assert everything[:20] == shown
    assert "search-old" not in {s["kind"] for s in everything}
    later = json.loads(run("--limit", "0", "--format", "json", "--today", "2028-01-01")[1])
    assert "search-old" in {s["kind"] for s in later}
    for words in (("--format", "csv"), ("--format", "markdown"), ()):
        code, out, _ = run("--limit", "3", *words)
        assert (code, len(out.splitlines())) == (0, 4 if "csv" in words else 5)
    assert run("--today", "yesterday")[0] == 2


def test_the_commands_of_the_steps_work_on_the_same_graph(tmp_path: Path) -> None:
    graph = tmp_path / "my claims.ttl"
    pieces = (TYPICAL.replace('; bibo:pmid "1"', ""), claim_turtle("C02"))
    graph.write_text(DECLARATIONS + ENTITIES + "".join(pieces), encoding="utf-8")
    steps = json.loads(run("--graph", str(graph), "--format", "json")[1])
    assert {step["kind"] for step in steps} == {"standing-unknown", "never-looked-into"}
    for step in steps:
        program, *words = shlex.split(step["command"])
        assert program == "ldn-graph"
        assert CliRunner().invoke(main, words).exit_code == 0
        assert step["place"].startswith(f"{graph}:")


def test_every_kind_is_documented_in_its_order() -> None:
    import re

    text = (ROOT / "docs" / "keeping.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| \d+ \| `([a-z-]+)` \|", text, re.MULTILINE) == [*KINDS]
