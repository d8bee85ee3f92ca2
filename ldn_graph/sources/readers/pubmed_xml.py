"""PubMed's XML, from its site or its E-utilities (https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...errors import ImportFormatError
from ...output.remarks import Remarks
from ..names import person
from ..record import Name, Record
from .dates import join_date, read_date, read_pages
from .finishing import finished, left_out
from .nbib import journal_title, language_of, without_full_stop
from .publication_types import genre_of, is_retracted, type_of
from .xml_trees import LINE, read_tree, text_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LEFT_OUT = {
    "Book/AuthorList[@Type='editors']": "editor",
    "Article/Abstract": "abstract",
    "Abstract": "abstract",
    "MeshHeadingList": "keywords",
    "KeywordList": "keywords",
}
"""The elements of an article or a book that a record does not hold, in words."""


def read_pubmed_xml(name: str, text: str, remarks: Remarks) -> Iterator[Record]:
    """The records of a document, whose name stands in messages.

    Raises :class:`~ldn_graph.errors.ImportFormatError` for XML of another kind.
    """
    root = read_tree(name, text)
    entries = [root] if root.tag in _READERS else list(root)
    if root.tag not in _READERS and root.tag != "PubmedArticleSet":
        problem = f"the root element is {root.tag[:60]}, not PubmedArticleSet"
        raise ImportFormatError(f"{name}:{root.get(LINE)}: {problem}; export from PubMed in the format XML")
    for entry in entries:
        place = f"{name}:{entry.get(LINE)}"
        if entry.tag not in _READERS:
            remarks.add("entry", "left out, neither an article nor a book", f"{place} {entry.tag}", plural="entries")
            continue
        record, references = _READERS[entry.tag](entry)
        if read := finished(record, references, place, remarks):
            yield read


def _article(entry: Element) -> tuple[Record, list[str]]:
    citation = entry.find("MedlineCitation")
    article = citation.find("Article") if citation is not None else None
    journal = article.find("Journal") if article is not None else None
    kinds = _texts(article, "PublicationTypeList/PublicationType")
    authors, others = _authors(article, "AuthorList")
    pmid = text_of(citation, "PMID")
    title = text_of(article, "ArticleTitle") or text_of(article, "VernacularTitle")
    record = Record(
        id=f"pmid-{pmid}",
        type=type_of(kinds),
        title=without_full_stop(title),
        authors=authors,
        others=others,
        issued=_date(journal.find("JournalIssue/PubDate") if journal is not None else None)
        or _date(article.find("ArticleDate") if article is not None else None),
        container=journal_title(text_of(journal, "Title")) or text_of(citation, "MedlineJournalInfo/MedlineTA"),
        volume=text_of(journal, "JournalIssue/Volume"),
        issue=text_of(journal, "JournalIssue/Issue"),
        pages=read_pages(text_of(article, "Pagination/MedlinePgn") or text_of(article, "Pagination/StartPage")),
        language=language_of(title, text_of(article, "Language")),
        genre=genre_of(kinds),
        left_out=left_out(_LEFT_OUT, {path for path in _LEFT_OUT if text_of(citation, path)}),
        retracted=is_retracted(kinds) or _retraction(citation),
    )
    references = [f"PMID:{pmid}"] if pmid else []
    references += _numbers(entry, "PubmedData/ArticleIdList/ArticleId", "IdType")
    references += _numbers(article, "ELocationID", "EIdType")
    return record, references


def _book(entry: Element) -> tuple[Record, list[str]]:
    document = entry.find("BookDocument")
    book = document.find("Book") if document is not None else None
    chapter = text_of(document, "ArticleTitle")
    authors, others = _authors(document, "AuthorList")
    if not authors:
        authors, others = _authors(book, "AuthorList")
    pmid = text_of(document, "PMID")
    title = without_full_stop(text_of(book, "BookTitle"))
    record = Record(
        id=f"pmid-{pmid}",
        type="chapter" if chapter else "book",
        title=without_full_stop(chapter) or title,
        authors=authors,
        others=others,
        issued=_date(book.find("PubDate") if book is not None else None),
        container=title if chapter else "",
        publisher=text_of(book, "Publisher/PublisherName"),
        isbn=text_of(book, "Isbn"),
        language=language_of(chapter or title, text_of(document, "Language")),
        left_out=left_out(_LEFT_OUT, {path for path in _LEFT_OUT if text_of(document, path)}),
    )
    references = [f"PMID:{pmid}"] if pmid else []
    return record, references + _numbers(document, "ArticleIdList/ArticleId", "IdType")


_READERS = {"PubmedArticle": _article, "PubmedBookArticle": _book}


def _retraction(citation: Element | None) -> bool:
    """PubMed links the article to the notice of its retraction."""
    return citation is not None and citation.find(".//CommentsCorrections[@RefType='RetractionIn']") is not None


def _texts(element: Element | None, path: str) -> list[str]:
    return [] if element is None else [text_of(found) for found in element.findall(path)]


def _numbers(element: Element | None, path: str, kind: str) -> list[str]:
    """The DOI and the number in PubMed Central, of whatever kinds of number there are."""
    prefixes = {"doi": "doi:", "pmc": "", "pmcid": ""}
    found = [] if element is None else element.findall(path)
    return [prefixes[name] + text_of(one) for one in found if (name := one.get(kind, "").lower()) in prefixes]


def _date(element: Element | None) -> str:
    year = text_of(element, "Year")
    return join_date(year, text_of(element, "Month"), text_of(element, "Day")) or read_date(
        text_of(element, "MedlineDate")
    )


def _authors(element: Element | None, path: str) -> tuple[tuple[Name, ...], bool]:
    """The authors, but for editors, and whether the list is not whole."""
    lists = [] if element is None else [one for one in element.findall(path) if one.get("Type") != "editors"]
    names = []
    for author in (author for one in lists for author in one.findall("Author")):
        if author.get("ValidYN") == "N":  # a spelling that was withdrawn; the right one stands beside it
            continue
        if body := text_of(author, "CollectiveName"):
            names.append(Name(literal=body))
            continue
        given = text_of(author, "ForeName") or text_of(author, "Initials")
        names.append(person(text_of(author, "LastName"), given, text_of(author, "Suffix")))
    return tuple(names), any(one.get("CompleteYN") == "N" for one in lists)
