"""A summary of findings in its formats: all of it is in each, nothing in it runs, and the same summary gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import time
import zipfile
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

from ldn_graph.errors import MissingExtraError
from ldn_graph.model.vocab import PREFIXES
from ldn_graph.summaries.findings import HOW_TO_READ, SummaryOfFindings
from ldn_graph.summaries.tables import COLUMNS, CSV_COLUMNS, reading_row
from ldn_graph.summaries.writing import SUMMARY_FORMATS, write_summary
from tests.summaries.graphs import HOSTILE, small_graph, summary_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SMALL = summary_of(small_graph())
EMPTY = summary_of(small_graph(), PREFIXES["entity"] + "asthma")


def written(format_name: str, summary: SummaryOfFindings = SMALL) -> bytes:
    out = io.BytesIO()
    write_summary(summary, format_name, out)
    return out.getvalue()


def rows_of_csv(summary: SummaryOfFindings) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written("csv", summary).decode(), newline="")))


class Html(HTMLParser):
    """The tags with their attributes, and the cells of the table's body, of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def attributes(self, tag: str, name: str) -> list[str]:
        return [str(attrs[name]) for kind, attrs in self.tags if kind == tag and name in attrs]


def words(format_name: str, summary: SummaryOfFindings = SMALL) -> str:
    """All text of a format, with single blanks."""
    data = written(format_name, summary)
    if format_name == "docx":
        document = docx.Document(io.BytesIO(data))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        text = " ".join((*(p.text for p in document.paragraphs), *cells))
    elif format_name == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        text = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    elif format_name == "html":
        text = " ".join(Html(data.decode()).texts)
    elif format_name == "json":
        text = json.dumps(json.loads(data), ensure_ascii=False)
    else:
        text = data.decode().replace("\\", "")
    return " ".join(text.split())


@pytest.mark.parametrize("format_name", SUMMARY_FORMATS)
def test_every_format_has_all_rows_with_their_reasons(format_name: str) -> None:
    text = words(format_name)
    for row in SMALL.rows:
        effects = [e.text for e in row.effects] if format_name == "json" else row.effect_texts  # JSON has its parts
        for part in (*effects, *row.reported, row.certainty, row.status, row.plain, row.outcome):
            assert part in text, part
    for note in SMALL.notes:
        assert note in text, note


@pytest.mark.parametrize("format_name", [name for name in SUMMARY_FORMATS if name != "csv"])
def test_every_format_but_csv_says_what_it_is_of_and_how_to_read_it(format_name: str) -> None:
    text = words(format_name)
    assert all(paragraph in text for paragraph in HOW_TO_READ)
    assert "no advice" in text
    assert {SMALL.title, "2026-11-29", "An article. 2023.", "s1. 2010."} <= {
        part for part in (SMALL.title, "2026-11-29", "An article. 2023.", "s1. 2010.") if part in text
    }


@pytest.mark.parametrize("format_name", [name for name in SUMMARY_FORMATS if name not in ("csv", "json")])
def test_a_summary_without_rows_says_so(format_name: str) -> None:
    assert "no claim of efficacy or safety is made on asthma" in words(format_name, EMPTY).lower()
    crohns = words(format_name, EMPTY._replace(condition="Crohn's disease"))
    assert "o claim of efficacy or safety is made on Crohn" in crohns, "names stay as they are"


def test_without_rows_csv_has_its_header_and_json_empty_lists() -> None:
    assert written("csv", EMPTY).decode() == ",".join(CSV_COLUMNS) + "\r\n"
    document = json.loads(written("json", EMPTY))
    assert document["benefits"] == document["harms"] == document["notes"] == []


