"""The quotations of a graph against a folder of texts: what is told of each line, and what of the folder."""

from __future__ import annotations

from pathlib import Path

from ldn_graph.model.claims import Claim
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.sources.quotes.of_graph import QuotationReport, check_quotations, sources_of
from ldn_graph.sources.quotes.report import all_right, count_verdicts, describe_details, describe_place, summary_words
from ldn_graph.sources.texts.folder import find_texts
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle

DOIS = ("10.5555/a_b", "10.5555/a/b")
RESULT = "Of 40 patients, 39 improved on naltrexone within 12 weeks."


def quoting(*words: str, role: str = "") -> str:
    """What a line says of the words that it quotes."""
    passages = ", ".join(
        f'[ a oa:SpecificResource {role}; oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact "{w}" ] ]' for w in words
    )
    return f"; ldn:foundAt {passages}"


def claims_of(*lines: str, label: str = "LDN helps") -> tuple[Claim, ...]:
    """One claim with these lines, which are about the sources s0, s1, ..."""
    made = [line_turtle(f"e{n}", f"s{n}", more=more) for n, more in enumerate(lines)]
    sources = [source_turtle(f"s{n}", more=f'; bibo:pmid "9999999{n}"') for n in range(len(lines))]
    evidence = " , ".join(f"evidence:e{n}" for n in range(len(lines)))
    claim = claim_turtle(evidence=evidence, rdfs__label=f'"{label}"@en')
    return read_claims(parse_turtle(DECLARATIONS + ENTITIES + claim + "".join(made) + "".join(sources)))


def checked(folder: Path, claims: tuple[Claim, ...], **files: str) -> QuotationReport:
    for name, text in files.items():
        (folder / f"{name.replace('__', '.')}.txt").write_text(text, encoding="utf-8")
    return check_quotations(claims, find_texts(folder, sources_of(claims)))


def test_each_quotation_is_looked_for_in_the_text_of_its_own_source(tmp_path: Path) -> None:
    claims = claims_of(
        quoting("39 improved on naltrexone", "35 improved on naltrexone"), quoting("39 improved on naltrexone")
    )
    report = checked(tmp_path, claims, PMID_99999990=RESULT, s1="Nothing of that kind was seen by anybody.")
    assert {c.quotation: c.verdict.verdict for c in report.checks if c.source == "s0"} == {
        "39 improved on naltrexone": "exact",
        "35 improved on naltrexone": "changed",
    }
    (other,) = [c for c in report.checks if c.source == "s1"]
    assert (other.verdict.verdict, other.elsewhere) == ("in-another-source", ("s0",))
    assert (other.file, other.depth) == ("s1.txt", "abstract")
    assert not all_right(report.checks)


def test_a_text_of_no_source_of_the_graph_may_have_it(tmp_path: Path) -> None:
    report = checked(tmp_path, claims_of(quoting("39 improved on naltrexone")), s0="Nothing was seen.", unknown=RESULT)
    (check,) = report.checks
    assert (check.verdict.verdict, check.elsewhere) == ("in-another-source", ("unknown.txt",))
    assert report.remarks == ("1 file of no source of this graph, such as unknown.txt",)


def test_what_has_no_text_is_told_and_nothing_checked_is_no_success(tmp_path: Path) -> None:
    report = checked(tmp_path, claims_of(quoting("39 improved on naltrexone", "safe", "...")))
    assert count_verdicts(report.checks) == {"too-short": 1, "empty": 1, "no-text": 1}
    assert not any(check.compared for check in report.checks)
    assert not all_right(report.checks)
    assert not all_right(())
    assert all_right(checked(tmp_path, claims_of(quoting("39 improved on naltrexone")), s0=RESULT).checks)


def test_the_fuller_text_is_used_and_that_is_said(tmp_path: Path) -> None:
    claims = claims_of(quoting("39 improved on naltrexone"))
    report = checked(tmp_path, claims, PMID_99999990="An abstract.", s0_fulltext=RESULT)
    assert report.checks[0].file == "s0_fulltext.txt"
    assert report.remarks == ("PMID_99999990.txt is not used: s0_fulltext.txt has more of the source",)


