"""How many studies and people stand behind lines: reports of one study are one, with the largest of their numbers."""

from __future__ import annotations

import pytest

from ldn_graph.audit.studies import Studies
from ldn_graph.model.claims import Source
from tests.audit.test_status import make_line, make_source


def trial(name: str, participants: int | None, design: str | None = "crossoverTrial", *same: str) -> Source:
    return make_source(name, design, same_study_as=same)._replace(participants=participants)


def people(*sources: Source) -> int:
    return Studies(sources).count_participants(make_line("supports", "direct", s.design, s) for s in sources)


def test_reports_of_one_study_count_with_the_largest_number_among_them() -> None:
    first, second = trial("a", 40), trial("b", 31, "crossoverTrial", "urn:a")
    assert people(first, second) == people(second, first) == 40
    assert people(first, second, trial("c", 17)) == 57


def test_a_report_without_a_number_takes_none_away() -> None:
    first, second = trial("a", 40), trial("b", None, "crossoverTrial", "urn:a")
    assert people(first, second) == people(second, first) == 40
    assert people(second) == 0
    lines = [make_line("supports", "direct", s.design, s) for s in (first, second, trial("c", None))]
    assert Studies(e.source for e in lines).count_unnumbered(lines) == 1, "of c alone no number is recorded"


def test_two_lines_of_one_source_count_its_people_once() -> None:
    source = trial("a", 40)
    lines = [make_line("supports", "direct", "cohort", source), make_line("disputes", "indirect", "cohort", source)]
    assert Studies([source]).count_participants(lines) == 40


@pytest.mark.parametrize(
    ("design", "number"),
    [
        ("cohort", 9),
        ("officialStatistics", 9),
        ("animal", 0),
        ("systematicReview", 0),
        ("trialRegistration", 0),
        (None, 0),
    ],
)
def test_people_are_those_of_primary_human_studies(design: str | None, number: int) -> None:
    assert people(trial("a", 9, design)) == number


def test_what_ties_two_reports_may_stand_on_a_third() -> None:
    """a and b are one study because c, which bears on nothing here, is the same as each."""
    a, b, c = trial("a", 40), trial("b", 31), trial("c", None, "trialRegistration", "urn:a", "urn:b")
    lines = [make_line("supports", "direct", s.design, s) for s in (a, b)]
    assert Studies([a, b]).count(lines) == 2
    for order in ((a, b, c), (c, b, a)):
        assert Studies(order).count(lines) == 1
        assert Studies(order).count_participants(lines) == 40


def test_the_order_in_which_reports_name_one_another_does_not_matter() -> None:
    chain = [
        trial(name, 1, "cohort", *(f"urn:{other}" for other in same))
        for name, same in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "dc"))
    ]
    for turn in range(4):
        studies = Studies(chain[turn:] + chain[:turn])
        assert len({studies.study(source.iri) for source in chain}) == 1
        assert studies.study("urn:other") == "urn:other"


def test_two_designs_on_lines_of_one_source_count_the_same_in_any_order() -> None:
    source = trial("a", 40)
    lines = [
        make_line("supports", "direct", design, source) for design in ("expertOpinion", "cohort", "systematicReview")
    ]
    assert {Studies([source]).count(order) for order in (lines, lines[::-1], lines[1:] + lines[:1])} == {1}
