"""``ldn-graph new``: a folder of one's own, and what the other commands read in it."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.cli import main
from ldn_graph.commands import new as new_command
from ldn_graph.importers.table_layout import COLUMNS
from ldn_graph.project.documents import read_paths
from ldn_graph.project.settings import FILE, Settings, read_settings, settings_text
from ldn_graph.rdf.claim_reader import read_sources
from ldn_graph.rdf.opening import open_graph
from ldn_graph.sources.texts.folder import READERS

ARTICLE = "# Tea\r\n\r\nGreen tea helps. Dr. Itô's trial of 40 people showed it.\r\nIt is safe, too.\r\n"
NAMESPACE = "https://example.org/tea/"
ROW = {
    "claim": "Green tea helps against headache", "id": "T1", "subject": "green tea", "subject_kind": "drug",
    "predicate": "treats", "object": "headache", "object_kind": "condition", "source": "ito-2020",
    "bearing": "supports", "title": "A trial of tea", "year": "2020", "design": "crossover trial",
    "read_as": "abstract", "directness": "direct", "comment": "Fewer headaches",
}  # fmt: skip
PASSAGE = f"""
claim:T2 a ldn:Claim , biolink:Association ; rdfs:label "Green tea is safe" ;
    rdf:subject <{NAMESPACE}entity/tea> ; rdf:predicate biolink:affects ; rdf:object <{NAMESPACE}entity/health> ;
    ldn:topic ldn:safety ; ldn:wording ldn:asserted ; prov:wasDerivedFrom source:article ; ldn:statedAt claim:T2-passage .
claim:T2-passage a oa:SpecificResource ; oa:hasSource source:article ; ldn:section "Tea"@en ;
    oa:hasSelector [ a oa:TextPositionSelector ; oa:start START ; oa:end END ] ; ldn:passageSha256 "DIGEST" .
<{NAMESPACE}entity/tea> a ldn:Drug ; rdfs:label "tea" .
<{NAMESPACE}entity/health> a ldn:Outcome ; rdfs:label "health" .
"""


def ldn(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, words, input=stdin, prog_name="ldn-graph")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("tea.md").write_bytes(ARTICLE.encode())
    return tmp_path


@pytest.fixture
def folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new folder, in which the next command is called."""
    words = ("--authors", "Ito A; Tea Board", "--issued", "2024-05", "--url", "https://example.org/tea")
    run = ldn("new", "mine", "--article", "tea.md", "--title", "All of tea", *words, "--namespace", NAMESPACE)
    assert run.exit_code == 0, run.stderr
    monkeypatch.chdir(here / "mine")
    return here / "mine"


def fill_in(*rows: dict[str, str]) -> None:
    with Path("claims.csv").open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, list(COLUMNS), restval="").writerows(rows)


def add_passage(sentence: int) -> None:
    """Write a claim by hand whose passage is a sentence, as sentences.csv has it."""
    with Path("sentences.csv").open(encoding="utf-8", newline="") as file:
        row = list(csv.DictReader(file))[sentence - 1]
    passage = PASSAGE.replace("START", row["start"]).replace("END", row["end"]).replace("DIGEST", row["sha256"])
    with Path("claims.ttl").open("a", encoding="utf-8") as file:
        file.write(passage)


def test_a_new_folder_has_the_article_its_sentences_an_empty_table_and_a_source(folder: Path) -> None:
    assert {p.name for p in folder.iterdir()} == {
        "README.md", "article.txt", "claims.csv", "claims.ttl", "ldn-graph.toml", "sentences.csv",
    }  # fmt: skip
    assert (folder / "article.txt").read_bytes() == ARTICLE.encode()
    assert (folder / "claims.csv").read_bytes() == ",".join(COLUMNS).encode() + b"\r\n"
    assert tomllib.loads((folder / "ldn-graph.toml").read_text(encoding="utf-8")) == {
        "graph": ["claims.ttl", "claims.csv"], "namespace": NAMESPACE, "article": "article.txt",
    }  # fmt: skip
    (article,) = read_sources(open_graph(folder / "claims.ttl"))
    assert article.iri == f"{NAMESPACE}source/article"
    assert (article.title, article.issued, article.authors) == ("All of tea", "2024-05", ("Ito A", "Tea Board"))
    assert article.read_as == "fullText"


