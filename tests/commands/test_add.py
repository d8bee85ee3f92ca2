"""``ldn-graph add``: what reference managers export goes into a graph, and is compared with one."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from ldn_graph.cli import main
from ldn_graph.model.vocab import PREFIXES
from ldn_graph.rdf.claim_reader import read_sources
from ldn_graph.rdf.opening import open_graph
from ldn_graph.sources.bibliography import record_of
from ldn_graph.sources.bibtex import write_bibtex
from ldn_graph.validation.report import validate_graph
from tests.conftest import ROOT
from tests.loopback import Answer, Asked, answering

EXPORTS = ROOT / "tests" / "sources" / "exports"
MINE = """# What I have read.
@prefix ldn:    <https://w3id.org/ldn-graph/vocab#> .
@prefix bibo:   <http://purl.org/ontology/bibo/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix source: <https://example.org/my/> .

source:testen a ldn:Source ; # the one that matters
    bibo:doi "10.5555/12345678.AB_C(9)" ; bibo:volume "15" ;
    ldn:readAs ldn:fullText # twice
    .
"""


def run(*words: str | Path, text: str | None = None) -> Result:
    return CliRunner().invoke(main, ["add", *map(str, words)], input=text)


def added_triples(path: Path, before: str) -> set[str]:
    def read(data: str) -> set[str]:
        return {str(quad) for quad in ox.parse(data.encode(), format=ox.RdfFormat.TURTLE)}

    return read(path.read_text(encoding="utf-8")) - read(before)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.ttl"
    path.write_text(MINE, encoding="utf-8")
    return path


def test_a_source_is_completed_and_the_others_are_added(mine: Path) -> None:
    result = run(EXPORTS / "zotero.json", "--to", mine)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert result.stderr.splitlines()[1:] == [
        "testen: volume: your '15' is kept; the record has '14'",
        "1 source named otherwise than in your reference manager: source:an-invented-patent-2011 is your patent",
        "1 source added: an-invented-patent-2011; 1 source completed: testen",
        f"written: {mine}",
        "1 entry with markup in a title, such as <i> or &amp;, which was made plain text: "
        + str(EXPORTS / "zotero.json")
        + " entry 1",
        "1 entry left out that is no object: " + str(EXPORTS / "zotero.json") + " entry 3",
    ]
    text = mine.read_text(encoding="utf-8")
    assert "source:testen a ldn:Source ; # the one that matters\n" in text
    assert "    ldn:readAs ldn:fullText ; # twice\n    a fabio:JournalArticle ;\n" in text
    testen, patent = sorted(read_sources(open_graph(mine)), key=lambda source: source.id, reverse=True)
    assert (testen.volume, testen.read_as, testen.pmid) == ("15", "fullText", "99999901")
    assert testen.authors == (
        "van der Testen, Anna B.",
        "M\u00fcller-\u0141ukasz, J\u00fcrgen, Jr",
        "Ministry of Invented Health",
    )
    assert testen.identifiers == ("pmc:PMC99999902",)
    assert (testen.title, testen.issued) == (
        "An invented trial of \u03b2-nothing in CD4\u207a cells: 50% of DNA & more",
        "2008-09-30",
    )
    assert patent.iri == "https://example.org/my/an-invented-patent-2011"
    assert (patent.publication_type, patent.read_as) == ("PatentDocument", "notRead")
    assert validate_graph(open_graph(mine)).results == ()


def test_what_was_added_is_not_added_again(mine: Path) -> None:
    files = [path for path in sorted(EXPORTS.iterdir()) if path.name != "registration.json"]
    first = run(*files, "--to", mine)
    assert first.exit_code == 0, first.output
    text = mine.read_text(encoding="utf-8")
    sources = read_sources(open_graph(mine))
    assert sum((source.doi or "").lower().startswith("10.5555/12345678") for source in sources) == 1
    second = run(*files, "--to", mine)
    assert f"nothing to change: {mine}" in second.stderr
    assert mine.read_text(encoding="utf-8") == text
    from_each = run(*reversed(files), "--to", mine)
    assert f"nothing to change: {mine}" in from_each.stderr


def test_what_is_not_carried_over_is_counted_and_an_address_beside_a_doi_is_kept(tmp_path: Path) -> None:
    new = tmp_path / "new.ttl"
    bib = """@incollection{mueller_low-dose_2021, title={An invented chapter}, author={Müller, Jana}, date={2021},
      booktitle={A book}, editor={Testen, A.}, edition={2}, address={Nowhere}, urldate={2026-01-02},
      doi={10.5555/chapter}, url={https://example.org/chapter}, note={PMID: 99999931}}
    @book{testen-2020, title={An invented book}, editor={Testen, A.}, year=2020, location={Nowhere}, note={read twice}}"""
    result = run("-", "--to", new, text=bib)
    assert result.exit_code == 0, result.output
    assert (
        "not carried over, with the number of records that have it: "
        "editor (1), edition (1), place (2), date of access (1), note (1)\n"
    ) in result.stderr
    renamed = (
        "1 source named otherwise than in your reference manager: source:muller-2021 is your mueller_low-dose_2021"
    )
    assert f"{renamed}\n" in result.stderr
    chapter = next(source for source in read_sources(open_graph(new)) if source.id == "muller-2021")
    assert (chapter.doi, chapter.pmid, chapter.page) == ("10.5555/chapter", "99999931", "https://example.org/chapter")
    assert validate_graph(open_graph(new)).results == ()


@pytest.mark.parametrize(
    "text",
    [
        "TY  - CHAP\nTI  - A\nA2  - Testen, A.\nET  - 2\nCY  - Nowhere\nKW  - x\nKW  - y\nER  - \n",
        '{"type": "chapter", "title": "A", "editor": [{"family": "T"}], "edition": 2, "publisher-place": "N", '
        '"keyword": "x"}',
        "<xml><records><record><ref-type name='Book Section'>5</ref-type><titles><title>A</title></titles>"
        "<contributors><secondary-authors><author>T</author></secondary-authors></contributors><edition>2</edition>"
        "<pub-location>N</pub-location><keywords><keyword>x</keyword></keywords></record></records></xml>",
    ],
)
def test_each_format_tells_what_is_not_carried_over(tmp_path: Path, text: str) -> None:
    result = run("-", "--to", tmp_path / "new.ttl", text=text)
    assert "that have it: editor (1), edition (1), place (1), keywords (1)\n" in result.stderr, result.output
    assert "named otherwise" not in result.stderr, "an entry without a key has none to tell of"


@pytest.mark.parametrize(
    ("entry", "kind", "returned"),
    [
        ("@misc{a, journal={A site}, url={https://example.org/a}, urldate={2026-01-02}, doi={10.5555/a}", "WebPage", "online"),
        ("@misc{a, journal={A site}, url={https://example.org/a}", "WebPage", "online"),
        ("@misc{a, howpublished={\\url{https://example.org/a}}", "WebPage", "online"),
        ("@online{a, journaltitle={A site}, url={https://example.org/a}, doi={10.5555/a}", "WebPage", "online"),
        ("@misc{a, publisher={A server}, url={https://example.org/a}, urldate={2026-01-02}, doi={10.5555/a}", None, "misc"),
        ("@misc{a, journal={J}, volume={1}, url={https://example.org/a}, doi={10.5555/a}", None, "article"),
    ],
)  # fmt: skip
def test_a_web_page_of_zotero_goes_out_as_one(tmp_path: Path, entry: str, kind: str | None, returned: str) -> None:
    new = tmp_path / "new.ttl"
    assert run("-", "--to", new, text=entry + ", title={A title}, year=2020}").exit_code == 0
    (source,) = read_sources(open_graph(new))
    assert source.publication_type == kind
    assert "".join(write_bibtex([record_of(source)])).startswith(f"@{returned}{{")


def test_nothing_is_taken_of_a_record_with_the_same_identifier_and_another_title(mine: Path) -> None:
    titled = MINE.replace('bibo:volume "15"', 'dcterms:title "Something else altogether"')
    mine.write_text(titled, encoding="utf-8")
    result = run(EXPORTS / "zotero.ris", "--to", mine)
    assert result.exit_code == 0
    assert "testen: title: your 'Something else altogether' is kept; the record has 'An invented trial" in result.stderr
    assert "testen: nothing was taken from the record, which may be of another publication" in result.stderr
    assert mine.read_text(encoding="utf-8") == titled


def test_a_dry_run_shows_a_diff_and_changes_nothing(mine: Path, tmp_path: Path) -> None:
    result = run(EXPORTS / "zotero.bib", "--to", mine, "--dry-run")
    assert result.exit_code == 0
    assert mine.read_text(encoding="utf-8") == MINE
    assert "-    ldn:readAs ldn:fullText # twice\n+    ldn:readAs ldn:fullText ; # twice\n" in result.stdout
    assert f"nothing was written, as --dry-run asks; without it {mine} is changed as shown" in result.stderr
    assert "next:" not in result.stderr
    new = tmp_path / "new.ttl"
    assert "+source:van-der-testen" not in run(EXPORTS / "zotero.bib", "--to", new, "--dry-run").stdout
    assert not new.exists()


def test_a_new_file_has_prefixes_and_ids_of_author_and_year(tmp_path: Path) -> None:
    new = tmp_path / "new.ttl"
    ris = "".join(
        f"TY  - JOUR\nTI  - Invented paper {n}\nAU  - {name}\nPY  - 2001\nER  - \n"
        for n, name in enumerate(
            [
                "M\u00fcller, J.",
                "Muller, K.",
                "M\u00fcller, L.",
                "\u738b, \u4f1f",
                "Ministry of Nothing,",
                "M\u00fcller, J.",
            ]
        )
    )
    result = run(
        "-",
        "--to",
        new,
        text=ris + "TY  - JOUR\nTI  - Invented paper 0\nAU  - M\u00fcller, J.\nPY  - 2001\nDO  - 10.5555/0\nER  - \n",
    )
    assert result.exit_code == 0, result.output
    ids = [source.id for source in read_sources(open_graph(new))]
    assert ids == [
        "invented-paper-3-2001",
        "ministry-of-nothing-2001",
        "muller-2001",
        "muller-2001b",
        "muller-2001c",
        "muller-2001d",
    ]
    assert "muller-2001: came more than once in what you add, also as <stdin>:" in result.stderr
    assert "next: these are sources without claims." in result.stderr
    assert new.read_text(encoding="utf-8").startswith("@prefix ")
    assert {source.doi for source in read_sources(open_graph(new))} == {None, "10.5555/0"}


def test_two_papers_that_are_called_alike_are_both_kept(tmp_path: Path) -> None:
    new = tmp_path / "new.ttl"
    bib = "\n".join(
        f"@article{{k{n}, title={{One title}}, author={{Testen, A.}}, year=2001, doi={{10.5555/{n}}}}}" for n in (1, 2)
    )
    result = run("-", "--to", new, text=bib)
    assert (
        "testen-2001b: it has the title, year and first author of testen-2001, but its identifier is another"
        in result.stderr
    )
    assert len(read_sources(open_graph(new))) == 2


def test_a_table_of_claims_is_completed_from_a_library(tmp_path: Path) -> None:
    table, claims = tmp_path / "claims.csv", tmp_path / "claims.ttl"
    template = CliRunner().invoke(main, ["import", "table", "--template"]).stdout
    table.write_text(template.replace("crossover trial,,,", "crossover trial,10.5555/a,,"), encoding="utf-8")
    assert CliRunner().invoke(main, ["import", "table", str(table), "-o", str(claims)]).exit_code == 0
    bib = "@article{k, title={An example of a trial}, year=2010, doi={10.5555/a}, journal={J}, volume=7}"
    result = run("-", "--to", claims, text=bib)
    assert "1 source completed: example-2010\n" in result.stderr
    assert "next:" not in result.stderr
    source = next(source for source in read_sources(open_graph(claims)) if source.id == "example-2010")
    assert (source.container, source.volume, source.read_as) == ("J", "7", "abstract")
    assert validate_graph(open_graph(claims)).results == ()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["x.bib", "--to", "y.ttl"], "x.bib: no such file, and no identifier whose record is fetched"),
        (["PMC2783422", "--to", "y.ttl"], "no identifier whose record is fetched"),
        ([], "give files or identifiers"),
        (["doi:10.5555/1"], "give your graph with --to"),
        (["--online"], "--online goes with --check"),
        (["--check"], "give files or identifiers to compare with, or --online"),
        (["--check", "--to", "y.ttl", "--online"], "--check changes nothing"),
        (["x", "--to", "y.ttl", "--graph", "z.ttl"], "--graph, -o and --format go with --check"),
    ],
)
def test_what_cannot_be_asked_is_told(words: list[str], message: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.stderr


def literature(asked: Asked) -> Answer:
    """Crossref, NCBI and ClinicalTrials.gov on this machine, with an invented record each."""
    if asked.path.lower() == "/works/10.5555%2f12345678.ab_c%289%29":
        return Answer((EXPORTS / "crossref.json").read_bytes())
    if asked.path.startswith("/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&tool=ldn-graph&id=99999901"):
        return Answer((EXPORTS / "pubmed.xml").read_bytes())
    if asked.path == "/api/v2/studies/NCT00000000":
        return Answer((EXPORTS / "registration.json").read_bytes())
    return Answer(status=404)


def test_records_are_fetched_that_are_named_and_no_others(mine: Path) -> None:
    with answering(literature) as (url, asked):
        words = (
            "doi:10.5555/12345678.ab_c(9)",
            "pmid:99999901",
            "pmid:99999999",
            "clinicaltrials:NCT00000000",
            "10.5555/none",
        )
        result = run(*words, "--to", mine, "--server", url)
    assert result.exit_code == 0, result.output
    assert [request.path for request in asked] == [
        "/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&tool=ldn-graph&id=99999901,99999999",
        "/works/10.5555%2F12345678.ab_c%289%29",
        "/api/v2/studies/NCT00000000",
        "/works/10.5555%2Fnone",
    ]
    assert "1 identifier that PubMed does not have: 99999999" in result.stderr
    assert "1 identifier that Crossref does not have: 10.5555/none" in result.stderr
    trial = next(
        source for source in read_sources(open_graph(mine)) if source.publication_type == "ClinicalTrialDesign"
    )
    assert (trial.id, trial.container) == ("invented-university-2008", "ClinicalTrials.gov")
    assert trial.page == "https://clinicaltrials.gov/study/NCT00000000"


def test_an_answer_of_another_form_is_an_error(mine: Path) -> None:
    with answering(lambda _: Answer(b"<html>")) as (url, _):
        for word in ("doi:10.5555/1", "pmid:1", "clinicaltrials:NCT00000000"):
            result = run(word, "--to", mine, "--server", url)
            assert result.exit_code == 2, word
            assert url in result.stderr
    assert mine.read_text(encoding="utf-8") == MINE


def test_a_check_tells_what_differs_and_how_sure(mine: Path) -> None:
    result = run("--check", EXPORTS / "zotero.ris", "--graph", mine, "--format", "json")
    assert result.exit_code == 1
    (difference,) = json.loads(result.stdout)
    assert (difference["source"], difference["field"], difference["sure"]) == ("testen", "volume", True)
    assert (
        "1 source compared: 1 difference for sure, 0 likely the same; 0 of 1 source without a record" in result.stderr
    )
    mine.write_text(MINE.replace('"15"', '"14"'), encoding="utf-8")
    assert run("--check", EXPORTS / "zotero.ris", "--graph", mine).exit_code == 0
    nothing = run("--check", EXPORTS / "registration.json", "--graph", mine)
    assert nothing.exit_code == 1
    assert "nothing was compared" in nothing.stderr
    with answering(literature) as (url, asked):
        online = run("--check", "--online", "--graph", mine, "--server", url)
    assert online.exit_code == 0, online.output
    assert len(asked) == 1
    table = run("--check", EXPORTS / "zotero.ris", "--graph", mine, "-o", mine.with_suffix(".csv"))
    assert table.exit_code == 0


def test_the_shipped_graph_is_checked_against_a_library() -> None:
    bib = """@article{g, title={A pilot trial of low-dose naltrexone in primary progressive multiple sclerosis: results},
  author={Gironi, Maria}, journal={Mult Scler}, year={2010}, doi={10.1177/1352458508095828}}"""
    result = run("--check", "-", text=bib)
    assert result.exit_code == 1
    assert "gironi-2008  year" in result.stdout
    assert (
        "likely the same (92% alike): one of them has no subtitle" in " ".join(result.stdout.split())
        or "no subtitle" in result.stdout
    )
    assert PREFIXES["source"] not in result.stdout


def reply(key: str, author: str, where: str) -> str:
    return f"@article{{{key}, title={{Reply}}, author={{{author}}}, year=2010, {where}}}\n"


@pytest.mark.parametrize(
    ("author", "where", "what"),
    [
        ("Testen, L.", "journal={Invented Pain}, volume=5, pages={1-2}", "journal"),
        ("Testen, L.", "journal={Inv Results}, volume=9, pages={1-2}", "volume"),
        ("Testen, L.", "journal={Inv Results}, volume=5, pages={77}", "first page"),
        ("Testen, X.", "volume=5", "author's initials"),
    ],
)
@pytest.mark.parametrize("apart", [True, False])
def test_a_title_that_many_papers_have_makes_no_one_of_two(
    tmp_path: Path, author: str, where: str, what: str, apart: bool
) -> None:
    """In two imports, and within one."""
    new = tmp_path / "new.ttl"
    first = reply("a", "Testen, L.", "journal={Invented Results}, volume=5, pages={1-2}")
    second = reply("b", author, where + ", doi={10.5555/b}")
    results = [run("-", "--to", new, text=text) for text in ([first, second] if apart else [first + second])]
    told = f"testen-2010b: it has the title, year and first author of testen-2010, but its {what} is another"
    assert told in results[-1].stderr
    assert [source.doi for source in read_sources(open_graph(new))] == [None, "10.5555/b"]


def test_one_paper_without_an_identifier_is_put_together_where_nothing_contradicts(tmp_path: Path) -> None:
    new = tmp_path / "new.ttl"
    first = reply("a", "Testen, Lea M.", "journal={Journal of Invented Results}, volume=5, pages={1-2}")
    second = reply("b", "Testen, L.", "journal={J Invented Results}, volume=5, pages={1}, doi={10.5555/b}")
    assert "it is one source" in run("-", "--to", new, text=first + second).stderr
    (source,) = read_sources(open_graph(new))
    assert source.doi == "10.5555/b"


def test_of_two_new_records_with_one_identifier_and_other_titles_the_second_is_left_out(tmp_path: Path) -> None:
    new = tmp_path / "new.ttl"
    bib = """@article{a, title={Effects of nothing}, author={Testen, A.}, year=2001, pmid={99999901}}
@article{b, title={Another matter altogether}, author={Ander, B.}, year=2001, pmid={99999901}, doi={10.5555/b}}"""
    result = run("-", "--to", new, text=bib)
    assert "testen-2001: title: your 'Effects of nothing' is kept; the record has 'Another matter" in result.stderr
    assert "testen-2001: nothing was taken from the record, which may be of another publication" in result.stderr
    assert "it is one source" not in result.stderr
    (source,) = read_sources(open_graph(new))
    assert (source.title, source.doi) == ("Effects of nothing", None)


def test_nothing_is_taken_of_a_record_whose_identifiers_are_of_two_sources(mine: Path) -> None:
    two = MINE + 'source:ander a ldn:Source ; bibo:pmid "99999901" .\n'
    mine.write_text(two, encoding="utf-8")
    bib = "@article{k, title={One}, doi={10.5555/12345678.AB_C(9)}, pmid={99999901}, volume=3}"
    result = run("-", "--to", mine, text=bib)
    assert "k: nothing was taken, since its identifiers are those of testen and ander; mend the" in result.stderr
    assert mine.read_text(encoding="utf-8") == two
