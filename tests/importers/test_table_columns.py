"""What the table's further columns say, and how spreadsheets and people write it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook

from ldn_graph.audit.audit import audit_claims
from ldn_graph.cli import main
from ldn_graph.errors import ImportFormatError
from ldn_graph.importers.spreadsheets import csv_cells, read_cells, workbook_cells
from ldn_graph.importers.table import import_table
from ldn_graph.importers.table_file import table_bytes, table_template
from ldn_graph.importers.table_layout import CLOSED_LISTS, COLUMNS
from ldn_graph.importers.table_words import NEAREST, SAME, as_written, choice_of
from ldn_graph.importers.values import Imported
from ldn_graph.model.claims import Claim
from ldn_graph.model.predicates import nearest_predicate
from ldn_graph.model.vocab import local_id
from ldn_graph.validation.passages import check_passages
from ldn_graph.validation.report import validate_graph
from tests.importers.test_table import graph_of, read_claims

TRIPLE = {
    "subject": "vitamin D",
    "subject_kind": "drug",
    "predicate": "treats",
    "object": "fatigue",
    "object_kind": "outcome",
}
LINE = {"source": "one-2010", "bearing": "supports", "design": "RCT", "read_as": "abstract", "comment": "why"}
CLAIM = {"claim": "Vitamin D lessens fatigue", "id": "V1", **TRIPLE}


def read(*rows: dict[str, str], **articles: str) -> Imported:
    columns = tuple(dict.fromkeys(column for row in rows for column in row))
    text = table_bytes(columns, [[row.get(c, "") for c in columns] for row in rows]).decode()
    return import_table("t.csv", text, articles=articles)


def claims(*rows: dict[str, str], **articles: str) -> tuple[Claim, ...]:
    graph = graph_of(read(*rows, **articles))
    assert validate_graph(graph).violations == ()
    return read_claims(graph)


def mistakes(*rows: dict[str, str], **articles: str) -> list[str]:
    with pytest.raises(ImportFormatError) as raised:
        read(*rows, **articles)
    return str(raised.value).splitlines()[1:]


# Claims, articles, names -----------------------------------------------------------------------


def test_a_claim_may_be_a_sentence_only() -> None:
    (claim,) = claims({"claim": "A plain sentence", "id": "P1", **LINE})
    assert (claim.subject, claim.label, claim.lines[0].bearing) == (None, "A plain sentence", "supports")
    assert mistakes({"claim": "A sentence", "subject": "a drug"})[0] == (
        "row 2, column predicate: empty; write a predicate of Biolink, or one of ours"
    )


def test_a_claim_is_of_its_article_which_a_row_of_its_own_describes() -> None:
    text = "A text. Vitamin D\nhelps the tired. The end."
    rows = (
        {**CLAIM, "article": "smith-2020", "said": "Vitamin D helps the tired.", "section": "Use"},
        {"source": "smith-2020", "title": "An article", "authors": "Smith AB; Jones C", "journal": "A Journal", "year": "2020-05-05",
         "read_as": "full text", "isbn": "978-82-8121-952-6", "pmcid": "PMC7", "address": "https://example.org/a"},
        {"source": "cited-1999", "article": "smith-2020", "cited": "yes"},
        {"source": "cited-1999", "read_as": "not read"},
    )  # fmt: skip
    (claim,) = claims(*rows, **{"smith-2020": text})
    (article,) = claim.articles
    assert (article.title, article.authors, article.container, article.issued) == (
        "An article", ("Smith AB", "Jones C"), "A Journal", "2020-05-05",
    )  # fmt: skip
    assert article.identifiers == ("isbn:9788281219526", "pmc:PMC7")
    assert [iri.rpartition("/")[2] for iri in article.cites] == ["cited-1999"]
    (passage,) = claim.passages
    assert (passage.section, passage.start, passage.end) == ("Use", 8, 34)
    assert [check.outcome for check in check_passages([claim], text)] == ["exact"]
    assert any(r.startswith("1 passage left out: give the article's text") for r in read(*rows).remarks)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Vitamin E", "row 2, column said: Vitamin E; copy the words from the article's text as they are there"),
        ("D", "row 2, column said: D, which stands 2 times in the article; quote more of the sentence"),
    ],
)
def test_words_that_are_not_in_one_place_of_the_article_are_told(said: str, told: str) -> None:
    assert mistakes({**CLAIM, "article": "a", "said": said}, a="Vitamin D. D.") == [told]
    assert "name the one article" in mistakes({**CLAIM, "said": said})[0]


def test_a_thing_is_one_by_all_its_names() -> None:
    first = {**CLAIM, "condition": "multiple sclerosis", "condition_other_names": "MS; disseminated sclerosis"}
    one, two = claims({**CLAIM, "id": "V2", "claim": "x", "condition": "MS"}, first)
    assert one.context == two.context
    assert one.context is not None
    assert (one.context.label, one.context.other_labels) == ("multiple sclerosis", ("MS", "disseminated sclerosis"))
    other = {**CLAIM, "id": "V3", "condition": "mitral stenosis", "condition_other_names": "ms"}
    assert mistakes(first, other)[0] == (
        "row 3, column condition_other_names: ms, which is also another name of multiple sclerosis; "
        "keep it with one of them, and write the other's name in full"
    )


def test_a_thing_of_two_kinds_is_a_mistake() -> None:
    other = {**CLAIM, "id": "V2", "claim": "y", "object": "Tiredness"}
    named = {**CLAIM, "object_other_names": "tiredness"}
    assert mistakes(named, {**other, "object_kind": "disease"}, {"claim": "z", "condition": "vitamin D"}) == [
        "row 3, column object_kind: fatigue as condition, where row 2 has it as outcome; "
        "make them the same, or give one of two things another name",
        "row 4, column condition: vitamin D as condition, where row 2 has it as drug; "
        "make them the same, or give one of two things another name",
    ]
    assert len(claims(named, {**other, "object_kind": ""}, {"claim": "z", "condition": "lupus"})) == 3


def test_identifiers_of_any_registry_are_matches_or_kept_as_text() -> None:
    ids = "obo:MONDO_0005301; https://identifiers.org/mesh/D009103; http://www.ebi.ac.uk/efo/EFO_0003885; ICD10:G35; 24700007"
    imported = read({**CLAIM, "condition": "multiple sclerosis", "condition_id": ids})
    (condition,) = [e for e in imported.entities if e.kind == "Condition"]
    assert condition.matches == (
        "http://purl.obolibrary.org/obo/MONDO_0005301", "http://id.nlm.nih.gov/mesh/D009103", "http://www.ebi.ac.uk/efo/EFO_0003885",
    )  # fmt: skip
    assert condition.notations == ("ICD10:G35", "24700007")
    assert "2 identifiers of no known prefix or form, kept as text: ICD10:G35, 24700007" in imported.remarks


def test_the_ids_of_rows_with_other_mistakes_are_known() -> None:
    rows = ({**CLAIM, "wording": "x"}, {**CLAIM, "id": "V2", "claim": "y", "rests_on": "V1; V9"})
    assert mistakes(*rows) == [
        "row 2, column wording: x; write one of proven, asserted, hedged, unjudged",
        "row 3, column rests_on: V9; write the id of a claim of this table",
    ]


def test_claims_that_rest_on_one_another_are_told_and_others_are_not() -> None:
    chain = [{"id": f"V{n}", "claim": str(n), "rests_on": f"V{n + 1}"} for n in range(3)]
    last = {"id": "V3", "claim": "3"}
    assert [len(claim.rests_on) for claim in claims(*chain, last)] == [1, 1, 1, 0]
    told = "row 3, column rests_on: claims rest on one another in a circle, V1 -> V2 -> V3 -> V1; take one of these ids away"
    assert mistakes(*chain, {**last, "rests_on": "V1"}) == [told]
    assert len(mistakes({**last, "rests_on": "V3"})) == 1


# Evidence --------------------------------------------------------------------------------------


def test_evidence_is_named_by_claim_and_source_whatever_it_says() -> None:
    rows = (
        {**CLAIM, **LINE},
        {**CLAIM, **LINE, "bearing": "disputes"},
        {**CLAIM, "searched": "PubMed", "search_date": "2026-11-28"},
    )
    names = [[e.iri.rpartition("/")[2] for e in c.lines + c.searches] for c in read(*rows).claims]
    assert names == [["V1.one-2010", "V1.one-2010.2", "V1.search"]]
    again = read({**rows[0], "comment": "another"}, *rows[1:])
    assert [[e.iri.rpartition("/")[2] for e in c.lines + c.searches] for c in again.claims] == names
    twice = read(*rows, rows[0])
    assert twice.claims == read(*rows).claims
    assert "1 row left out, the same as one before it: row 5" in twice.remarks


def test_numbers_that_are_stated_and_found_are_compared() -> None:
    number = {"stated": "40", "unit": "%", "number_of": "fall of the risk"}
    (claim,) = claims({**CLAIM, **LINE, **number, "found": "2,8 to 4,1"})
    assert [(str(q.low), str(q.high), q.unit, q.of_what) for q in (*claim.quantities, *claim.lines[0].quantities)] == [
        ("40", "40", "%", "fall of the risk"), ("2.8", "4.1", "%", "fall of the risk"),
    ]  # fmt: skip
    assert "number-mismatch" in audit_claims([claim]).claims[0].flags
    (claim,) = claims({**CLAIM, **LINE, **number, "found": "39 of 100"})
    assert claim.lines[0].quantities[0].out_of == 100
    told = mistakes({**CLAIM, **LINE, "stated": "40,000"}, {**CLAIM, "id": "V2", "unit": "%"})
    assert told == [
        "row 2, column stated: 40,000; write a number as 39 of 40, 2.8, 40 % or 40 to 60; no comma between thousands",
        "row 2, column unit: empty; write the unit of both numbers in UCUM, as %, mg/d or {person}",
        "row 3, column unit: %; write the number in the column stated or found",
    ]


@pytest.mark.parametrize("text", ["1,000", "10,000", "1.000", "1,000,000"])
def test_thousands_are_no_decimals_of_a_whole_number(text: str) -> None:
    remedy = "write a whole number, as 1049, with no comma between thousands"
    for column in ("participants", "people"):
        assert mistakes({**CLAIM, **LINE, column: text}) == [f"row 2, column {column}: {text}; {remedy}"]


def test_a_search_that_found_nothing() -> None:
    search = {"searched": "PubMed", "search_for": "vitamin D AND fatigue", "search_date": "2026-11-28"}
    (claim,) = claims({**CLAIM, **search})
    (found,) = claim.searches
    assert (found.searched_in, found.comment, found.created) == ("PubMed", "vitamin D AND fatigue", "2026-11-28")
    assert audit_claims([claim]).claims[0].status == "unsupported"
    assert mistakes({**CLAIM, **LINE, **search}, {**CLAIM, "searched": "PubMed"}) == [
        "row 2, column searched: PubMed; write what was searched in a row of its own, without a source",
        "row 3, column search_date: empty; write the day of it, as 2026-11-28",
    ]


def test_what_is_known_of_the_study_counts_for_certainty() -> None:
    study = {
        "participants": "49.0", "risk_of_bias_tool": "RoB 2", "risk_of_bias": "low", "measure": "RR", "estimate": "0,62",
        "interval": "[0,41; 0,93]", "people": "480", "effect": "favours intervention", "judge": "A. Reader", "judged_on": "2026-11-28",
    }  # fmt: skip
    (claim,) = claims({**CLAIM, **LINE, **study, "directness": "direct"})
    (line,) = claim.lines
    (result,) = line.results
    assert (result.label, result.outcome, result.measure) == ("fatigue", claim.object and claim.object.iri, "riskRatio")
    assert (result.estimate, result.interval, result.people, result.direction) == (
        result.estimate, (result.low, result.high), 480, "favoursIntervention",
    )  # fmt: skip
    assert [str(n) for n in (result.estimate, result.low, result.high)] == ["0.62", "0.41", "0.93"]
    assert line.risk_of_bias is not None
    assert (line.risk_of_bias.tool, line.risk_of_bias.judgement, line.source.participants) == ("rob2", "lowRisk", 49)
    assert line.judge is not None
    assert (line.judge.rpartition("/")[2].partition("__")[0], line.created) == ("A-Reader", "2026-11-28")
    assert mistakes({**CLAIM, **LINE, "estimate": "0.62", "risk_of_bias": "low"}) == [
        "row 2, column measure: empty; write what the estimate is",
        "row 2, column risk_of_bias_tool: empty; write the tool with which its risk of bias was judged",
    ]


def test_an_article_that_cites_a_source_for_one_claim_has_references() -> None:
    one, other = claims(
        {**CLAIM, **LINE, "article": "a", "said": "x", "cited": "yes"},
        {**CLAIM, "id": "V2", "article": "a", "said": "y"},
        a="x y",
    )
    assert [audit.as_published for audit in audit_claims([one, other]).claims] == ["cited", "document_only"]
    (table,) = {audit.as_published for audit in audit_claims(claims({**CLAIM, "id": "V2"})).claims}
    assert table == "no_reference"


def test_a_source_may_be_cited_and_not_judged() -> None:
    (claim,) = claims({**CLAIM, "source": "PMID:7", "cited": "yes", "read_as": "not read"})
    assert (len(claim.cited), claim.lines) == (1, ())
    assert audit_claims([claim]).claims[0].as_published == "cited"


# As people and spreadsheets write it -----------------------------------------------------------


@pytest.mark.parametrize("column", [*SAME, *NEAREST])
def test_each_word_means_a_name_and_no_name_is_changed(column: str) -> None:
    for words in (SAME, NEAREST):
        for word, name in words.get(column, {}).items():
            assert name in CLOSED_LISTS[column]
            choice = choice_of(column, word.upper())
            assert choice == (name, words is NEAREST), word
    for name in CLOSED_LISTS[column]:
        assert choice_of(column, as_written(name)) == (name, False)


def test_a_word_that_the_model_does_not_have_is_taken_for_the_nearest_and_told() -> None:
    imported = read(
        {**CLAIM, **LINE, "subject_kind": "risk factor", "topic": "causation", "design": "nested case-control"}
    )
    assert [r for r in imported.remarks if "nearest" in r] == [
        "1 cell of the column subject_kind taken for the nearest that the model has: row 2, risk factor: practice",
        "1 cell of the column topic taken for the nearest that the model has: row 2, causation: epidemiology",
        "1 cell of the column design taken for the nearest that the model has: row 2, nested case-control: case control",
    ]


@pytest.mark.parametrize(
    ("predicate", "local", "direction"),
    [("prevents", "preventative_for_condition", None), ("reduces", "affects", "decreased"), ("biolink: Increases", "affects", "increased"), ("Biolink:positively correlated with", "positively_correlated_with", None)],
)  # fmt: skip
def test_predicates_as_people_write_them(predicate: str, local: str, direction: str | None) -> None:
    (claim,) = read({**CLAIM, "predicate": predicate}).claims
    assert ((claim.predicate or "").rpartition("/")[2], claim.direction) == (local, direction)


@pytest.mark.parametrize(
    ("predicate", "of_condition", "of_outcome"),
    [
        ("has daily dose", "hasDailyDose", "hasDailyDose"), ("Affects population", "affectsPopulation", "affectsPopulation"),
        ("cures", "treats", "treats"), ("improves", "ameliorates condition", "affects"),
        ("relieves", "ameliorates condition", "affects, decreased"), ("worsens", "exacerbates condition", "affects"),
        ("inhibits", "affects, decreased", "affects, decreased"), ("blocks the", "affects, decreased", "affects, decreased"),
        ("reduces risk of", "affects likelihood of, decreased", "affects likelihood of, decreased"),
        ("protects against", "preventative for condition", "preventative for condition"),
        ("has no effect on", "affects, negated", "affects, negated"),
    ],
)  # fmt: skip
def test_verbs_that_people_write_mean_what_biolink_has_and_are_told(
    predicate: str, of_condition: str, of_outcome: str
) -> None:
    for kind, expected in (("condition", of_condition), ("outcome", of_outcome)):
        row = {**CLAIM, **LINE, "predicate": predicate, "object_kind": kind}
        imported = read(row, {**row, "source": "two-2011"})
        (claim,) = imported.claims
        said = [
            local_id(claim.predicate or "").replace("_", " "),
            claim.direction,
            "negated" if claim.negated else None,
        ]
        assert ", ".join(filter(None, said)) == expected
        told = [r for r in imported.remarks if "column predicate taken for the nearest" in r]
        assert len(told) == ("Pop" not in expected and "has" not in expected)


def test_words_are_of_the_one_article_that_has_a_key() -> None:
    row = {**CLAIM, "said": "lessens fatigue"}
    text = "Vitamin D lessens fatigue."
    (claim,) = read(row, mine=text).claims
    assert [(p.source.rpartition("/")[2], p.start, p.end) for p in claim.passages] == [("mine", 10, 25)]
    for articles in ({}, {"": text}, {"mine": text, "other": text}):
        assert mistakes(row, **articles) == [
            "row 2, column said: lessens fatigue; name the one article that says so, in the column article"
        ]


@pytest.mark.parametrize("stated", ["40%", "40 %", "40 percent", "40 per cent", "40"])
def test_a_number_may_say_its_unit_and_alone_is_one_of_the_object(stated: str) -> None:
    row = {**CLAIM, **LINE, "stated": stated, "unit": "%" if stated == "40" else ""}
    (claim,) = claims(row, {**row, "source": "two-2011"})
    (number,) = claim.quantities
    assert (str(number.low), str(number.high), number.unit, number.of_what) == ("40", "40", "%", "fatigue")
    (sentence,) = claims({"claim": "It is so in 40%", "stated": stated, "unit": "%"})
    assert sentence.quantities[0].of_what == "It is so in 40%"


def test_two_numbers_say_what_they_are_of_and_a_unit_is_no_other() -> None:
    row = {**CLAIM, **LINE, "stated": "40%", "found": "20 to 30 %"}
    assert mistakes(row) == ["row 2, column number_of: empty; write what both are a number of"]
    assert mistakes({**row, "number_of": "people", "unit": "mg"})[0] == (
        "row 2, column unit: mg; write %, as stated says, or leave it empty"
    )
    (claim,) = claims({**row, "number_of": "people"}, {**CLAIM, **LINE, "source": "two-2011", "stated": "40%"})
    assert [(q.unit, q.of_what) for q in (*claim.quantities, *claim.lines[0].quantities)] == [("%", "people")] * 2


def test_a_word_that_is_another_verb_is_not_taken_for_a_misspelling() -> None:
    verbs = "is_safe rescues teaches depletes resists controls tests senses recovers needs protects stabilises works"
    assert [nearest_predicate(verb) for verb in verbs.split()] == [None] * 13
    assert mistakes({**CLAIM, "predicate": "is safe"})[0].endswith("a claim may be a sentence only")
    assert mistakes({**CLAIM, "predicate": "has no effect on", "negated": "no"}) == [
        "row 2, column negated: no; leave it empty: the predicate says yes"
    ]


def test_a_predicate_that_biolink_does_not_have_is_refused_with_the_nearest() -> None:
    assert mistakes({**CLAIM, "predicate": "prevnts"}) == ["row 2, column predicate: prevnts; did you mean prevents?"]
    assert read({**CLAIM, "predicate": "http://example.org/helps"}).claims[0].predicate == "http://example.org/helps"


def test_title_rows_blank_rows_and_other_columns_are_passed_over_and_told() -> None:
    text = 'sep=;\r\nMy table;;\r\n;;\r\nClaim;notes;Subject Kind\r\n\r\n"A; sentence";mine;\r\n'
    imported = import_table("t.csv", text)
    assert [claim.label for claim in imported.claims] == ["A; sentence"]
    assert imported.remarks[0] == "1 column left out, of no name that is read here: notes"
    with pytest.raises(ImportFormatError, match=r"row 4: bearin is no column of this table; did you mean bearing\?"):
        import_table("t.csv", text.replace("notes", "bearin"))
    with pytest.raises(ImportFormatError, match=r"row 6, column subject_kind: x"):
        import_table("t.csv", text.replace("mine;", "mine;x"))


def test_sentences_only_that_are_background_for_want_of_a_topic_are_told() -> None:
    text = "claim,topic,source,bearing\nA,,x-1,supports\nA,,x-2,supports\nB,efficacy,,\nC,,,\n"
    imported = import_table("t.csv", text)
    assert [claim.topic for claim in imported.claims] == ["background", "efficacy", "background"]
    detail = "of a sentence only without a topic, taken for background, which is never overclaimed"
    assert imported.remarks == (f"2 claims {detail}: row 2, row 5",)


def test_the_topic_that_a_predicate_gives_is_told() -> None:
    told = "2 claims without a topic, for which its predicate decides: row 2: efficacy, row 4: mechanism"
    rows = ({**CLAIM, **LINE}, CLAIM, {**CLAIM, "id": "V2", "predicate": "affects"})
    imported = read(*rows, {**CLAIM, "id": "V3", "topic": "practice"})
    assert [claim.topic for claim in imported.claims] == ["efficacy", "mechanism", "practice"]
    assert imported.remarks == (told,)


def test_ids_that_differ_in_capitals_only_are_told() -> None:
    text = "id,claim,topic\nM01,A,efficacy\nm01,B,efficacy\nM01,A,efficacy\nm01,B,efficacy\nM02,C,efficacy\n"
    imported = import_table("t.csv", text)
    assert len(imported.claims) == 3
    assert "1 id that looks like that of another claim: row 3: m01, beside M01 in row 2" in imported.remarks


def _workbook(merge: str = "", other: str = "", far: str = "") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if far:
        sheet[far] = "x"
        return _saved(book)
    for row in ([], ["My table"], ["claim", "source", "bearing", "year", "participants", "search_date", "found"],
                ["A claim", "one", "supports", 2019, 49, date(2026, 11, 28), 2.8], ["another", "one", "supports", date(2019, 5, 5), None]):  # fmt: skip
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    if other:
        book.create_sheet(other).append(["x"])
    return _saved(book)


def _with_cells(cells: dict[str, str]) -> bytes:
    book = load_workbook(io.BytesIO(_workbook()))
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_read_with_its_dates_and_numbers() -> None:
    rows = [row for row in workbook_cells("t.xlsx", _workbook()) if any(row)]
    assert rows[2] == ["A claim", "one", "supports", "2019", "49", "2026-11-28", "2.8"]
    assert rows[3][3] == "2019-05-05"
    with pytest.raises(ImportFormatError, match=r"t\.xlsx: 1 merged cell, the first in row 4, column 2; split them"):
        workbook_cells("t.xlsx", _workbook("B4:B5"))
    with pytest.raises(ImportFormatError, match=r"several sheets \(Sheet, more\); keep the table alone"):
        workbook_cells("t.xlsx", _workbook(other="more"))
    with pytest.raises(ImportFormatError, match=r"more than 10,000,000 cells .*; clear what stands far from the table"):
        workbook_cells("t.xlsx", _workbook(far="XFD1048576"))
    with pytest.raises(ImportFormatError, match=r"t\.xlsx: 2 cells with an error, or .* computed, the first C3; write"):
        workbook_cells("t.xlsx", _with_cells({"C3": "#N/A", "D4": '=UPPER("x")'}))
    with pytest.raises(ImportFormatError, match=r"t\.xlsx: .*save it as xlsx, ods or CSV once more"):
        workbook_cells("t.xlsx", b"PK\x03\x04broken")


def test_a_share_that_a_workbook_shows_as_per_cent_is_told(tmp_path: Path) -> None:
    rows = [["claim", "stated", "unit", "number_of"], ["A", 0.85, "%", "people"], ["B", 85, "%", "people"], ["C", 0.85, "1", "people"]]  # fmt: skip
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    (tmp_path / "t.xlsx").write_bytes(_saved(book))
    (tmp_path / "t.csv").write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="utf-8")
    told = "1 number below 1 %, where a workbook may have 0.85 for 85 %; look at it: row 2, stated 0.85\n"
    for name, is_told in (("t.xlsx", True), ("t.csv", False)):
        done = CliRunner().invoke(main, ["import", "table", str(tmp_path / name)])
        assert (done.exit_code, told in done.stderr) == (0, is_told), done.stderr


def test_an_open_document_is_read() -> None:
    row = "<table:table-row><table:table-cell office:value-type='{}'><text:p>{}</text:p></table:table-cell></table:table-row>"
    rows = row.format("string", "claim") + row.format("string", "A claim") + row.format("float' office:value='7", "7")
    names = "xmlns:{0}='urn:oasis:names:tc:opendocument:xmlns:{0}:1.0'"
    spaces = " ".join(map(names.format, ("office", "table", "text", "manifest")))
    body = f"<office:body><office:spreadsheet><table:table table:name='a'>{rows}</table:table></office:spreadsheet></office:body>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", f"<manifest:manifest {spaces}/>")
        book.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
    assert workbook_cells("t.ods", out.getvalue()) == [["claim"], ["A claim"], ["7"]]


def test_the_template_is_a_workbook_with_lists_and_notes_that_is_read_again(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "claims.xlsx"
    done = CliRunner().invoke(main, ["import", "table", "--template", "-o", str(path)])
    assert done.exit_code == 0, done.output
    assert path.read_bytes() == table_template("xlsx")
    assert read_cells(str(path)) == (csv_cells("t", table_template().decode()), True)
    sheet = openpyxl.load_workbook(path)["claims"]
    assert [cell.comment.text for cell in sheet[1]] == [text for text, _ in COLUMNS.values()]
    assert len(sheet.data_validations.dataValidation) == len(CLOSED_LISTS) - 1
    assert sheet.freeze_panes == "A2"
    out = tmp_path / "claims.ttl"
    assert CliRunner().invoke(main, ["import", "table", str(path), "-o", str(out)]).exit_code == 0
    assert CliRunner().invoke(main, ["validate", "--graph", str(out)]).exit_code == 0


@pytest.mark.parametrize("more", [["t.csv"], ["--into", "y.ttl", "--dry-run"], ["--article", "a.txt"], ["--format", "trig"]])  # fmt: skip
def test_the_template_comes_alone(more: list[str], tmp_path: Path) -> None:
    out = tmp_path / "t.csv"
    done = CliRunner().invoke(main, ["import", "table", "--template", "-o", str(out), *more])
    assert (done.exit_code, "leave all but -o FILE out" in done.stderr, out.exists()) == (2, True, False)


def test_the_command_reads_articles_by_their_keys(tmp_path: Path) -> None:
    table, article = tmp_path / "t.csv", tmp_path / "a=1.txt"
    table.write_bytes(table_bytes(("claim", "article", "said"), [["x", "art", "so"]]))
    article.write_text("It is so.", encoding="utf-8")
    for given in (str(article), f"art={article}"):
        done = CliRunner().invoke(main, ["import", "table", str(table), "--article", given])
        assert "oa:start 6" in done.stdout
    missing = CliRunner().invoke(main, ["import", "table", str(table), "--article", "art=none.txt"])
    assert (missing.exit_code, "none.txt" in missing.stderr) == (2, True)