def test_each_sentence_is_a_passage_of_the_text(folder: Path) -> None:
    with (folder / "sentences.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows] == [
        "Tea", "Green tea helps.", "Dr. Itô's trial of 40 people showed it.", "It is safe, too.",
    ]  # fmt: skip
    for row in rows:
        words = ARTICLE[int(row["start"]) : int(row["end"])]
        assert " ".join(words.split()) == row["text"]
        assert hashlib.sha256(words.encode()).hexdigest() == row["sha256"]


def test_headings_items_and_cells_of_a_page_or_of_a_document_are_sentences_of_their_own(here: Path) -> None:
    from docx import Document

    Path("a.html").write_text(
        "<h1>Sleep</h1><h2>What studies show</h2><p>Magnesium <i>helps</i> sleep.</p><ul><li>In mice<li>In people</ul>"
        "<table><tr><th>dose<th>effect<tr><td>2 g<td>none</table>",
        encoding="utf-8",
    )
    document = Document()
    document.add_heading("Sleep")
    document.add_heading("What studies show", 2)
    document.add_paragraph("Magnesium\nhelps sleep.")
    for item in ("In mice", "In people"):
        document.add_paragraph(item, style="List Bullet")
    table = document.add_table(2, 2)
    for n, cell in enumerate(("dose", "effect", "2 g", "none")):
        table.cell(n // 2, n % 2).text = cell
    document.save("a.docx")
    for name in ("a.html", "a.docx"):
        folder = Path(name).suffix[1:]
        assert ldn("new", folder, "--article", name, "--title", "T").exit_code == 0
        with Path(folder, "sentences.csv").open(encoding="utf-8", newline="") as file:
            assert [row["text"] for row in csv.DictReader(file)] == [
                "Sleep", "What studies show", "Magnesium helps sleep.", "In mice", "In people", "dose", "effect", "2 g", "none",
            ]  # fmt: skip


def test_what_new_and_the_template_write_is_about_no_subject_of_ours(folder: Path) -> None:
    written = [path.read_text(encoding="utf-8") for path in folder.iterdir()]
    for text in (*written, ldn("import", "table", "--template").stdout, str(COLUMNS)):
        assert not re.search(r"\bLDN\b|naltrexone|CHEBI:7465|NCT00501696", re.sub(r"\bldn[:-]", "", text), re.I), text


def test_the_table_may_be_a_workbook(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from openpyxl import load_workbook

    assert ldn("new", "mine", "--article", "tea.md", "--title", "T", "--table", "xlsx").exit_code == 0
    monkeypatch.chdir(here / "mine")
    assert "claims.xlsx: no claims yet" in ldn("query", "ASK {}").stderr
    book = load_workbook("claims.xlsx")
    book["claims"].append([ROW.get(column) for column in COLUMNS])
    book.save("claims.xlsx")
    assert "T1" in ldn("claims").stdout


def test_the_same_call_gives_the_same_bytes(here: Path) -> None:
    for name in ("a", "b"):
        assert ldn("new", name, "--article", "tea.md", "--title", "T", "--namespace", NAMESPACE).exit_code == 0
    for path in (here / "a").iterdir():
        assert path.read_bytes() == (here / "b" / path.name).read_bytes()


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--title", "T"), "--article is missing"),
        (("--article", "tea.md"), "--title is missing"),
        (("--article", "none.txt", "--title", "T"), "none.txt: No such file"),
        (("--article", "tea.odt", "--title", "T"), "tea.odt: the article is a file that ends in .txt, .md"),
        (("--article", "empty.txt", "--title", "T"), "empty.txt: there is no text in it"),
        (("--article", "tea.md", "--title", "T", "--issued", "May 2024"), "--issued May 2024: no date"),
        (("--article", "tea.md", "--title", "T", "--url", "tea"), "--url tea: no address in the web"),
        (("--article", "tea.md", "--title", "T", "--namespace", "tea"), "tea is no namespace; give an address"),
        (("--article", "tea.md", "--title", "T", "--authors", "Ito A; et al."), "name all of them"),
    ],
)
def test_what_is_missing_or_wrong_is_named_and_nothing_is_written(
    here: Path, words: tuple[str, ...], problem: str
) -> None:
    Path("empty.txt").write_text(" \n", encoding="utf-8")
    run = ldn("new", "mine", *words)
    assert run.exit_code == 2
    assert problem in run.stderr
    assert {p.name for p in here.iterdir()} == {"tea.md", "empty.txt"}


