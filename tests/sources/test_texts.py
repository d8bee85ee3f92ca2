"""The texts of a folder: which file is of which source, and what each format is read as."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldn_graph.errors import InputError, MissingExtraError
from ldn_graph.model.claims import Source
from ldn_graph.output import extras
from ldn_graph.rdf.claim_reader import read_sources
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.sources.quotes.checking import FOUND, check_quotation
from ldn_graph.sources.texts import folder
from ldn_graph.sources.texts.folder import file_stems, find_texts, fuller, read_text
from ldn_graph.sources.texts.source_text import SourceText
from tests.conftest import DECLARATIONS

SOURCES = read_sources(
    parse_turtle(
        DECLARATIONS + 'source:smith-2011 a ldn:Source ; bibo:pmid "99999991" ; bibo:doi "10.5555/AB(1)<x>/2;3" ;\n'
        '  dcterms:identifier "pmc:PMC9999991" , "clinicaltrials:NCT99999991" .\n'
        'source:other a ldn:Source ; bibo:pmid "99999992" .\n'
    )
)
SMITH = next(s for s in SOURCES if s.id == "smith-2011")

JATS = """<?xml version="1.0"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "JATS-archivearticle1.dtd">
<article><front><journal-meta><journal-title>J Invent</journal-title></journal-meta><article-meta>
<title-group><article-title>An <italic>invented</italic> trial</article-title></title-group>
<abstract><title>Results</title><p>Pain fell&nbsp;by 10<sup>6</sup>.</p></abstract></article-meta></front>
<body><sec><title>Pain</title><p>It fell <bold>greatly</bold><sup><xref ref-type="bibr">5</xref>,<xref
ref-type="bibr">6</xref></sup>, as said [<xref ref-type="bibr">7</xref>]; CO<sub>2</sub> too.</p>
<table-wrap><table><tr><td>mean</td><td>&#8722;0.5</td></tr><tr><td>SD</td><td>1.5</td></tr></table></table-wrap></sec></body>
<back><ref-list><ref>What others said in their title</ref></ref-list></back></article>"""

PUBMED = """<PubmedArticleSet><PubmedArticle><ArticleTitle>An invented trial</ArticleTitle><Abstract>
<AbstractText Label="RESULTS">Of 40, 39 improved.</AbstractText></Abstract>
<CommentsCorrectionsList><RefSource>x</RefSource></CommentsCorrectionsList></PubmedArticle></PubmedArticleSet>"""

HTML = """<html><head><title>A page</title><style>p { color: red }</style><script>"They fell"</script></head>
<body><nav>Menu</nav><h1>An invented trial</h1><p>Of 40,<br>39 &lt;improved&gt;.</p><h2>Harm</h2><p>10<sup>6</sup> none</p>"""

CACHED = """---
reference_id: PMID:99999991
title: 'An invented trial'
content_type: {kind}
---

# An invented trial
**Authors:** A B, C D
**Journal:** J Invent (2011)

## Content

Of 40, 39 improved.
"""


def a_pdf(text: str) -> bytes:
    """The least PDF that shows a text."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /MediaBox [0 0 612 792] >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "PMID_99999991.md", "PMID99999991.txt", "pmid_99999991.abstract.txt", "PMC9999991.xml", "PMC9999991.nxml",
        "PMCID_PMC9999991.html", "DOI_10.5555_AB(1)<x>_2;3.md", "10.5555_ab(1)<x>_2;3.pdf", "NCT99999991.html",
        "10.5555%2FAB%281%29%3Cx%3E%2F2%3B3.txt", "clinicaltrials_NCT99999991.md", "smith-2011.txt",
        "Smith-2011_fulltext.txt", "deeper/PMID_99999991.htm",
    ],
)  # fmt: skip
def test_a_file_is_of_the_source_whose_identifier_is_its_name(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, "some text")
    found = find_texts(tmp_path, SOURCES)
    assert found.files == {SMITH.iri: (path,)}
    assert (found.others, found.unread) == ((), ())


def test_what_is_of_no_source_or_no_format_is_kept_apart(tmp_path: Path) -> None:
    other, unread = written(tmp_path, "99999991.txt", "x"), written(tmp_path, "PMID_99999991.odt", "x")
    written(tmp_path, ".hidden.txt", "x")
    found = find_texts(tmp_path, SOURCES)
    assert (found.files, found.others, found.unread) == ({}, (other,), (unread,))
    assert "99999991" not in file_stems(SMITH), "a bare number may be of any registry"


