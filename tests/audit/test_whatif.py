"""What the loss of a source changes, against an audit of everything without it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from hypothesis import given, settings

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.audit.whatif import keystone_sources, without
from ldn_graph.cli import main
from ldn_graph.errors import UnknownNameError
from ldn_graph.model.claims import Claim
from ldn_graph.network.shared import shared_mechanisms
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import parse_turtle
from tests.audit.test_status import random_graphs


def check(claims: tuple[Claim, ...]) -> None:
    """Every keystone against a full audit without its source."""
    before = {c.claim.id: c for c in audit_claims(claims).claims}
    keystones = keystone_sources(claims)
    assert {k.source for k in keystones} == {e.source.id for c in claims for e in c.lines}
    for keystone in keystones:
        after = audit_claims(without(claims, {keystone.source}))
        fallen = {
            c.claim.id
            for c in after.claims
            if "no-supporting-source" in c.flags and "no-supporting-source" not in before[c.claim.id].flags
        }
        changed = {c.claim.id for c in after.claims if c.status != before[c.claim.id].status}
        assert set(keystone.fallen) == fallen
        assert set(keystone.changed) == changed - fallen
    order = [(-len(k.fallen), -len(k.changed), -k.claims, k.source) for k in keystones]
    assert order == sorted(order)


def test_every_source_of_the_shipped_graph(claims: tuple[Claim, ...]) -> None:
    check(claims)


@settings(max_examples=60)
@given(random_graphs())
def test_every_source_of_a_random_graph(text: str) -> None:
    check(read_claims(parse_turtle(text)))


def test_a_source_that_is_gone_has_no_line_left(claims: tuple[Claim, ...], audit: Audit) -> None:
    iri = "https://w3id.org/ldn-graph/source/gironi-2008"
    for gone in ({"gironi-2008"}, {iri}):
        rest = without(claims, gone)
        assert [c.iri for c in rest] == [c.iri for c in claims]
        assert not [e for c in rest for e in c.lines if e.source.iri == iri]
        kept = [e for c in claims for e in c.lines if e.source.iri != iri]
        assert [e for c in rest for e in c.lines] == kept
    assert without(claims, ()) == claims
    assert audit_claims(claims) == audit


@pytest.mark.parametrize(
    "name",
    [
        "gironi-2008", "Gironi-2008", "source:gironi-2008", "<https://w3id.org/ldn-graph/source/gironi-2008>",
        "10.1177/1352458508095828", "doi:10.1177/1352458508095828", "https://doi.org/10.1177/1352458508095828",
        "http://dx.doi.org/10.1177/1352458508095828", "18728058", "PMID:18728058",
        "https://pubmed.ncbi.nlm.nih.gov/18728058/",
    ],
)  # fmt: skip
def test_a_source_has_many_names(claims: tuple[Claim, ...], name: str) -> None:
    def left(claim: Claim) -> Claim:
        lines = tuple(e for e in claim.lines if e.source.id != "gironi-2008")
        return claim if lines == claim.lines else claim._replace(lines=lines, incomplete=True)

    expected = tuple(map(left, claims))
    assert without(claims, name) == without(iter(claims), [name]) == expected != claims


@pytest.mark.parametrize(
    ("names", "remedy"),
    [
        ("gironi-2080", "did you mean gironi-2008?"),
        (["lie-2018", "gironi-2080"], "did you mean gironi-2008?"),
        ("article", "see: ldn-graph keystones --all"),
        ("", "see: ldn-graph keystones --all"),
    ],
)
def test_a_source_without_a_line_is_not_silently_passed_over(
    claims: tuple[Claim, ...], names: str | list[str], remedy: str
) -> None:
    with pytest.raises(UnknownNameError, match=r"no evidence line of the source '.*' in this graph; ") as error:
        without(claims, names)
    assert str(error.value).endswith(remedy)


def test_they_become_a_data_frame(claims: tuple[Claim, ...]) -> None:
    import pandas as pd

    frame = pd.DataFrame(keystone_sources(claims))
    assert list(frame.columns) == ["source", "label", "claims", "fallen", "changed", "also"]
    assert len(frame) == len(keystone_sources(claims))


def test_the_command_lists_those_that_matter_and_all_if_asked(claims: tuple[Claim, ...]) -> None:
    keystones = keystone_sources(claims)
    some, everything = (
        json.loads(CliRunner().invoke(main, ["keystones", "--format", "json", *more]).stdout)
        for more in ((), ("--all",))
    )
    assert [k["source"] for k in everything] == [k.source for k in keystones]
    assert some == [k for k in everything if k["fallen"] or k["changed"]] != everything
    table = CliRunner().invoke(main, ["keystones"])
    assert len(table.stdout.splitlines()) == len(some) + 2
    assert f"{len(some)} of {len(keystones)} sources" in table.stderr


def test_conditions_share_the_mechanisms_that_claims_are_made_on_in_both(claims: tuple[Claim, ...]) -> None:
    made = {
        (c.condition.id, e.id, c.id)
        for c in claims
        for e in (c.subject, c.object)
        if c.condition and e.kind in ("Mechanism", "Outcome")
    }
    expected = {
        (one, other): {m for c, m, _ in made if c == one} & {m for c, m, _ in made if c == other}
        for one, _, _ in made
        for other, _, _ in made
        if one < other
    }
    pairs = shared_mechanisms(claims)
    assert {(s.condition, s.other): set(s.mechanisms) for s in pairs} == {k: v for k, v in expected.items() if v}
    for s in pairs:
        assert set(s.claims) == {i for c, m, i in made if c in (s.condition, s.other) and m in s.mechanisms}


def test_the_command_lists_what_conditions_share(claims: tuple[Claim, ...]) -> None:
    pairs = shared_mechanisms(claims)
    run = CliRunner().invoke(main, ["shared", "--format", "json"])
    assert (run.exit_code, json.loads(run.stdout)) == (0, json.loads(json.dumps([s._asdict() for s in pairs])))
    assert f"{len(pairs)} pair" in run.stderr
    table = CliRunner().invoke(main, ["shared"]).stdout.splitlines()
    assert len(table) == len(pairs) + 2
    assert table[2].split() == [pairs[0].condition, pairs[0].other, *pairs[0].mechanisms, *pairs[0].claims]


def test_the_audit_without_a_source_is_that_of_the_claims_without_it(claims: tuple[Claim, ...]) -> None:
    def run(*words: str) -> tuple[int, str, str]:
        result = CliRunner().invoke(main, ["audit", "--fail-on", "never", *words])
        return result.exit_code, result.stdout, result.stderr

    _, out, remark = run("--without", "17222320", "--without", "lie-2018", "--format", "json")
    document = json.loads(out)
    assert document["summary"]["without"] == ["lie-2018", "smith-2007"]
    expected = audit_claims(without(claims, {"lie-2018", "smith-2007"}))
    assert document["summary"]["status"] == expected.count_statuses()
    assert "without lie-2018, smith-2007" in remark
    assert run("--without", "lie-2081")[0] == 2
    assert "did you mean lie-2018?" in run("--without", "lie-2081")[2]


def test_a_rating_of_certainty_falls_with_a_line_that_it_rested_on(claims: tuple[Claim, ...]) -> None:
    (c79,) = (c for c in claims if c.id == "C79")
    assert c79.certainty_ratings
    (rest,) = without([c79], "smith-2011")
    assert rest.incomplete
    (audited,) = audit_claims([rest]).claims
    assert audited.certainty is not None
    assert audited.certainty.rating is None
    assert [why for _, why in audited.certainty.set_aside] == ["it is of evidence that does not all count here"]
    assert without([c79, *(c for c in claims if c.id == "C17")], "gironi-2008")[0] == c79
