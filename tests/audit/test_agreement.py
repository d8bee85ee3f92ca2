"""How far readers agree: kappa by a second route and by published examples, who is compared with whom, and what has no kappa."""

from __future__ import annotations

import csv
import io
import json
import math
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.audit.agreement import (
    GROUP_OF,
    GROUPS,
    NOBODY,
    ORDER,
    SOMEBODY,
    Agreement,
    measure_agreement,
    readers_of,
)
from ldn_graph.audit.agreement_texts import (
    CSV_COLUMNS,
    NONE,
    agreement_document,
    agreement_markdown,
    agreement_rows,
    agreement_text,
)
from ldn_graph.audit.kappa import Kappa, cohens_kappa
from ldn_graph.errors import MissingExtraError
from ldn_graph.model.claims import Claim
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import BEARINGS
from ldn_graph.output.tables import csv_table
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.labels import read_labels
from ldn_graph.rdf.opening import parse_turtle
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle

Counts = list[list[int]]
AGENTS = "".join(
    f'<https://example.org/{name}> a prov:Agent ; rdfs:label "reader {name.upper()}"@en .\n' for name in ("a", "b", "c")
)


def judged_by(reader: str) -> str:
    return f"; prov:wasAttributedTo <https://example.org/{reader}>" if reader else ""


def claims_of(*lines: tuple[str, ...], because: str = "") -> tuple[Claim, ...]:
    """One claim with a line for each of these: judgements as ``a supports direct``, of which the first is adopted."""
    said = f' ; ldn:adoptedBecause "{because}"@en' if because else ""
    pieces = []
    for n, (adopted, *others) in enumerate(lines):
        reader, bearing, directness = adopted.split(" ")
        nodes = "".join(f"; ldn:otherJudgement assessment:j{n}-{k} " for k in range(len(others)))
        pieces += [
            line_turtle(f"e{n}", f"s{n}", bearing, directness, more=f"{judged_by(reader)}{said} {nodes}"),
            source_turtle(f"s{n}"),
        ]
        for k, other in enumerate(others):
            reader, bearing, directness = other.split(" ")
            pieces.append(
                f"assessment:j{n}-{k} a ldn:Judgement ; ldn:bearing ldn:{bearing} ; ldn:directness ldn:{directness} "
                f"{judged_by(reader)} .\n"
            )
    evidence = " , ".join(f"evidence:e{n}" for n in range(len(lines)))
    turtle = DECLARATIONS + ENTITIES + AGENTS + claim_turtle("C01", evidence=evidence) + "".join(pieces)
    return read_claims(parse_turtle(turtle, "test.ttl"))


def measured(*lines: tuple[str, ...], because: str = "") -> tuple[Agreement, ...]:
    claims = claims_of(*lines, because=because)
    labels = {f"https://example.org/{name}": f"reader {name.upper()}" for name in "abc"}
    return measure_agreement(claims, labels)


# Kappa ----------------------------------------------------------------------------------------------------


def kappa_by_hand(counts: Counts, *, ordered: bool) -> float:
    """Kappa by its definition: one minus the disagreement that was seen, through that which chance would give."""
    size, total = range(len(counts)), sum(map(sum, counts))
    rows = [sum(row) for row in counts]
    columns = [sum(row[n] for row in counts) for n in size]
    weights = [[(i - j) ** 2 if ordered else int(i != j) for j in size] for i in size]
    seen = sum(weights[i][j] * counts[i][j] for i in size for j in size) * total
    expected = sum(weights[i][j] * rows[i] * columns[j] for i in size for j in size)
    return 1 - seen / expected