def sources_of(turtle: str) -> dict[str, Source]:
    return {source.id: source for source in read_sources(parse_turtle(DECLARATIONS + turtle))}


@pytest.mark.parametrize(
    ("turtle", "name", "owners", "contested"),
    [
        ('source:a a ldn:Source ; bibo:doi "10.5555/a_b" . source:b a ldn:Source ; bibo:doi "10.5555/a/b" .',
         "10.5555_a_b.txt", [], ["a", "b"]),
        ('source:a a ldn:Source ; bibo:pmid "99999991" . source:b a ldn:Source ; bibo:pmid "99999991" .',
         "PMID_99999991.txt", ["a", "b"], []),
        ('source:a a ldn:Source ; bibo:pmid "99999991" . source:b a ldn:Source ; bibo:pmid "99999991" .',
         "a.txt", ["a", "b"], []),
        ('source:pmid99999991 a ldn:Source . source:b a ldn:Source ; bibo:pmid "99999991" .',
         "pmid99999991.txt", [], ["b", "pmid99999991"]),
        ('source:a a ldn:Source ; bibo:pmid "99999991" ; dcterms:identifier "clinicaltrials:NCT99999991" . '
         'source:b a ldn:Source ; dcterms:identifier "clinicaltrials:NCT99999991" .', "NCT99999991.txt", ["b"], []),
    ],
)  # fmt: skip
def test_a_name_that_several_papers_have_is_of_none_and_one_paper_has_one_text(
    tmp_path: Path, turtle: str, name: str, owners: list[str], contested: list[str]
) -> None:
    sources = sources_of(turtle)
    path = written(tmp_path, name, "some text")
    found = find_texts(tmp_path, sources.values())
    assert found.files == {sources[key].iri: (path,) for key in owners}
    assert {p: sorted(ids) for p, ids in found.contested.items()} == ({path: contested} if contested else {})


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no folder; give the folder"):
        find_texts(written(tmp_path, "x.txt", "x"), SOURCES)


def test_an_article_is_read_as_its_paragraphs_without_its_references(tmp_path: Path) -> None:
    read = read_text(written(tmp_path, "a.xml", JATS))
    assert (read.title, read.depth) == ("An invented trial", "fullText")
    assert read.text.splitlines() == [
        "An invented trial",
        "Results",
        "Pain fell\u00a0by 10⁶.".replace("\u00a0", " "),
        "Pain",
        "It fell greatly[5],[6], as said [7]; CO₂ too.",
        "mean\t\u22120.5",
        "SD\t1.5",
    ]
    assert [name for _, name in read.sections] == ["Results", "Pain"]
    assert read.section_at(read.text.index("CO")) == "Pain"
    assert read.section_at(0) == ""
    assert check_quotation("It fell greatly, as said; CO2 too", read.text).verdict in FOUND


def test_an_abstract_of_pubmed_is_read(tmp_path: Path) -> None:
    read = read_text(written(tmp_path, "a.xml", PUBMED))
    assert (read.title, read.depth) == ("An invented trial", "abstract")
    assert read.text == "An invented trial\nOf 40, 39 improved."
    assert read.section_at(len(read.text) - 1) == "RESULTS"


def test_a_page_is_read_as_a_reader_sees_it(tmp_path: Path) -> None:
    read = read_text(written(tmp_path, "a.html", HTML))
    assert (read.title, read.depth) == ("A page", "page")
    assert read.text.splitlines() == ["An invented trial", "Of 40,", "39 <improved>.", "Harm", "10⁶ none"]
    assert read.section_at(len(read.text)) == "Harm"


@pytest.mark.parametrize(
    "sign", ["<a ", "<a<", "<!--", "<![", "</", "<a href='", "&#", "<script>", "<p>", "<sup>1", "<h1>"]
)
def test_malformed_pages_take_no_time_that_grows_with_their_square(tmp_path: Path, sign: str) -> None:
    words = "some words<p>"
    assert read_text(written(tmp_path, "a.html", words + sign * 20_000)).text.startswith("some words")


