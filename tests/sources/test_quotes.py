"""Quotations against a text: each kind of fault has its own verdict, and what is right is found however it is printed."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ldn_graph.sources.quotes.checking import FOUND, VERDICTS, WRONG, check_quotation
from ldn_graph.sources.quotes.numbers import missing_numbers
from ldn_graph.sources.quotes.search import SearchedText

TITLE = "Low-dose naltrexone in adults with fibromyalgia: an invented trial"
TEXT = f"""{TITLE}

Background. Fibromyalgia is common, and earlier work on rats raised hopes. Pain was reduced by 28.8% in the naltrexone
group (95% CI 12.1 to 40.2; P = 0.016) compared with 18.0% on placebo. The drug was not effective in men, and levels of
TNF-α did not change. Of 40 patients, 39 said that the treatment was “safe and well tolerated”. No serious adverse
events occurred in either group. Its effect on sleep was signifi-
cant at 4.5 mg/day [12]. CO₂ rose by 10⁶ units (mean −0.5). We conclude that a larger trial is needed before the drug
can be recommended to anybody outside of studies.
"""
SEARCHED = SearchedText(TEXT, TITLE)


def verdict(quotation: str) -> str:
    return check_quotation(quotation, SEARCHED).verdict


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        ("The drug was not effective in men", "exact"),
        ("the drug was NOT effective in men", "normalised"),
        ("Pain was reduced by 38.8% in the naltrexone group", "changed"),
        ("Pain was reduced by 2.88% in the naltrexone group", "changed"),
        ("8.8% in the naltrexone group", "changed"),  # a number is cut
        ("compared with 18.0% on placebo. The drug was effective in men", "changed"),
        ("serious adverse events occurred in either group", "changed"),  # "No" stands before it
        ("The drug was … effective in men", "changed"),  # what is left out denies it
        ("The drug was [not] effective in adults", "changed"),
        ("Pain was reduced by 28.8% ... said that the treatment was", "stitched"),
        ("Pain was reduced by 28.8% […] The drug was not effective", "stitched"),
        ("[Naltrexone] was not effective in men", "stitched"),
        ("said that the treatment was ... Pain was reduced by 28.8%", "out-of-order"),
        ("the drug can be recommended. The drug was not effective in men", "out-of-order"),
        ("Pain was reduced by 28.8% in the naltrexone group said that the treatment was", "joined"),
        ("levels of TNF-alpha did not change", "normalised"),
        ("by 28.8% in the naltrexone group compared with 18.0% on placebo", "normalised"),
        ("by 28.8% in the naltrexone group (95% CI 12.1 to 41.2; P = 0.016) compared", "changed"),
        (TITLE, "title-only"),
        ("naltrexone in adults with fibromyalgia", "title-only"),
        ("safe", "too-short"),
        ("not effective", "too-short"),
        ("treatment was ... recommended", "too-short"),  # one word of a part stands anywhere
        ("Every patient was cured within two weeks and none of them relapsed", "absent"),
        ("The drug was not effective ... and every woman was cured within a week", "absent"),
        ("", "empty"),
        (" [...] ", "empty"),
    ],
)
def test_each_kind_has_its_own_verdict(quotation: str, expected: str) -> None:
    found = check_quotation(quotation, SEARCHED)
    assert found.verdict == expected, found
    assert check_quotation(quotation, TEXT, TITLE) == found
    assert expected in VERDICTS
    assert not {expected} & FOUND & WRONG


@pytest.mark.parametrize(
    ("quotation", "kind", "quoted", "found"),
    [
        ("Pain was reduced by 38.8% in the naltrexone group", "number", "38.8", "28.8"),
        ("Of 40 patients, 35 said that the treatment", "number", "35", "39"),
        ("The drug was effective in men, and levels", "negation", "", "not"),
        ("before the drug cannot be recommended to anybody", "negation", "cannot", "can"),
        ("levels of IFN-α did not change. Of 40 patients", "name", "IFN", "TNF"),
        ("Pain was lowered by 28.8% in the naltrexone group", "wording", "lowered", "reduced"),
        ("units (mean 0.5). We conclude that a larger", "number", "0.5", "−0.5"),
    ],
)
def test_a_change_is_shown_as_what_is_quoted_and_what_the_text_has(
    quotation: str, kind: str, quoted: str, found: str
) -> None:
    checked = check_quotation(quotation, SEARCHED)
    assert checked.verdict == "changed"
    assert [tuple(change) for change in checked.changes] == [(kind, quoted, found)]
    (place,) = checked.places
    assert found in TEXT[place.start : place.end]


@pytest.mark.parametrize(
    ("quotation", "relaxed"),
    [
        ("The drug  was\nnot effective", ("white space",)),
        ('that the treatment was "safe and well tolerated".', ("quotation marks",)),
        ("effect on sleep was significant at 4.5 mg/day", ("hyphens at ends of lines",)),
        ("levels of TNF-alpha did not change", ("Greek letters",)),
        ("CO2 rose by 106 units", ("sub- and superscripts",)),
        ("CO2 rose by 10^6 units", ("sub- and superscripts",)),
        ("(mean -.50). We conclude", ("numbers as values",)),
        ("(mean -0.5). We conclude", ("dashes",)),
        ("in the naltrexone group compared with 18.0% on placebo", ("brackets with statistics",)),
        ("at 4.5 mg/day. CO₂ rose by", ("brackets with statistics",)),
        ("ain was reduced by 28.8%", ("cut word",)),
        ("the DRUG was not effective", ("capitals",)),
        ("Of 40 patients 39 said", ("punctuation",)),
    ],
)
def test_what_was_relaxed_is_named(quotation: str, relaxed: tuple[str, ...]) -> None:
    found = check_quotation(quotation, SEARCHED)
    assert found.verdict in FOUND
    assert set(relaxed) <= set(found.relaxed) <= {*relaxed, "white space"}, found


def test_the_places_are_those_of_the_parts_and_what_is_between_them_is_said_shortly() -> None:
    found = check_quotation("Pain was reduced by 28.8% ... We conclude that a larger trial", SEARCHED)
    assert [TEXT[p.start : p.end] for p in found.places] == [
        "Pain was reduced by 28.8%",
        "We conclude that a larger trial",
    ]
    (left_out,) = found.left_out
    assert left_out.startswith("in the naltrexone")
    assert len(left_out) < 90


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("effective in all women", "It was ineffective in all women."),
        ("able to walk again", "Nobody was unable to walk again."),
        ("harm to the patients", "They were harmless to the patients."),
        ("pain than on placebo", "On naltrexone he was painfree than on placebo."),
        ("notable to walk at all", "He was not able to walk at all."),
        ("5 of 40 patients improved", "35 of 40 patients improved."),
        ("35 of 4 patients improved", "35 of 40 patients improved."),
        ("P > 0.05 in both groups", "P < 0.05 in both groups"),
        ("rose by 0.5 in both groups", "rose by -0.5 in both groups"),
        ("a dose of 1.5 mg a day", "a dose of 15 mg a day"),
        ("a dose of 1000 mg a day", "a dose of 1.000 mg a day"),
        ("symptomatic in all men", "They were asymptomatic in all men."),
        ("a word [of ours] may stand", "a word may never stand"),
    ],
)
def test_what_says_something_else_is_not_found(quotation: str, text: str) -> None:
    assert check_quotation(quotation, text).verdict not in FOUND


@pytest.mark.parametrize(
    ("quotation", "text", "kind", "quoted", "found"),
    [
        ("significant people were seen", "non-significant people were seen", "negation", "significant", "non-significant"),
        ("effective for pain in patients", "in-effective for pain in patients", "negation", "effective", "in-effective"),
        ("treated people were seen", "un-\ntreated people were seen", "negation", "treated", "un- treated"),
        ("treated people were seen", "un- treated people were seen", "negation", "treated", "un- treated"),
        ("patients were pain", "patients were pain-free in the end", "negation", "pain", "pain-free"),
        ("patients were pain", "patients were pain-\nfree in the end", "negation", "pain", "pain- free"),
        ("improve pain in men", "did not significantly improve pain in men", "negation", "improve pain in men",
         "not significantly improve pain in men"),
        ("LDN was of use", "It nor LDN was of use", "negation", "LDN was of use", "nor LDN was of use"),
        ("treated people were seen", "pretreated people were seen", "wording", "treated", "pretreated"),
        ("10 patients were seen", "5-10 patients were seen", "number", "10", "5-10"),
        ("LDN [reduced] pain in men", "LDN increased pain in men", "wording", "[reduced]", "increased"),
        ("LDN [greatly] improved pain in men", "LDN hardly improved pain in men", "negation", "improved pain in men",
         "hardly improved pain in men"),
        ("LDN [greatly] changed pain in men", "LDN slightly changed pain in men", "wording", "[greatly]", "slightly"),
        ("a dose of 10 3 M", "a dose of 10\u22123 M", "number", "a dose of 10 3 M", "a dose of 10\u22123 M"),
        ("a dose of 10 3 M", "a dose of 10⁻³ M", "number", "a dose of 10 3 M", "a dose of 10⁻³ M"),
        ("changed by 0.5 points", "changed by - 0.5 points", "number", "changed by 0.5 points", "changed by - 0.5 points"),
    ],
)  # fmt: skip
def test_what_is_cut_or_replaced_is_a_change_that_is_shown(
    quotation: str, text: str, kind: str, quoted: str, found: str
) -> None:
    checked = check_quotation(quotation, text)
    assert checked.verdict == "changed"
    assert [tuple(change) for change in checked.changes] == [(kind, quoted, found)]


@pytest.mark.parametrize(
    ("quotation", "text", "expected"),
    [
        ("LDN [also] improved pain", "LDN improved pain", "stitched"),
        ("we saw [LDN] improve pain", "we saw it improve pain", "stitched"),
        ("the [Drug] improved pain", "the drug improved pain", "normalised"),
        ("[T]he drug improved pain", "In the end the drug improved pain", "normalised"),
        ("LDN improved pain in men", "Not only LDN improved pain in men", "exact"),
        ("LDN improved pain in men", "It was not so at first and LDN improved pain in men", "exact"),
        ("LDN improved pain in men", "It was not so, LDN improved pain in men", "exact"),
        ("post values were seen", "pre- and post values were seen", "exact"),
        ("a dose of 10-3 M", "a dose of 10⁻³ M", "normalised"),
        ("levels of IL 6 fell", "levels of IL-6 fell", "normalised"),
    ],
)
def test_what_is_neither_cut_nor_replaced_is_found(quotation: str, text: str, expected: str) -> None:
    assert check_quotation(quotation, text).verdict == expected


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("nonsignificant at the end", "It was non-significant at the end."),
        ("low dose naltrexone was given", "low-dose naltrexone was given"),
        ("between 5 and 10, 5-10 patients", "between 5 and 10, 5–10 patients"),
        ("P<.05 for all of them", "P < 0.05 for all of them"),
        ("1,000 patients were seen", "1000 patients were seen"),
        ("0.05 for all patients", "0·05 for all patients"),
        ("ﬁbromyalgia is a common condition", "fibromyalgia is a common condition"),
        ("Sjogren syndrome was common", "Sjo\u0308gren syndrome was common"),
        ("café and bar were open", "cafe\u0301 and bar were open"),
        ("低剂量纳曲酮可减轻疼痛", "结论：低剂量纳曲酮可减轻疼痛。"),
    ],
)
def test_what_is_the_same_but_for_how_it_is_printed_is_found(quotation: str, text: str) -> None:
    assert check_quotation(quotation, text).verdict in FOUND


WORDS = TEXT.split("\n\n", 1)[1].split()
LONG = 8


@st.composite
def excerpts(draw: st.DrawFn) -> str:
    """Some whole words of the text, as they stand there."""
    spans = [m.span() for m in re.finditer(r"\S+", TEXT)][len(TITLE.split()) :]
    first = draw(st.integers(0, len(spans) - LONG))
    last = draw(st.integers(first + LONG - 1, len(spans) - 1))
    return TEXT[spans[first][0] : spans[last][1]]


def starts_denied(quotation: str) -> bool:
    """One of the few words before it in its sentence denies it, or it is cut from *signifi-cant*."""
    before = TEXT[: TEXT.index(quotation)]
    denied = re.search(r"\b(?:not|no)(?:\s+(?!and\b)\w+){0,3}\s+$", before, re.IGNORECASE)
    return bool(denied) or before.endswith("signifi-\n") or quotation.endswith("signifi-")


@settings(max_examples=60)
@given(excerpts())
def test_whole_words_of_the_text_are_found_exactly(quotation: str) -> None:
    assume(not starts_denied(quotation))
    found = check_quotation(quotation, SEARCHED)
    assert found.verdict == "exact"
    (place,) = found.places
    assert TEXT[place.start : place.end] == quotation


@given(excerpts(), st.data())
def test_other_blanks_quotation_marks_and_dashes_are_named_and_no_difference(
    quotation: str, data: st.DataObject
) -> None:
    assume(not starts_denied(quotation))
    other = quotation.replace("“", '"').replace("”", "''").replace("\u2212", "-")
    blank = data.draw(st.sampled_from(["  ", " ", "\u00a0", "\t\n"]))
    other = re.sub(r"(?<!-)\s+", blank, other)
    found = check_quotation(other, SEARCHED)
    assert found.verdict == ("exact" if other == quotation else "normalised")
    assert set(found.relaxed) <= {"white space", "quotation marks", "dashes"}


@settings(max_examples=60)
@given(excerpts(), st.data())
def test_one_digit_changed_is_told_with_the_number(quotation: str, data: st.DataObject) -> None:
    digits = [n for n, c in enumerate(quotation) if c in "123456789"]
    assume(digits)
    at = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from("123456789".replace(quotation[at], "")))
    found = check_quotation(quotation[:at] + other + quotation[at + 1 :], SEARCHED)
    assert found.verdict == "changed"
    assert "number" in {change.kind for change in found.changes} or starts_denied(quotation)


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_text_has_a_verdict(quotation: str, text: str) -> None:
    found = check_quotation(quotation, text)
    assert found.verdict in VERDICTS
    assert all(0 <= place.start <= place.end <= len(text) for place in found.places)


@pytest.mark.parametrize("sign", [" ", "[", "(", "...", "a ", "1.", "- \n", "\n", "(1"])
def test_long_rows_of_one_sign_take_no_time_that_grows_with_their_square(sign: str) -> None:
    check_quotation(f"a few words {sign * 5_000}", f"{sign * 50_000} a few other words")


@pytest.mark.parametrize(
    ("words", "quotations", "missing"),
    [
        ("39 of 40 improved", ["Of 40, 39 improved"], ()),
        ("39 of 40 improved", ["Of forty, thirty-nine improved"], ()),
        ("0.05 and 1,000", ["P = .05 of 1000"], ()),
        ("39 of 40 improved", ["Of 40, 35 improved"], ("39",)),
        ("IL-6, TNF2, 5-HT and B12 fell by 30%", ["they fell by a third"], ("30",)),
        ("fell by 5", ["changed by -5"], ()),
        ("no figures", [], ()),
        ("2 of 2", ["one"], ("2",)),
    ],
)
def test_numbers_that_no_quotation_has(words: str, quotations: list[str], missing: tuple[str, ...]) -> None:
    assert missing_numbers(words, quotations) == missing


def test_no_part_of_many_is_passed_over() -> None:
    words = [f"number {n} of the parts" for n in range(20, 60)]
    text = ". ".join(words)
    assert check_quotation(" ... ".join(words[:24:2]), text).verdict == "stitched"
    assert check_quotation(" ... ".join([*words[:24:2], "a part that nobody wrote"]), text).verdict in (
        "absent",
        "changed",
    )