def error_by_hand(counts: Counts, *, ordered: bool) -> float:
    """The standard error of Fleiss, Cohen and Everitt (1969), formula 12, of weights that are 1 for agreement."""
    size, total = range(len(counts)), sum(map(sum, counts))
    steps = len(counts) - 1
    weights = [[1 - ((i - j) / steps) ** 2 if ordered else float(i == j) for j in size] for i in size]
    share = [[count / total for count in row] for row in counts]
    rows = [sum(row) for row in share]
    columns = [sum(row[n] for row in share) for n in size]
    of_row = [sum(weights[i][j] * columns[j] for j in size) for i in size]
    of_column = [sum(weights[i][j] * rows[i] for i in size) for j in size]
    observed = sum(weights[i][j] * share[i][j] for i in size for j in size)
    chance = sum(weights[i][j] * rows[i] * columns[j] for i in size for j in size)
    first = sum(
        share[i][j] * (weights[i][j] * (1 - chance) - (of_row[i] + of_column[j]) * (1 - observed)) ** 2
        for i in size
        for j in size
    )
    second = (observed * chance - 2 * chance + observed) ** 2
    return math.sqrt(max(first - second, 0) / total) / (1 - chance) ** 2


TABLES = st.integers(2, 5).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, 30), min_size=size, max_size=size), min_size=size, max_size=size)
)


@given(TABLES, st.booleans())
def test_kappa_and_its_interval_are_those_of_their_definitions(counts: Counts, ordered: bool) -> None:
    kappa = cohens_kappa(counts, ordered=ordered)
    for number in kappa[:3]:
        assert number is None or math.isfinite(number)
    if kappa.value is None:
        assert kappa.remark.startswith("not defined")
        return
    assert kappa.value == pytest.approx(kappa_by_hand(counts, ordered=ordered))
    if kappa.low is not None and kappa.high is not None:
        half = 1.959964 * error_by_hand(counts, ordered=ordered)
        assert kappa.low == pytest.approx(max(-1, kappa.value - half), abs=1e-5)
        assert kappa.high == pytest.approx(min(1, kappa.value + half), abs=1e-5)


def test_it_is_what_sas_prints_of_two_dermatologists() -> None:
    """SAS/STAT User's Guide, The FREQ Procedure, Getting Started, *Agreement Study*: 88 patients, four categories.

    https://documentation.sas.com/doc/en/pgmsascdc/9.4_3.5/statug/statug_freq_gettingstarted02.htm
    """
    kappa = cohens_kappa([[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]])
    assert kappa.value is not None
    assert kappa.low is not None
    assert kappa.high is not None
    assert [f"{number:.4f}" for number in kappa[:3]] == ["0.3449", "0.2030", "0.4868"]


def test_with_weights_it_is_what_r_prints_of_two_raters_of_anxiety() -> None:
    """``kappa2(anxiety[,1:2], "squared")`` of the R package irr 0.84: 20 subjects, kappa 0.297.

    https://www.rdocumentation.org/packages/irr/versions/0.84.1/topics/kappa2
    """
    first = [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3]
    second = [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4]
    counts = [
        [sum(pair == (i, j) for pair in zip(first, second, strict=True)) for j in range(1, 7)] for i in range(1, 7)
    ]
    assert f"{cohens_kappa(counts, ordered=True).value:.3f}" == "0.297"


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([[0, 0], [0, 0]], Kappa(None, None, None, "not defined: no line was judged by both")),
        ([[1, 0], [0, 0]], Kappa(None, None, None, "not defined: both readers put every line into the same category")),
        ([[0, 0], [0, 9]], Kappa(None, None, None, "not defined: both readers put every line into the same category")),
        ([[0, 1], [0, 0]], Kappa(0.0, None, None, "no interval: these lines do not vary enough for one")),
        ([[4, 0], [0, 4]], Kappa(1.0, None, None, "no interval: these lines do not vary enough for one")),
    ],
)
@pytest.mark.parametrize("ordered", [False, True])
def test_what_has_no_kappa_or_no_interval_says_why(counts: Counts, expected: Kappa, ordered: bool) -> None:
    assert cohens_kappa(counts, ordered=ordered) == expected


def test_every_bearing_has_a_group_and_every_group_a_step() -> None:
    assert set(GROUP_OF) == set(BEARINGS)
    assert set(GROUP_OF.values()) == set(GROUPS)
    assert ORDER == ("against", "open or background", "narrower", "for")


# Who is compared with whom --------------------------------------------------------------------------------


