"""What reference managers export is read alike in each format; what is odd is told, and what is cut off is an error."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.errors import ImportFormatError
from ldn_graph.output.remarks import Remarks
from ldn_graph.sources.bibtex import write_bibtex
from ldn_graph.sources.names import short_name
from ldn_graph.sources.readers.csl_json import CROSSREF_TYPES
from ldn_graph.sources.readers.csl_json import TYPES as CSL_TYPES
from ldn_graph.sources.readers.dates import read_date, read_pages
from ldn_graph.sources.readers.formats import FORMATS, format_of, read_records
from ldn_graph.sources.readers.tex import plain_of_tex
from ldn_graph.sources.record import Name, Record

EXPORTS = Path(__file__).parent / "exports"
ONE_PAPER = sorted(path for path in EXPORTS.iterdir() if path.name != "registration.json")
"""The same invented paper, as each program and database writes it."""
each = pytest.mark.parametrize("path", ONE_PAPER, ids=lambda path: path.name)


def read(name: str, text: str | None = None) -> tuple[list[Record], list[str]]:
    """The records and the remarks of an export, or of a text that is called so."""
    remarks = Remarks()
    said = (EXPORTS / name).read_text(encoding="utf-8") if text is None else text
    return list(read_records(name, said, remarks)), list(remarks.lines())


def read_or_refuse(name: str, text: str) -> list[Record]:
    """The records; none where the text is refused with its name."""
    try:
        return read(name, text)[0]
    except ImportFormatError as error:
        if not str(error).startswith(f"{name}:"):
            raise
        return []


def folded(title: str) -> str:
    return re.sub("[^a-z0-9%&]", "", title.lower().replace("\u03b2", "beta").replace("\u207a", "+"))


@each
def test_one_paper_is_read_alike_from_each_export(path: Path) -> None:
    record = read(path.name)[0][0]
    assert folded(record.title) == "aninventedtrialofbetanothingincd4cells50%ofdna&more"
    assert [short_name(name) for name in record.authors] == [
        "van der Testen AB",
        "M\u00fcller-\u0141ukasz J Jr",
        "Ministry of Invented Health",
    ]
    assert record.authors[0].particle == "van der"
    assert record.authors[1].suffix == "Jr"
    assert record.authors[2] == Name(literal="Ministry of Invented Health")
    assert (record.type, record.container) == ("article-journal", "Journal of Invented Results")
    assert (record.volume, record.issue, record.pages) == ("14", "8", "1076-1083")
    assert record.issued in ("2008", "2008-09", "2008-09-30")
    assert record.doi == "10.5555/12345678.ab_c(9)"
    assert record.pmid in ("99999901", "")
    assert record.pmcid == ("PMC99999902" if record.pmid else "")
    assert record.language == ("" if path.name == "endnote.bib" else "en")


def test_what_some_exports_have_beside_it() -> None:
    assert {p.name for p in ONE_PAPER if read(p.name)[0][0].pmid} == {
        "better-bibtex.bib", "endnote.ris", "endnote.xml", "pubmed.nbib", "pubmed.xml", "zotero.bib", "zotero.json",
        "zotero.ris",
    }  # fmt: skip
    (page,) = read("zotero.bib")[0][1:]
    assert (page.type, page.url, page.issued) == ("webpage", "https://example.org/page", "")
    (preprint,) = read("better-bibtex.bib")[0][1:]
    assert (preprint.type, preprint.doi) == ("article", "10.5555/2020.01.01")
    (old,) = read("pubmed.nbib")[0][1:]
    assert (old.others, old.issued, old.pages, old.language) == (True, "1985", "e12", "en")
    (chapter,) = read("pubmed.xml")[0][1:]
    assert (chapter.type, chapter.title, chapter.container, chapter.others) == (
        "chapter",
        "A chapter",
        "An Invented Book",
        True,
    )
    (patent,) = read("zotero.json")[0][1:]
    assert (patent.type, patent.issued, patent.identifiers) == ("patent", "2011-03", ("google.patent:US7879870B1",))
    (trial,) = read("registration.json")[0]
    assert trial.identifiers == ("clinicaltrials:NCT00000000",)
    assert (trial.title, trial.issued) == ("A Phase II Invented Trial of Nothing in Absurdia", "2008-02-29")
    assert [read(name)[0][0].genre for name in ("pubmed.nbib", "pubmed.xml")] == ["guideline"] * 2


def test_what_is_odd_is_counted_and_told() -> None:
    assert read("pubmed.xml")[1] == [
        "1 entry with markup in a title, such as <i> or &amp;, which was made plain text: pubmed.xml:4",
        "1 entry left out, neither an article nor a book: pubmed.xml:25 DeleteCitation",
    ]
    assert read("zotero.json")[1][1:] == ["1 entry left out that is no object: zotero.json entry 3"]
    bib = """