def test_nothing_that_exists_is_overwritten(here: Path) -> None:
    (here / "full").mkdir()
    (here / "full" / "notes.txt").write_text("mine", encoding="utf-8")
    (here / "empty").mkdir()
    words = ("--article", "tea.md", "--title", "T")
    assert "full: this folder is not empty" in ldn("new", "full", *words).stderr
    assert "tea.md: it is a file" in ldn("new", "tea.md", *words).stderr
    assert [p.name for p in (here / "full").iterdir()] == ["notes.txt"]
    assert ldn("new", "empty", *words).exit_code == 0
    assert {p.name for p in here.iterdir()} == {"tea.md", "full", "empty"}


def test_in_a_terminal_what_is_missing_is_asked_for(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new_command, "can_ask", lambda: True)
    run = ldn("new", "My Tea", "--article", "tea.md", stdin="All of tea\n\n2024\n\n\n")
    assert run.exit_code == 0, run.stderr
    turtle = Path("My Tea", "claims.ttl").read_text(encoding="utf-8")
    assert "@prefix claim: <https://example.org/my-tea/claim/> ." in turtle
    assert "4 sentences" in run.stderr
    assert "https://example.org/my-tea/, which nobody owns" in run.stderr
    assert 'dcterms:title "All of tea" ;\n    dcterms:issued "2024"^^xsd:gYear ;\n    ldn:readAs' in turtle


def test_the_table_and_the_turtle_of_the_folder_are_one_graph(folder: Path) -> None:
    fill_in({**ROW, "topic": "efficacy"})
    add_passage(4)
    listed = ldn("claims", "--format", "json")
    assert [(c["id"], c["status"]) for c in json.loads(listed.stdout)] == [("T1", "supported"), ("T2", "unchecked")]
    assert listed.stderr.count("claims.csv") == 1
    assert "reading claims.ttl, claims.csv, as ldn-graph.toml says" in listed.stderr
    assert ldn("claim", "claim:T1").exit_code == 0
    rows = ldn("query", "SELECT ?c { ?c a ldn:Claim } ORDER BY ?c").stdout.split()
    assert rows[2:] == ["claim:T1", "claim:T2"]
    assert ldn("report").exit_code == 0
    assert (folder / "report" / "index.html").exists()


def test_a_folder_that_is_named_is_read_as_its_settings_say(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_in({**ROW, "article": "article", "section": "Tea", "said": "Green tea helps."})
    inside = ldn("claims", "--format", "json").stdout
    monkeypatch.chdir(folder.parent)
    named = ldn("claims", "--graph", "mine", "--format", "json")
    assert named.stdout == inside
    assert f"reading {Path('mine', 'claims.ttl')}, {Path('mine', 'claims.csv')}" in named.stderr
    assert ldn("query", "ASK { <https://example.org/tea/claim/T1> a ldn:Claim }", "-g", "mine").stdout == "true\n"
    assert "1 of them with a claim" in ldn("sentences", "--graph", "mine").stderr
    assert ldn("validate", "-g", "mine").exit_code == 0
    Path("mine", "article.txt").write_text(ARTICLE.replace("helps", "heals"), encoding="utf-8")
    assert "row 2" in ldn("validate", "-g", "mine").stderr


def test_versions_of_a_folder_differ_where_their_tables_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_in(ROW)
    shutil.copytree(folder, folder.parent / "old")
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "old"]):
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *words], check=True, capture_output=True)
    versions = ["../old", "HEAD:", "HEAD:./"]
    assert [ldn("diff", old, ".", "--fail-on", "any").exit_code for old in versions] == [0, 0, 0]
    fill_in({**ROW, "source": "ito-2021", "title": "Another trial", "bearing": "disputes"})
    for old in versions:
        run = ldn("diff", old, ".", "--fail-on", "any")
        assert run.exit_code == 1
        assert "status: supported -> contested" in run.stdout, "of the line in the table"
    Path("ldn-graph.toml").unlink()
    assert ldn("diff", "HEAD:", "claims.ttl").exit_code == 2, "a version has the settings that it had"