@pytest.mark.parametrize("format_name", SUMMARY_FORMATS)
def test_the_same_summary_gives_the_same_bytes_at_any_time(format_name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(format_name)
    tell, now = time.localtime, time.time() + 86_400 * 400
    monkeypatch.setattr(time, "localtime", lambda *moment: tell(*moment or (now,)))
    monkeypatch.setattr(time, "time", lambda: now)
    assert written(format_name) == first


def test_json_numbers_its_notes_as_its_rows_name_them() -> None:
    document = json.loads(written("json"))
    notes = {note["number"]: note["text"] for note in document["notes"]}
    (first, *_) = document["benefits"]
    assert [notes[n] for n in first["effect_notes"]] == ["our arithmetic, s1: about one in nine"]
    assert (first["certainty_lower"], first["certainty_upper"], first["certainty_set_to"]) == (1, 3, 2)
    assert document["benefits"][1]["studies"] == 0


def test_csv_has_numbers_and_reasons_in_columns() -> None:
    first, second, third, harms = rows_of_csv(SMALL)
    assert (first["studies"], first["people"], first["certainty_upper"]) == ("1", "120", "3")
    assert "begins high; risk of bias" in first["reasons"]
    assert first["our_arithmetic"] == "our arithmetic, s1: about one in nine"
    assert (second["studies"], second["people"], second["certainty"]) == ("0", "", "no measurement, no search recorded")
    assert (third["section"], third["population"]) == ("harms claimed and reported", "lupus in children")
    assert harms["claim"] == ""


# What nobody meant to run ---------------------------------------------------------------------------------

HOSTILE_ONE = summary_of(small_graph(HOSTILE))


def test_a_formula_is_a_text_in_csv_and_in_a_workbook() -> None:
    (first, *_) = rows_of_csv(HOSTILE_ONE)
    assert first["label"] == "'" + HOSTILE
    for row in rows_of_csv(HOSTILE_ONE):
        assert not [cell for cell in row.values() if cell[:1] in tuple("=+-@")]
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", HOSTILE_ONE)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == HOSTILE for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]


def test_the_page_escapes_everything_and_loads_nothing() -> None:
    text = written("html", HOSTILE_ONE).decode()
    page = Html(text)
    assert "script" not in {tag for tag, _ in page.tags}
    assert any(HOSTILE in part for part in page.texts)
    assert not page.attributes("a", "onclick")
    assert {link[:6] for link in page.attributes("a", "href")} == {"#note-"}
    assert not page.attributes("img", "src") + page.attributes("link", "href") + page.attributes("script", "src")


def test_markdown_escapes_what_is_markup() -> None:
    text = written("markdown", HOSTILE_ONE).decode()
    assert "<script>" not in text.replace("\\<", "")
    tables = [line for line in text.splitlines() if line.startswith("|")]
    cells = {line.replace("\\|", "").count("|") for line in tables}
    assert cells == {len(COLUMNS) + 1}


def test_a_document_holds_what_xml_cannot() -> None:
    strange = summary_of(small_graph("a\x01b\x1bc\u202ed"))
    document = docx.Document(io.BytesIO(written("docx", strange)))
    assert any("a\ufffdb\ufffdc\ufffdd" in cell.text for cell in document.tables[0].columns[1].cells)
    openpyxl.load_workbook(io.BytesIO(written("xlsx", strange)))


# Page, sheet, document ------------------------------------------------------------------------------------


def test_the_numbers_of_notes_lead_to_the_notes() -> None:
    page = Html(written("html").decode())
    notes = page.attributes("li", "id")
    assert notes == [f"note-{n}" for n in range(1, len(SMALL.notes) + 1)]
    assert {link.removeprefix("#") for link in page.attributes("a", "href")} == set(notes)


def test_the_table_of_the_page_has_headers_of_columns_rows_and_groups() -> None:
    page = Html(written("html").decode())
    scopes = page.attributes("th", "scope")
    assert [scopes.count(scope) for scope in ("col", "rowgroup", "row")] == [len(COLUMNS), 2, len(SMALL.rows)]
    assert page.attributes("html", "lang") == ["en"]
    assert "caption" in {tag for tag, _ in page.tags}


def test_it_shows_itself_in_a_notebook_without_script_and_style() -> None:
    fragment = HOSTILE_ONE._repr_html_()
    page = Html(fragment)
    assert {tag for tag, _ in page.tags} & {"script", "style", "html", "main", "h1"} == set()
    assert any(HOSTILE in part for part in page.texts)
    assert fragment.removeprefix("<div>").removesuffix("</div>\n") in written("html", HOSTILE_ONE).decode()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(browser: Browser, tmp_path: Path, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    path = tmp_path / "summary.html"
    path.write_bytes(written("html"))
    tab = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    try:
        tab.goto(path.as_uri())
        response = Axe().run(tab).response
    finally:
        tab.close()
    assert len(response["passes"]) > 10
    assert [(v["id"], [n["html"][:90] for n in v["nodes"][:3]]) for v in response["violations"]] == []


def test_a_workbook_has_rows_in_one_sheet_and_what_belongs_to_them_in_another() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx")))
    assert book.sheetnames == ["findings", "about"]
    header, *rows = book["findings"].iter_rows(values_only=True)
    assert header == CSV_COLUMNS
    assert [row[1] for row in rows] == [row.claim for row in SMALL.rows]
    assert rows[0][CSV_COLUMNS.index("people")] == 120
    assert book.properties.created == datetime(2026, 11, 29)
    about = dict(book["about"].iter_rows(min_row=2, values_only=True))
    assert about["title"] == SMALL.title
    assert about["note 1"] == SMALL.notes[0]


def test_a_word_document_opens_with_its_tables_and_is_dated_as_the_data() -> None:
    document = docx.Document(io.BytesIO(written("docx")))
    assert document.paragraphs[0].text == SMALL.title
    benefits, harms = document.tables
    assert [cell.text for cell in benefits.rows[0].cells] == list(COLUMNS)
    for table, rows in ((benefits, SMALL.benefits), (harms, SMALL.harms)):
        shown = [[cell.text for cell in row.cells] for row in table.rows[1:]]
        assert shown == [[" ".join(text.split()) for text in reading_row(row)] for row in rows]
    assert document.core_properties.created == document.core_properties.modified
    assert str(document.core_properties.created).startswith("2026-11-29")
    section = document.sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)
    assert "w:tblHeader" in benefits.rows[0]._tr.xml


def test_a_document_of_data_without_a_date_has_a_fixed_one() -> None:
    document = docx.Document(io.BytesIO(written("docx", SMALL._replace(judged_until=None))))
    assert str(document.core_properties.created).startswith("2000-01-01")
    year = docx.Document(io.BytesIO(written("docx", SMALL._replace(judged_until="2026"))))
    assert str(year.core_properties.created).startswith("2000-01-01")


def test_the_parts_of_a_document_have_no_time() -> None:
    with zipfile.ZipFile(io.BytesIO(written("docx"))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice on this machine")
@pytest.mark.parametrize("format_name", ["docx", "xlsx"])
def test_libreoffice_opens_it(format_name: str, tmp_path: Path) -> None:
    path = tmp_path / f"summary.{format_name}"
    path.write_bytes(written(format_name))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
        check=True,
        capture_output=True,
        timeout=150,
    )
    assert (tmp_path / "summary.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("format_name", "module"), [("docx", "docx"), ("xlsx", "xlsxwriter")])
def test_without_its_library_a_format_says_what_installs_it(
    format_name: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, module, None)
    out = io.BytesIO()
    with pytest.raises(
        MissingExtraError, match=rf"{module} is not installed; in the checkout: pip install -e '\.\[{format_name}\]'"
    ):
        write_summary(SMALL, format_name, out)
    assert out.getvalue() == b""


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_terminal_gets_lines_that_fit(width: int) -> None:
    out = io.BytesIO()
    write_summary(SMALL, "table", out, width=width)
    assert max(map(len, out.getvalue().decode().splitlines())) <= width