@string{ms = "Invented J"}
@article{a, title={One}, title={Two}, journal = ms # " of Results", year=2001, month=sep # " 30", doi={no-doi}}
@strange{a, title={Three \\nocommand{} here}, note={DOI: 10.5555/3}}
@article{b, year={2002}}
@article{c, title={never closed,
@article{d, title={Four}, author={A, B, C, D, E}}
  year = {2003}
"""
    records, remarks = read("x.bib", bib)
    assert [record.title for record in records] == ["One", "Three \\nocommand here", "Four"]
    assert (records[0].container, records[0].issued, records[1].doi) == (
        "Invented J of Results",
        "2001-09-30",
        "10.5555/3",
    )
    assert records[2].authors == (Name(literal="A, B, C, D, E"),)
    assert "\n".join(remarks).splitlines() == [
        "1 entry with a field that stands there twice; the first counts: x.bib:3",
        "1 entry left out that cannot be read; a brace may be missing: x.bib:6",
        "1 line left out that is in no entry: x.bib:8",
        "1 identifier left out that cannot be one: x.bib:3 no-doi",
        "1 entry of a type that is not known, taken as a document: x.bib:4 strange",
        "1 entry with a command of TeX that is not known, kept as it is: x.bib:4",
        "1 entry left out, with neither a title nor an identifier: x.bib:5",
        "1 author kept whole, which may be several people; put each into a field of its own: x.bib:7",
    ]


@pytest.mark.parametrize("line", ["ER  - ", "ER  -", "ER - "])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_ris_as_rispy_reads_it(line: str, ending: str) -> None:
    """Two routes: where rispy sees an entry, it is the same; it does not see those that are written with one blank."""
    text = (EXPORTS / "zotero.ris").read_text(encoding="utf-8")
    (ours,) = read("x.ris", text.replace("ER  - ", line).replace("\n", ending))[0]
    (theirs,) = rispy.loads(text)
    assert ours.doi == theirs["doi"]
    assert ours.container == theirs["secondary_title"]
    assert ours.pages == f"{theirs['start_page']}-{theirs['end_page']}"
    assert len(ours.authors) == len(theirs["authors"])
    with_one_blank = re.sub("(?m)^([A-Z][A-Z0-9])  - ", r"\1 - ", text)
    assert read("x.ris", with_one_blank)[0][0].title == ours.title


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("x.bib", "", r"x\.bib:1: an empty file"),
        ("x.bib", " \n\n", r"x\.bib:1: an empty file"),
        ("x.bib", "%PDF-1.7\n\x00\x01", r"x\.bib:2: no text file"),
        ("x.bib", "@article{a, title={b}}\n@article{c, title={d\n", r"x\.bib:2: this entry has no end"),
        ("x.ris", "TY  - JOUR\nTI  - a\n", r"x\.ris:1: this entry has no end, the line 'ER  - '"),
        ("x.ris", "TY  - JOUR\nTI  - a\nTY  - BOOK\nTI  - b\nER  - \n", r"x\.ris:1: this entry has no end"),
        ("x.json", '[{"id": "a"},\n{"id"', r"x\.json:2: no JSON: .*cut off"),
        ("x.json", "[" * 100_000, r"x\.json: lists in lists too deep"),
        ("x.json", '{"protocolSection": {}}', r"x\.json: no registration of ClinicalTrials\.gov"),
        ("x.xml", "<PubmedArticleSet>\n<PubmedArticle>\n", r"x\.xml:3: no well-formed XML: no element found.*cut off"),
        ("x.xml", f"<xml><records>{'<record>' * 200}", r"x\.xml:1: more than 100 elements one in another"),
        ("x.xml", "<html><body>", r"x\.xml:1: a web page"),
        ("x.xml", "<svg/>", r"x\.xml:1: XML of another kind"),
        ("x.enw", "%0 Journal Article\n%T x\n", r"x\.enw:1: EndNote's own tags"),
        ("x.ttl", "@prefix a: <b> .\n", r"x\.ttl:1: RDF: give it to --graph"),
        ("x.txt", "\n\nGironi M. A pilot trial.", r"x\.txt:3: none of the formats read here: BibTeX, CSL-JSON"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_an_error_with_its_line(name: str, text: str, message: str) -> None:
    with pytest.raises(ImportFormatError, match=message):
        read(name, text)


def test_xml_opens_nothing_and_expands_nothing() -> None:
    bomb = '<!DOCTYPE x [\n<!ENTITY a "aaaa">\n]><PubmedArticleSet>&a;</PubmedArticleSet>'
    with pytest.raises(ImportFormatError, match=r"x\.xml:2: it declares an entity"):
        read("x.xml", bomb)
    outside = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{(EXPORTS / "zotero.bib").as_uri()}">]><PubmedArticleSet/>'
    with pytest.raises(ImportFormatError, match="declares an entity"):
        read("x.xml", outside)


@each
def test_a_file_that_is_cut_off_is_an_error_or_has_fewer_entries(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    whole = read(path.name)[0]
    for end in range(1, len(text), max(1, len(text) // 40)):
        records = read_or_refuse(path.name, text[:end])
        assert len(records) <= len(whole)
        if path.suffix != ".nbib":  # whose entries have no end
            assert records == whole[: len(records)]


@settings(max_examples=100)
@given(st.data())
def test_any_text_is_read_or_refused(data: st.DataObject) -> None:
    """Pieces of the exports in any order with anything between them."""
    texts = [path.read_text(encoding="utf-8") for path in ONE_PAPER]
    pieces = st.sampled_from([line for text in texts for line in text.splitlines()]) | st.text(max_size=20)
    start = data.draw(
        st.sampled_from(["@article{", "TY  - JOUR", "PMID- 1", "[{", "<xml><records>", "<PubmedArticleSet>", ""])
    )
    text = "\n".join([start, *data.draw(st.lists(pieces, max_size=8))])
    assert all(record.type in CSL_TYPES for record in read_or_refuse("x", text))


def test_the_formats_are_told_apart_by_their_content() -> None:
    by_content = {path.name: format_of(path.name, path.read_text(encoding="utf-8")) for path in EXPORTS.iterdir()}
    assert set(by_content.values()) == set(FORMATS)
    assert by_content["crossref.json"] == by_content["zotero.json"] == "CSL-JSON"
    assert format_of("x", "% a comment\n\n@Article(a, title={x})") == "BibTeX"
    assert format_of("x", "Provider: somebody\n\nTY  - JOUR\n") == "RIS"


def test_the_types_of_all_formats_are_of_csl() -> None:
    from ldn_graph.sources.readers import bibtex, endnote_xml, ris

    for types in (bibtex.TYPES, endnote_xml.TYPES, ris.TYPES, CROSSREF_TYPES):
        assert set(types.values()) <= CSL_TYPES


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2008", "2008"), ("2008-09", "2008-09"), ("2008-09-30", "2008-09-30"), ("2008/9/3", "2008-09-03"),
        ("2008/09/30/", "2008-09-30"), ("2008///", "2008"), ("2008 Sep 30", "2008-09-30"), ("30 September 2008", "2008-09-30"),
        ("September 2008", "2008-09"), ("2008 Sep-Oct", "2008"), ("2008 Spring", "2008"), ("2008/2009", "2008"),
        ("2008-13-01", "2008"), ("2008-02-31", "2008-02"), ("2008-09-30T10:00:00Z", "2008-09-30"), ("c. 2008", "2008"),
        ("Sep 30", ""), ("in press", ""), ("0000", ""), ("20081", ""), ("", ""),
    ],
)  # fmt: skip
def test_dates(text: str, read: str) -> None:
    assert read_date(text) == read


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_any_day_is_read_in_each_way_of_writing_it(day: date) -> None:
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y %b %d", "%d %B %Y", "%b %d, %Y"):
        assert read_date(day.strftime(form)) == str(day)


@given(st.text(max_size=40))
def test_pages_that_were_read_stay_as_they_are(text: str) -> None:
    assert read_pages(read_pages(text)) == read_pages(text)


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"M{\"u}ller, \'Etude, {\O}stergaard, \v{S}i\v{s}, Erd{\H o}s", "M\u00fcller, \u00c9tude, \u00d8stergaard, \u0160i\u0161, Erd\u0151s"),
        (r"50% of R&D for $5", "50% of R&D for $5"),
        (r"50\% of R\&D for \$5 \_ \#", "50% of R&D for $5 _ #"),
        (r"$\alpha$-blocker \textbeta{} $4^{\textrm{th}}$ H$_2$O", "\u03b1-blocker \u03b2 4<sup>th</sup> H<sub>2</sub>O"),
        (r"tumour--host --- ``q''", "tumour\u2013host \u2014 \u201cq\u201d"),
        (r"\mbox{kept} \unknown stays", r"kept \unknown stays"),
        ("{" * 5000 + "x" + "}" * 5000, "x"),
    ],
)  # fmt: skip
def test_tex_becomes_text_and_nothing_is_lost(tex: str, plain: str) -> None:
    assert " ".join(plain_of_tex(tex).split()) == plain


def test_an_entry_takes_what_it_has_not_from_the_one_that_it_names() -> None:
    text = """
@inproceedings{a, title={A Paper}, author={A. B. Testen}, crossref={b}, pages={1--2}}
@proceedings{b, title={Proceedings of Nothing}, year={2006}, editor={E. Ditor}}
"""
    paper, book = read("x.bib", text)[0]
    assert (paper.type, paper.container, paper.issued) == ("paper-conference", "Proceedings of Nothing", "2006")
    assert (book.type, book.title, [name.family for name in book.authors]) == (
        "book",
        "Proceedings of Nothing",
        ["Ditor"],
    )


@pytest.mark.parametrize("between", [", ", "; "])
def test_a_name_that_is_a_list_of_people_is_taken_apart(between: str) -> None:
    """PubMed's list of authors, pasted into one field."""
    said = between.join(("M\u00fcller J", "Doe AB", "Roe C", "et al."))
    ris = f"TY  - JOUR\nTI  - One\nAU  - {said}\nER  - \n"
    bib = f"@article{{a, title={{One}}, author={{{said}}}}}".replace("\u00fc", '{\\"u}')
    for name, text in (("a.ris", ris), ("a.bib", bib)):
        (record,), remarks = read(name, text)
        assert [short_name(author) for author in record.authors] == ["M\u00fcller J", "Doe AB", "Roe C"]
        assert (record.others, remarks) == (True, [])


@pytest.mark.parametrize("said", ["Smith; J", "Smith J, Doe AB, Ministry of Nothing", "Smith, A, Jones, B"])
def test_a_name_that_may_be_several_is_kept_whole_and_told(said: str) -> None:
    for name, text in (
        ("a.ris", f"TY  - JOUR\nTI  - One\nAU  - {said}\nER  - \n"),
        ("a.bib", f"@article{{a, title={{One}}, author={{{said}}}}}"),
    ):
        (record,), remarks = read(name, text)
        assert record.authors == (Name(literal=said),)
        assert remarks == [
            f"1 author kept whole, which may be several people; put each into a field of its own: {name}:1"
        ]


def test_a_body_in_braces_is_one_whatever_it_has() -> None:
    (record,), remarks = read(
        "a.bib", "@misc{a, title={One}, author={{Smith J, Doe AB; Sons} and Smith, Jr, J. and Smith, J}}"
    )
    assert [short_name(author) for author in record.authors] == ["Smith J, Doe AB; Sons", "Smith J Jr", "Smith J"]
    assert remarks == []


_MEDLINE = "<PubmedArticle><MedlineCitation><PMID>{n}</PMID><Article><ArticleTitle>One</ArticleTitle>{article}</Article>{more}</MedlineCitation></PubmedArticle>"


@pytest.mark.parametrize(
    ("name", "text", "second"),
    [
        (
            "a.nbib",
            "PMID- 1\nTI  - One\nPT  - Retracted Publication\n\nPMID- 2\nTI  - Two\nRIN - Nothing. 2001;1:1\n\n"
            "PMID- 3\nTI  - Three\nPT  - Retraction of Publication\n",
            5,
        ),
        (
            "a.xml",
            "<PubmedArticleSet>\n"
            + "\n".join(
                _MEDLINE.format(n=n, article=article, more=more)
                for n, (article, more) in enumerate(
                    [
                        (
                            "<PublicationTypeList><PublicationType>Retracted Publication</PublicationType>"
                            "</PublicationTypeList>",
                            "",
                        ),
                        (
                            "",
                            "<CommentsCorrectionsList><CommentsCorrections RefType='RetractionIn'/>"
                            "</CommentsCorrectionsList>",
                        ),
                        (
                            "",
                            "<CommentsCorrectionsList><CommentsCorrections RefType='RetractionOf'/>"
                            "</CommentsCorrectionsList>",
                        ),
                    ],
                    start=1,
                )
            )
            + "</PubmedArticleSet>",
            3,
        ),
        (
            "a.bib",
            "@article{a, title={{RETRACTED}: One}}\n@article{b, title={RETRACTED ARTICLE: Two}}\n"
            "@article{c, title={Retracted papers: a survey}}",
            2,
        ),
        (
            "a.ris",
            "TY  - JOUR\nTI  - RETRACTED: One\nER  - \nTY  - JOUR\nTI  - [Retracted] Two\nER  - \n"
            "TY  - JOUR\nTI  - Retraction: Three\nER  - \n",
            4,
        ),
    ],
)
def test_what_an_export_marks_as_retracted_is_told(name: str, text: str, second: int) -> None:
    records, remarks = read(name, text)
    first = 2 if name == "a.xml" else 1
    assert len(records) == 3
    assert remarks == [f"2 records marked as retracted (see ldn-graph standing): {name}:{first}, {name}:{second}"]


def test_a_withdrawn_spelling_of_an_author_is_left_out() -> None:
    authors = (
        "<AuthorList CompleteYN='Y'><Author ValidYN='N'><LastName>Tseten</LastName><Initials>A</Initials></Author>"
        "<Author ValidYN='Y'><LastName>Testen</LastName><Initials>A</Initials></Author></AuthorList>"
    )
    ((record,), _) = read(
        "a.xml", f"<PubmedArticleSet>{_MEDLINE.format(n=1, article=authors, more='')}</PubmedArticleSet>"
    )
    assert [short_name(author) for author in record.authors] == ["Testen A"]


@pytest.mark.parametrize("title", ["a } lone one", "a { lone one", "}{ both"])
def test_lone_braces_are_read_back_from_our_own_bibtex(title: str) -> None:
    (record,), _ = read("a.bib", "".join(write_bibtex([Record("a", title=title)])))
    assert record.title == title