@pytest.mark.parametrize(
    "words",
    [
        ("audit", "-g", "claims.csv"),
        ("query", "ASK {}", "-g", "claims.csv"),
        ("diff", "claims.ttl", "claims.csv"),
        ("load", "claims.csv", "--store", "db"),
        ("load", ".", "--store", "db"),
    ],
)  # fmt: skip
def test_a_table_that_is_no_graph_is_refused_with_the_remedy(folder: Path, words: tuple[str, ...]) -> None:
    fill_in(ROW)
    run = ldn(*words)
    assert run.exit_code == 2
    assert re.search(r"claims\.csv.*, (and no RDF|and tables are not loaded); .*ldn-graph import table", run.stderr)
    assert not (folder / "db").exists()


def test_an_empty_table_alone_is_not_the_graph_that_ships(folder: Path) -> None:
    Path("ldn-graph.toml").write_text(settings_text(Settings(("claims.csv",), NAMESPACE)), encoding="utf-8")
    run = ldn("audit")
    assert (run.exit_code, run.stdout) == (2, "")
    assert "claims.csv: no claims yet" in run.stderr


def test_a_graph_that_is_named_goes_before_that_of_the_folder(folder: Path) -> None:
    fill_in(ROW)
    (folder / "other.ttl").write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    run = ldn("query", "SELECT ?s { ?s ?p ?o }", "--graph", "other.ttl")
    assert run.stdout.split() == ["s", "-----", "urn:a"]
    assert "ldn-graph.toml" not in run.stderr