def test_a_file_whose_name_two_papers_have_is_remarked_and_what_has_no_text_is_counted(tmp_path: Path) -> None:
    claims = claims_of(quoting("39 improved on naltrexone"), quoting("39 improved on naltrexone"))
    lines = claims[0].lines
    twins = [line._replace(source=line.source._replace(doi=doi)) for line, doi in zip(lines, DOIS, strict=True)]
    report = checked(tmp_path, (claims[0]._replace(lines=tuple(twins)),), s0=RESULT, **{"10__5555_a_b": RESULT})
    assert sorted(c.verdict.verdict for c in report.checks) == ["exact", "no-text"]
    (remark,) = report.remarks
    assert "10.5555_a_b.txt is given to no source: its name is that of s" in remark
    assert summary_words(report.checks).endswith("not checked, as no text of the source is at hand: 1 quotation")
    assert all_right(report.checks)


def test_a_broken_file_is_remarked_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "s0.xml").write_text("<article>", encoding="utf-8")
    claims = claims_of(quoting("39 improved on naltrexone"), quoting("39 improved on naltrexone"))
    report = checked(tmp_path, claims, s1=RESULT)
    assert [c.verdict.verdict for c in report.checks] == ["no-text", "exact"]
    (remark,) = report.remarks
    assert "s0.xml:1: no XML" in remark


def test_numbers_that_are_not_quoted_are_told_once_for_a_line(tmp_path: Path) -> None:
    more = '; rdfs:comment "38 of 40" ; ldn:finding "for 12 weeks" ; ldn:quantity quantity:q ' + quoting(
        "Of 40 patients, 39 improved", "within 12 weeks"
    )
    turtle = (
        'quantity:q a ldn:Quantity ; ldn:ofWhat "people"@en ; ldn:low 0 ; ldn:high 37 ; ldn:outOf 40 ; ldn:unit "1" .\n'
    )
    made = line_turtle("e0", "s0", more=more) + source_turtle("s0") + turtle
    graph = DECLARATIONS + ENTITIES + claim_turtle(evidence="evidence:e0", rdfs__label='"4.5 mg helped 39 of 40"@en')
    first, second = checked(tmp_path, read_claims(parse_turtle(graph + made)), s0=RESULT).checks
    assert {tuple(number) for number in first.numbers} == {("4.5", "label"), ("38", "comment"), ("37", "quantity")}
    assert second.numbers == ()
    assert first.verdict.verdict == "exact", "it is information and changes no verdict"


def test_the_name_of_a_drug_in_small_letters_is_a_name(tmp_path: Path) -> None:
    claims = claims_of(quoting("39 improved on naloxone within 12 weeks"))
    drug = claims[0].subject
    assert drug.kind == "Drug"
    named = (claims[0]._replace(subject=drug._replace(other_labels=("naltrexone",))),)
    (check,) = checked(tmp_path, named, s0=RESULT).checks
    assert [tuple(c) for c in check.verdict.changes] == [("name", "naloxone", "naltrexone")]
    (plain,) = checked(tmp_path, claims, s0=RESULT).checks
    assert plain.verdict.changes[0].kind in ("wording", "name")


def test_a_check_in_words(tmp_path: Path) -> None:
    claims = claims_of(quoting("a made up sentence of some words"), quoting("35 improved on naltrexone"))
    absent, changed = checked(tmp_path, claims, s0=RESULT, s1=RESULT).checks
    assert list(describe_details(absent)) == [
        "the text does not have it",
        "only the abstract is at hand; give the full text",
    ]
    assert list(describe_details(changed)) == ["number: “35” where the text has “39”"]
    assert describe_place(changed) == "s1.txt (abstract), 16-41"


def test_the_role_goes_along(tmp_path: Path) -> None:
    claims = claims_of(quoting("39 improved on naltrexone", role="; ldn:quotationRole ldn:methodStatement "))
    (check,) = checked(tmp_path, claims, s0=RESULT).checks
    assert check.role == "methodStatement"