def test_two_readers_are_compared_in_groups_on_the_order_and_in_directness() -> None:
    (pair,) = measured(
        ("a supports direct", "b confirms direct"),
        ("a qualifies direct", "b supports direct"),
        ("a leavesOpen direct", "b givesBackground indirect"),
        ("a refutes indirect", "b disputes indirect"),
        ("a supports unrated", "b supports direct"),
    )
    assert (pair.first, pair.second, pair.pooled) == ("reader A", "reader B", False)
    assert (pair.groups.lines, pair.groups.agreeing) == (5, 3)
    assert (pair.order.lines, pair.order.agreeing) == (5, 4)
    assert (pair.directness.lines, pair.directness.agreeing, pair.directness.left_out) == (4, 3, 1)
    assert pair.groups.counts[GROUPS.index("narrower")][GROUPS.index("for")] == 1
    assert [line.line.rpartition("/")[2] for line in pair.differing] == ["e1", "e2", "e4"]
    assert [line.adopted for line in pair.differing] == ["reader A"] * 3


def test_lines_that_one_reader_judged_are_no_agreement() -> None:
    assert measured(("a supports direct",)) == ()
    assert measure_agreement([]) == ()


def test_each_two_of_several_readers_are_compared() -> None:
    agreements = measured(
        ("a supports direct", "b supports direct", "c disputes direct"),
        ("a disputes direct", "b disputes direct"),
    )
    single = {(a.first, a.second): len(a.lines) for a in agreements if not a.pooled}
    assert single == {("reader A", "reader B"): 2, ("reader A", "reader C"): 1, ("reader B", "reader C"): 1}
    assert not any(a.pooled for a in agreements)  # of reader C's one line reader A's judgement is the one adopted


def test_a_line_that_three_readers_judged_is_pooled_once_with_what_was_adopted() -> None:
    agreements = measured(
        ("a supports direct", "b disputes direct", "c supports direct"),
        ("a supports direct", "b disputes direct", "c supports direct"),
        ("b supports direct", "a disputes direct", "c supports direct"),
        ("b supports direct", "c supports direct"),
    )
    (pooled,) = (a for a in agreements if a.pooled)
    assert (pooled.first, pooled.second, len(pooled.lines)) == ("reader A and reader B", "reader C", 4)
    assert (pooled.groups.agreeing, pooled.differing) == (4, ())
    assert all(line.first.adopted for line in pooled.lines)


def test_two_readers_of_one_label_stay_two() -> None:
    lines = ("a supports direct", "b disputes direct"), ("a supports direct", "c supports direct")
    labels = {f"https://example.org/{name}": "a reader" for name in "ab"}
    agreements = measure_agreement(claims_of(*lines), labels)
    assert {(a.first, a.second) for a in agreements} == {("a reader (a)", "a reader (b)"), ("a reader (a)", "c")}


def test_readers_whose_iris_end_alike_are_told_by_the_whole_of_them() -> None:
    (claim,) = claims_of(("a supports direct", "b disputes direct"))
    (line,) = claim.lines
    line = line._replace(
        judge="https://example.org/x/a", other_judgements=(line.other_judgements[0]._replace(judge="urn:x/a"),)
    )
    (pair,) = measure_agreement([claim._replace(lines=(line,))])
    assert (pair.first, pair.second) == ("a (https://example.org/x/a)", "a (urn:x/a)")


def test_a_reader_stands_first_of_whom_more_was_adopted() -> None:
    (pair,) = measured(
        ("b supports direct", "a disputes direct"),
        ("b supports direct", "a supports direct"),
        ("a qualifies direct", "b supports direct"),
    )
    assert (pair.first, pair.second) == ("reader B", "reader A")
    last = pair.lines[-1]
    assert (last.first.bearing, last.second.bearing, last.adopted) == ("supports", "qualifies", "reader A")


def test_an_own_judgement_beside_the_adopted_one_is_what_is_compared() -> None:
    """What was adopted is the second reader's and stands in the first one's name, who had judged otherwise."""
    (pair,) = measured(("a disputes direct", "b disputes direct", "a supports direct"), because="they read all of it")
    (line,) = pair.lines
    assert {line.first.words, line.second.words} == {"disputes, direct", "supports, direct"}
    assert (line.adopted, line.own_missing, line.agrees) == ("", False, False)
    assert "which was chosen when both were known" in pair.remarks[0]
    assert len(pair.remarks) == 1