def test_a_page_without_text_is_told(tmp_path: Path) -> None:
    for content in ("", "<html><script>x</script>", "<!-- -->"):
        with pytest.raises(InputError, match="a page without text"):
            read_text(written(tmp_path, "a.html", content))


@pytest.mark.parametrize(
    ("kind", "depth"),
    [("abstract_only", "abstract"), ("full_text_xml", "fullText"), ("full_text_pdf", "fullText"), ("url", "page")],
)
def test_what_the_other_validator_keeps_is_read_without_its_head(tmp_path: Path, kind: str, depth: str) -> None:
    read = read_text(written(tmp_path, "PMID_99999991.md", CACHED.format(kind=kind)))
    assert (read.text.strip(), read.title, read.depth) == ("Of 40, 39 improved.", "An invented trial", depth)
    assert "Authors" not in read.text


def test_plain_text_and_markdown(tmp_path: Path) -> None:
    plain = read_text(written(tmp_path, "a.txt", "\ufeffline\r\nmore"))
    assert (plain.text, plain.depth, plain.sections) == ("line\r\nmore", "abstract", ())
    assert read_text(written(tmp_path, "b.txt", "word " * 2_000)).depth == "fullText"
    assert read_text(written(tmp_path, "b.abstract.txt", "word " * 2_000)).depth == "abstract"
    assert read_text(written(tmp_path, "c_fulltext.txt", "word")).depth == "fullText"
    marked = read_text(written(tmp_path, "d.md", "# Results\n\nnone\n"))
    assert marked.section_at(12) == "" or marked.text.startswith("# Results")


def test_a_pdf_is_read_page_by_page(tmp_path: Path) -> None:
    read = read_text(written(tmp_path, "a.pdf", a_pdf("Of 40, 39 improved.")))
    assert (read.text.strip(), read.depth) == ("Of 40, 39 improved.", "fullText")
    assert read.section_at(3) == "page 1"


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><article><body><p>&c;</p></body></article>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><article><body><p>&b;</p></body></article>'


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xml", BOMB, "a.xml:1: it declares the entity b"),
        ("a.xml", OUTSIDE, "a.xml:1: it declares the entity b"),
        ("a.xml", "<article><body>\n<p>", "a.xml:2: no XML"),
        ("a.xml", "<html><p>words</p></html>", "no article in the XML of JATS or PubMed"),
        ("a.txt", b"line\nbad \xff", "a.txt:2: byte 9 is not UTF-8; save"),
        ("a.pdf", b"%PDF-1.4 nonsense", "no PDF that can be read"),
        ("a.pdf", a_pdf(""), "a PDF without text, as a scan has none"),
    ],
)
def test_a_broken_file_is_told_with_its_name_and_a_remedy(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    with pytest.raises(InputError) as told:
        read_text(written(tmp_path, name, content))
    assert message in str(told.value)
    assert "; " in str(told.value)


def test_sizes_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "a.txt", "some words")
    monkeypatch.setattr(folder, "LONGEST", 5)
    with pytest.raises(InputError, match="more than 5 characters"):
        read_text(path)
    monkeypatch.setattr(folder, "LARGEST", 5)
    with pytest.raises(InputError, match="more than 5 bytes"):
        read_text(path)
    with pytest.raises(InputError, match="No such file"):
        read_text(tmp_path / "b.txt")


def test_a_pdf_without_its_reader_says_what_installs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(module: str, extra: str) -> None:
        raise MissingExtraError(f"{module} of {extra}")

    monkeypatch.setattr(extras, "import_extra", without)
    monkeypatch.setattr("ldn_graph.sources.texts.pdf.import_extra", without)
    with pytest.raises(MissingExtraError, match="pypdf of pdf"):
        read_text(written(tmp_path, "a.pdf", a_pdf("words")))


def test_the_fuller_of_several_texts() -> None:
    short, page, long = (
        SourceText("f", "x" * n, depth) for n, depth in ((9, "abstract"), (99, "page"), (1, "fullText"))
    )
    assert fuller([short, page, long]) == long
    assert fuller([short, page]) == page
    assert fuller([short, short._replace(text="x" * 10)]).text == "x" * 10


def test_all_names_of_a_source_are_told_apart_from_those_of_others() -> None:
    stems: dict[Source, set[str]] = {source: set(file_stems(source)) for source in SOURCES}
    one, two = stems.values()
    assert not one & two