def test_a_folder_above_is_not_looked_through(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    assert ldn("claim", "C17").exit_code == 0


def test_a_table_without_a_row_is_no_mistake(folder: Path) -> None:
    run = ldn("query", "SELECT ?s { ?s a ldn:Source }")
    assert run.stdout.split() == ["s", "--------------", "source:article"]
    assert "claims.csv: no claims yet" in run.stderr


def test_the_place_of_what_a_table_says_is_the_first_row_that_says_it(folder: Path) -> None:
    other = {**ROW, "id": "T2", "claim": "Tea  harms"}
    fill_in(ROW, other, {**other, "source": "ito-2021", "title": "Another trial"}, {**ROW, "id": "T3"})
    graph = open_graph(*read_paths(())[0])
    assert graph.place(f"{NAMESPACE}claim/T1") == "claims.csv:2"
    assert graph.place(f"{NAMESPACE}claim/T2") == "claims.csv:3", "whatever blanks are in its sentence"
    assert graph.place(f"{NAMESPACE}claim/T3") == "claims.csv:5", "whose sentence another claim has, too"
    assert graph.place(f"{NAMESPACE}source/ito-2021") == "claims.csv:4"
    assert graph.place(f"{NAMESPACE}evidence/T2.ito-2021") == "claims.csv:4"
    assert graph.place(f"{NAMESPACE}entity/headache") == "claims.csv:2"
    assert graph.place(f"{NAMESPACE}source/article").startswith("claims.ttl:")


def test_a_mistake_in_the_table_is_told_with_its_row(folder: Path) -> None:
    fill_in({**ROW, "bearing": "helps"})
    run = ldn("audit")
    assert run.exit_code == 2
    assert re.search(r"claims\.csv.*\n.*row 2", run.stderr)


def test_sentences_are_listed_with_their_claims_and_what_is_left_is_told(folder: Path) -> None:
    add_passage(4)
    whole = json.loads(ldn("sentences", "--format", "json").stdout)
    assert [(s["number"], s["claims"]) for s in whole] == [(1, []), (2, []), (3, []), (4, ["T2"])]
    left = ldn("sentences", "--cover")
    assert "It is safe" not in left.stdout
    assert "Green tea helps." in left.stdout
    assert "4 sentences, 1 of them with a claim" in left.stderr
    Path("article.txt").write_text(ARTICLE.replace("safe", "fine"), encoding="utf-8", newline="")
    assert "1 claim with a passage that is not in this text: T2" in ldn("sentences").stderr


def test_words_of_the_article_in_the_table_are_found_in_its_text(folder: Path) -> None:
    fill_in({**ROW, "article": "article", "section": "Tea", "said": "Green tea helps."})
    run = ldn("sentences", "--cover")
    assert "Green tea helps." not in run.stdout
    assert "4 sentences, 1 of them with a claim" in run.stderr
    (article,) = (s for s in json.loads(ldn("claim", "T1", "--format", "json").stdout)["articles"])
    assert article == "article"
    assert ldn("validate").exit_code == 0


def test_validate_looks_for_passages_in_the_article_of_the_folder(folder: Path) -> None:
    fill_in(ROW)
    add_passage(4)
    assert ldn("validate").exit_code == 0
    Path("article.txt").write_text(f"New. {ARTICLE}", encoding="utf-8", newline="")
    assert ldn("validate").exit_code == 1
    assert ldn("validate", "--graph", "claims.ttl").exit_code == 0


def test_an_import_takes_the_namespace_of_the_folder(folder: Path) -> None:
    fill_in(ROW)
    assert f"<{NAMESPACE}claim/>" in ldn("import", "table", "claims.csv").stdout
    assert "<urn:" not in ldn("import", "table", "claims.csv", "--namespace", "https://example.org/x/").stdout
    assert (
        "https://example.org/x/claim/"
        in ldn("import", "table", "claims.csv", "--namespace", "https://example.org/x/").stdout
    )


def test_sources_are_added_to_the_one_turtle_file_of_the_folder(folder: Path) -> None:
    Path("library.bib").write_text("@article{ito2020, title={A trial of tea}, doi={10.5555/tea}}\n", encoding="utf-8")
    run = ldn("add", "library.bib")
    assert run.exit_code == 0, run.stderr
    assert "adding to claims.ttl, as ldn-graph.toml says" in run.stderr
    assert "10.5555/tea" in Path("claims.ttl").read_text(encoding="utf-8")
    Path("more").mkdir()
    Path("more", "other.ttl").write_text("", encoding="utf-8")
    Path(FILE).write_text(settings_text(Settings(("claims.ttl", "more", "claims.csv"), NAMESPACE)), encoding="utf-8")
    before = Path("claims.ttl").read_bytes()
    run = ldn("add", "library.bib")
    assert run.exit_code == 2
    assert f"several Turtle files: claims.ttl, {Path('more', 'other.ttl')}; give your graph with --to" in run.stderr
    assert Path("claims.ttl").read_bytes() == before


@given(
    st.lists(st.text(st.characters(exclude_categories=("Cs",)), min_size=1), min_size=1),
    st.text(st.characters(exclude_categories=("Cs",))),
    st.none() | st.text(st.characters(exclude_categories=("Cs",)), min_size=1),
)
def test_settings_are_read_as_they_are_written(
    tmp_path_factory: pytest.TempPathFactory, graph: list[str], namespace: str, article: str | None
) -> None:
    settings = Settings(tuple(graph), namespace, article)
    folder = tmp_path_factory.getbasetemp()
    (folder / FILE).write_bytes(settings_text(settings).encode())
    assert read_settings(folder) == settings


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("graph = [", "ldn-graph.toml: "),
        (f"graph = {'[' * 1500}", "ldn-graph.toml: "),
        ('graf = ["a.ttl"]', "graf is no setting; did you mean graph?"),
        ('graph = "a.ttl"\nnamespace = "x"', "graph names no files"),
        ('graph = ["a.ttl"]', "no namespace"),
        ('graph = ["a.ttl"]\nnamespace = "https://a/"\narticle = 1', "article names no file"),
        ('graph = ["a.ttl"]\nnamespace = "https://a/"', "a.ttl: No such file"),
        ('graph = ["claims.csv"]\nnamespace = "a"', "a is no namespace"),
    ],
)
def test_settings_that_cannot_be_read_are_told(folder: Path, text: str, problem: str) -> None:
    fill_in(ROW)
    Path("ldn-graph.toml").write_text(text, encoding="utf-8")
    run = ldn("audit")
    assert run.exit_code == 2
    assert problem in run.stderr


def test_another_graph_is_not_compared_with_the_article_of_the_folder(folder: Path) -> None:
    run = ldn("sentences", "--graph", "claims.ttl")
    assert run.exit_code == 2
    assert "--article FILE" in run.stderr


@pytest.mark.parametrize("ending", READERS)
def test_what_can_be_read_as_an_article_is_named(ending: str) -> None:
    named = {".txt": "text", ".md": "Markdown", ".xml": "JATS", ".pdf": "PDF", ".docx": "Word"}
    assert named.get(ending, "JATS" if ending == ".nxml" else "HTML") in ldn("new", "--help").stdout


def test_without_an_article_there_are_no_sentences() -> None:
    run = ldn("sentences")
    assert run.exit_code == 2
    assert "give the article's text with --article FILE" in run.stderr