def test_where_the_adopted_one_is_the_others_and_the_own_is_missing_it_says_so() -> None:
    (pair,) = measured(("a disputes direct", "b disputes direct"), because="it was right")
    assert pair.lines[0].own_missing
    assert any("they seem to agree more than they did" in remark for remark in pair.remarks)
    (plain,) = measured(("a disputes direct", "b disputes direct"))
    assert plain.remarks == ()


def test_the_latest_judgement_of_a_reader_counts_and_readers_may_be_unnamed() -> None:
    (pair,) = measured((" supports direct", " disputes direct", " refutes direct"))
    assert {pair.first, pair.second} == {NOBODY, SOMEBODY}
    assert len(pair.lines) == 1
    assert "refutes" in {pair.lines[0].first.bearing, pair.lines[0].second.bearing}


# As it is shown -------------------------------------------------------------------------------------------

TWO = (("a supports direct", "b qualifies direct"), ("a disputes indirect", "b disputes direct"))


@pytest.mark.parametrize("lines", [TWO, TWO[:1], (("a supports direct", "b supports direct"),)])
def test_no_format_prints_what_is_no_number(lines: tuple[tuple[str, ...], ...]) -> None:
    agreements = measured(*lines)
    rows = csv_table(CSV_COLUMNS, agreement_rows(agreements))
    document = json.dumps(agreement_document(agreements), allow_nan=False)
    for text in (agreement_text(agreements, None), agreement_markdown(agreements), rows, document):
        assert "nan" not in text.lower().replace("finance", "")


def test_the_text_has_the_tables_and_the_lines_that_differ() -> None:
    text = agreement_text(measured(*TWO, because="a part of it"), 120)
    assert "first: reader A; second: reader B; 2 lines judged by both" in text
    assert "lines in which they differ (2)" in text
    assert "supports, direct" in text
    assert "a part of it" in text
    markdown = agreement_markdown(measured(*TWO))
    assert markdown.count("## First: reader A; second: reader B; 2 lines judged by both\n") == 1
    assert "### Lines in which they differ" in markdown


def test_where_nobody_judged_twice_it_says_so() -> None:
    assert agreement_text((), None) == f"{NONE}\n"
    assert NONE.capitalize() in agreement_markdown(())
    assert agreement_document(()) == {"agreements": []}
    assert list(agreement_rows(())) == []


def test_csv_has_every_line_once_and_a_formula_is_a_text() -> None:
    agreements = measured(*TWO, ("c supports direct", "b disputes direct"), because="=1+1")
    rows = list(csv.DictReader(io.StringIO(csv_table(CSV_COLUMNS, agreement_rows(agreements)), newline="")))
    assert len(rows) == 3
    assert {row["adopted_because"] for row in rows} == {"'=1+1"}
    assert [row["agree"] for row in rows] == ["no", "no", "no"]
    assert sum(a.pooled for a in agreements) == 1


def test_without_statsmodels_it_says_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "statsmodels.stats.inter_rater", None)
    with pytest.raises(
        MissingExtraError,
        match=r"statsmodels is not installed; in the checkout: pip install -e '\.\[agreement\]', without -e",
    ):
        measure_agreement([])


def test_the_shipped_graph_has_the_blind_reading_of_130_lines(graph: Graph, claims: tuple[Claim, ...]) -> None:
    agreements = measure_agreement(claims, read_labels(graph, readers_of(claims)))
    pooled = agreements[0]
    assert pooled.second == "the blind second reader"
    assert [c.lines for c in pooled.comparisons] == [130, 130, 130]
    assert [f"{c.kappa.value:.2f}" for c in pooled.comparisons] == ["0.42", "0.73", "0.82"]
    assert [c.agreeing for c in pooled.comparisons] == [69, 70, 119]
    blind, first = (
        [a for a in agreements if not a.pooled and (a.second == pooled.second) is is_blind]
        for is_blind in (True, False)
    )
    assert len({line.line for a in blind for line in a.lines}) == 130
    (dossiers,) = first  # where the second dossier wrote a line anew of a claim that stayed whole
    assert [c.lines for c in dossiers.comparisons] == [32, 32, 32]
    assert [f"{c.kappa.value:.2f}" for c in dossiers.comparisons[:2]] == ["0.28", "0.54"]
