"""One reader of references: each spelling of an identifier is that identifier, and what is in doubt is told."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.model.graph import Graph
from ldn_graph.model.identifiers import CURIES
from ldn_graph.model.registries import TRIAL_REGISTRIES
from ldn_graph.rdf.claim_reader import read_sources
from ldn_graph.sources.addresses import _HOSTS, normal_address
from ldn_graph.sources.identity import LONGEST, Reference, read_reference
from ldn_graph.sources.papers import read_identity
from ldn_graph.sources.plain_pages import read_plain_page
from ldn_graph.sparql.names import find_node
from tests.sources.spellings import SPELLINGS

CASES = [(key, spelling) for key, spellings in SPELLINGS.items() for spelling in spellings]


@pytest.mark.parametrize(("key", "spelling"), CASES)
def test_a_spelling_is_read_as_its_identifier(key: str, spelling: str) -> None:
    reference = read_reference(spelling)
    assert (reference.key, reference.doubt) == (key, None)
    assert reference.resolvable
    assert read_reference(key).key == key
    assert read_reference(reference.label).key == key


def test_no_two_keys_of_the_table_are_one() -> None:
    assert len({read_reference(spelling).key for _, spelling in CASES}) == len(SPELLINGS)


# What people put around an identifier and before it.
around = st.tuples(
    st.sampled_from(["", " ", "\u00a0", "\u200b", "(", "“", "\ufeff", "<"]),
    st.sampled_from(["", " ", ".", ";", ",", "\u200b", "\u00a0", ")", "”", ".)", ">", "\u202c"]),
)
dois = st.from_regex(r"10\.[1-9][0-9]{3,5}/[a-zA-Z0-9._()<>;:-]{0,12}[a-zA-Z0-9]", fullmatch=True).filter(
    lambda doi: all(doi.count(a) == doi.count(b) for a, b in ("()", "<>")) and not doi.startswith("10.48550/")
)


def _percent(text: str) -> str:
    return "".join(c if c.isalnum() or c in "./" else f"%{ord(c):02X}" for c in text)


@settings(max_examples=60)
@given(dois, around, st.data())
def test_a_doi_is_one_however_it_is_written(doi: str, ends: tuple[str, str], data: st.DataObject) -> None:
    cased = "".join(c.upper() if data.draw(st.booleans()) else c.lower() for c in doi)
    ways = (
        "{}", "doi:{}", "DOI: {}", "https://doi.org/{}", "http://dx.doi.org/{}", "HTTPS://WWW.DOI.ORG/{}", "doi.org/{}",
        "https://identifiers.org/doi:{}",
    )  # fmt: skip
    way = data.draw(st.sampled_from(ways))
    written = way.format(_percent(cased) if "org/" in way.lower() and data.draw(st.booleans()) else cased)
    reference = read_reference(ends[0] + written + ends[1])
    assert (reference.key, reference.doubt) == (f"doi:{doi.lower()}", None)


@settings(max_examples=60)
@given(st.one_of(st.text(), st.text("0123456789./:-()<>%#?&=Ndoimpcthxvw \u200b\u2011", max_size=40)))
def test_any_text_has_one_key_that_stays_when_it_is_read_again(text: str) -> None:
    reference = read_reference(text)
    again = read_reference(reference.key)
    assert again.key == reference.key
    assert read_reference(f" {text}\u200b").key == reference.key
    if reference.page and reference.key == normal_address(reference.page):
        assert read_reference(reference.page).key == reference.key


@settings(max_examples=60)
@given(st.from_regex(r"https?://(www\.)?[a-z]{1,5}\.(org|com)(/[a-zA-Z0-9._~%()-]{0,6}){0,3}(\?[a-z_]{1,4}=[0-9]{1,2}(&utm_source=x)?)?(#[a-z/]{0,3})?", fullmatch=True))  # fmt: skip
def test_the_key_of_an_address_is_read_again_as_itself(address: str) -> None:
    reference = read_reference(address)
    assert read_reference(reference.key).key == reference.key
    assert "utm_" not in reference.key or not reference.page


def test_case_tells_apart_what_is_told_apart_by_it() -> None:
    assert read_reference("https://example.org/A").key != read_reference("https://example.org/a").key
    assert read_reference("https://example.org/a?id=B").key != read_reference("https://example.org/a?id=b").key
    assert read_reference("10.5555/A").key == read_reference("10.5555/a").key


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("10.5555/j.one\u20112", "type its NON-BREAKING HYPHEN (U+2011) anew as a plain hyphen: a DOI has none"),
        ("10.5555/j.one\u20132", "type its EN DASH (U+2013) anew as a plain hyphen: a DOI has none"),
        ("doi:10.5555/\u00fcber", "type its LATIN SMALL LETTER U WITH DIAERESIS (U+00FC) anew: a DOI has none"),
        ("10.5555", "write the whole DOI, as 10.1177/1352458508095828"),
        ("10.5555/a b", "write the whole DOI without a blank, as 10.1177/1352458508095828"),
        ("doi:one", "write the whole DOI without a blank, as 10.1177/1352458508095828"),
        ("PMID: none", "write the number of PubMed, of up to eight digits, as PMID:18728058"),
        ("PMID:123456789", "write the number of PubMed, of up to eight digits, as PMID:18728058"),
        ("18728058", "write PMID: before it, where it is a number of PubMed"),
        ("NCT0056855", r"look it up: an identifier of clinicaltrials has the form NCT\d{8}"),
        ("ISRCTN1234", r"look it up: an identifier of isrctn has the form ISRCTN\d{8}"),
        ("ISBN 978-1-86197-271-3", "look it up: the last digit of the ISBN does not fit the others"),
        ("ISBN 1-86197-271-8", "look it up: the last digit of the ISBN does not fit the others"),
        ("isbn:12345", "look it up: an ISBN has ten digits, or thirteen that begin with 978 or 979"),
        ("www.example.org/a", "write the whole address, with https:// before it"),
        ("ftp://example.org/a", "write an http or https address without blanks"),
        ("x" * (LONGEST + 1), "write its identifier or address, of at most 2,000 characters"),
    ],
)  # fmt: skip
def test_what_is_in_doubt_is_told_and_is_mere_text(text: str, doubt: str) -> None:
    reference = read_reference(text)
    assert reference.doubt == doubt
    assert not reference.resolvable


def test_an_address_that_holds_a_doi_is_an_address_in_doubt() -> None:
    for address in ("https://example.org/article/doi/10.5555/one/12", "https://example.org/paper/10.5555/one"):
        reference = read_reference(address)
        assert (reference.page, reference.doi) == (address, None)
        assert "write the DOI that it has in it" in str(reference.doubt)


def test_a_key_of_somebodys_own_is_no_identifier() -> None:
    for text in (
        "smith-2007",
        "Müller-2010",
        "1",
        "12",
        "IL2 receptor",
        "NCT study",
        "pubmed 2010 search",
        "doi",
        "RBR",
    ):
        reference = read_reference(text)
        assert (reference.key, reference.resolvable, reference.doubt) == (text, False, None), text


def test_an_isbn_of_ten_digits_is_that_of_thirteen() -> None:
    assert read_reference("ISBN 1-86197-271-7").key == read_reference("978-1-86197-271-2").key
    assert read_reference("isbn:080442957X").key == "isbn:9780804429573"


@pytest.mark.parametrize("prefix", TRIAL_REGISTRIES)
@settings(max_examples=15)
@given(data=st.data())
def test_the_number_of_each_registry_is_read(prefix: str, data: st.DataObject) -> None:
    number = data.draw(st.from_regex(re.compile(CURIES[prefix], re.ASCII), fullmatch=True))
    expected = read_reference(f"{prefix}:{number}")
    assert expected.identifier is not None
    assert expected.identifier.lower() == f"{prefix}:{number}".lower()
    for written in (number.upper(), number.lower(), f" {number}."):
        assert read_reference(f"{prefix}:{written.strip()}").key == expected.key
    if prefix not in ("ctis", "rebec"):  # of numbers alone, or of any letters
        assert read_reference(number).key == expected.key


def test_each_source_is_found_by_the_link_and_the_identifiers_that_are_printed_of_it(graph: Graph) -> None:
    sources = read_sources(graph)
    assert len(sources) > 150
    for source in sources:
        printed = [source.link, source.doi, source.pmid, *source.identifiers, source.page]
        for name in (name for name in printed if name and "NCT" not in name):
            assert find_node(graph, name, "source", "the list") == source.iri, name
        if source.link and (source.doi or source.pmid):
            assert (read_reference(source.link).doi or source.doi) == source.doi


# The keys of a source ---------------------------------------------------------------------------

written = st.one_of(st.sampled_from([spelling for _, spelling in CASES]), dois, st.text(max_size=12))
pages = st.one_of(
    st.from_regex(r"https?://(www\.)?[a-z0-9-]{1,6}\.(org|com|gov)(/[A-Za-z0-9._~-]{1,6}){0,3}/?", fullmatch=True),
    st.sampled_from([f"https://{host}/a/1" for host in _HOSTS]),
    st.from_regex(
        r"https?://(www\.)?(www\.|m\.|dx\.)?(a\.org|a\.\.b|-|(go\.)?drugbank\.(com|ca)|en\.(m\.)?wikipedia\.org|doi\.org|ncbi\.nlm\.nih\.gov)"
        r"((/doi|/article)?/10\.5555(/a)?|(/(drugs|wiki|a|A_b|A\.|a~|a\(b\)|%41|\.\.|DB00704|DB1|books|n|NBK1|pmid|7)){0,3})/?/?"
        r"(\?(id|s|s_cid)=(7|a-1|a_b|\u00e4|10\.5555/a))?(#(a|a=b_-|!a|/a|a\.)?)?\.?",
        fullmatch=True,
    ),
)


def read_at_length(text: str) -> Reference:
    """What is read where the shorter way is not taken: no address begins with a blank."""
    return read_reference(f" {text}")


def slow_key(text: str) -> str:
    reference = read_at_length(text)
    return reference.key if reference.resolvable else ""


@settings(max_examples=300)
@given(pages)
def test_a_page_that_is_written_plainly_is_what_it_is_read_as(page: str) -> None:
    assert read_reference(page) == read_at_length(page)
    assert read_plain_page(page) in (read_at_length(page).key, "")


@settings(max_examples=60)
@given(written, st.from_regex("[0-9]{1,9}", fullmatch=True), pages)
def test_what_is_written_plainly_has_the_key_that_it_is_read_as(doi: str, pmid: str, page: str) -> None:
    assert read_identity(doi, None, (), None, part=True).study == tuple(filter(None, [slow_key(doi)]))
    assert read_identity(None, pmid, (), None, part=True).paper == tuple(filter(None, [slow_key(f"PMID:{pmid}")]))  # fmt: skip
    assert read_identity(None, None, (), page, part=True).study in ((slow_key(page),), ())


def test_no_address_of_a_host_that_is_read_is_plain() -> None:
    assert [host for host in _HOSTS if read_plain_page(f"https://{host}/a")] == []
    for host in ("en.m.wikipedia.org", "www.ncbi.nlm.nih.gov", "dx.doi.org"):
        assert not read_plain_page(f"https://{host}/a")


def test_what_drugmechdb_cites_most_is_plain() -> None:
    for page, key in (
        ("https://go.drugbank.com/drugs/DB00704#mechanism-of-action", "drugbank:DB00704"),
        ("https://en.wikipedia.org/wiki/Lupus#History", "https://en.wikipedia.org/wiki/Lupus"),
        ("https://www.ncbi.nlm.nih.gov/books/NBK7/", "https://ncbi.nlm.nih.gov/books/NBK7"),
        ("https://www.uniprot.org/uniprot/P23219#function", "https://uniprot.org/uniprot/P23219"),
    ):
        assert read_plain_page(page) == key


@pytest.mark.parametrize(
    ("said", "paper", "trial"),
    [
        ({"doi": "10.5555/A", "pmid": "7"}, ("doi:10.5555/a", "pmid:7"), ()),
        ({"doi": "n/a", "pmid": "none"}, (), ()),
        ({"doi": "10.5555/a", "identifiers": ("isbn:978-1-86197-271-2",)}, ("doi:10.5555/a",), ()),
        ({"identifiers": ("isbn:978-1-86197-271-2",)}, ("isbn:9781861972712",), ()),
        ({"identifiers": ("isbn:978-1-86197-271-2",), "part": True}, (), ()),
        ({"identifiers": ("isbn:978-1-86197-271-2",), "page": "https://example.org/a"}, ("isbn:9781861972712",), ()),
        ({"identifiers": ("isbn:978-1-86197-271-2",), "page": "https://example.org/a", "part": True}, ("https://example.org/a",), ()),
        ({"doi": "10.5555/a", "page": "https://example.org/a"}, ("doi:10.5555/a",), ()),
        ({"doi": "10.5555/a", "page": "https://pubmed.ncbi.nlm.nih.gov/7/"}, ("doi:10.5555/a", "pmid:7"), ()),
        ({"identifiers": ("pmc:PMC8",), "page": "https://doi.org/10.5555/A"}, ("doi:10.5555/a", "pmc:PMC8"), ()),
        ({"page": "http://www.example.org/a/"}, ("https://example.org/a",), ()),
        ({"page": "https://europepmc.org/article/MED/7"}, ("pmid:7",), ()),
        ({"identifiers": ("clinicaltrials:NCT99999990",), "page": "https://clinicaltrials.gov/study/NCT99999990"}, (), ("clinicaltrials:NCT99999990",)),
        ({"identifiers": ("clinicaltrials:NCT99999990", "euclinicaltrials:2099-999999-99",)}, (), ("clinicaltrials:NCT99999990", "euclinicaltrials:2099-999999-99")),
        ({"doi": "10.5555/a", "identifiers": ("clinicaltrials:NCT99999990", "clinicaltrials:NCT99999991",)}, ("doi:10.5555/a",), ()),
        ({"identifiers": ("openalex:W7", "x",)}, (), ()),
    ],
)  # fmt: skip
def test_what_a_source_is_told_from_others_by(said: dict[str, object], paper: tuple[str, ...], trial: tuple[str, ...]) -> None:  # fmt: skip
    whole = {"doi": None, "pmid": None, "identifiers": (), "page": None, "part": False, **said}
    assert read_identity(**whole) == (paper, trial)  # type: ignore[arg-type]
