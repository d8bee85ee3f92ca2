"""The files of a new folder: an article, its sentences, a table to fill in, and what holds them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from ..errors import OutputError
from ..importers.iris import IriMinter
from ..importers.table_file import table_bytes
from ..importers.table_layout import COLUMNS
from ..model.vocab import LDN, PREFIXES, RDF
from ..output.tables import csv_table
from ..rdf.record_statements import properties_of
from ..rdf.turtle_editing import Addition, with_additions
from ..sources.record import Name, Record
from ..validation.coverage import CoveredSentence, cover_text
from .settings import FILE, Settings, settings_text

ARTICLE, TURTLE, SENTENCES, README = "article.txt", "claims.ttl", "sentences.csv", "README.md"
_VOCABULARIES = ("biolink", "bibo", "cito", "dc", "dcterms", "foaf", "ldn", "oa", "prov", "rdf", "rdfs", "skos", "xsd")
_OWN = ("claim", "entity", "evidence", "quantity", "result", "source")


class Article(NamedTuple):
    """An article that claims are to be taken from: its raw text and what is known of it.

    ``issued`` is 2023, 2023-03 or 2023-03-22; ``url`` an IRI; both "" where they are not known.
    """

    text: str
    title: str
    authors: tuple[Name, ...] = ()
    issued: str = ""
    url: str = ""


class Beginning(NamedTuple):
    """The files of a folder by their names, which of them is the table, and how many sentences the article has."""

    files: Mapping[str, bytes]
    table: str
    sentences: int


def new_files(article: Article, namespace: str, table_format: str = "csv") -> Beginning:
    """The files of a folder on an article; IRIs begin with the namespace, and the table is in one of
    :data:`~ldn_graph.importers.table_file.FORMATS`.

    The article is the source ``source:article``. Raises :class:`~ldn_graph.errors.ImportFormatError` for what cannot
    be a namespace.
    """
    iris = IriMinter(namespace)
    table = f"claims.{table_format}"
    settings = Settings((TURTLE, table), iris.namespace, ARTICLE)
    sentences = cover_text(article.text, ()).sentences
    texts = {
        ARTICLE: article.text,
        FILE: settings_text(settings),
        SENTENCES: _sentences_table(sentences),
        README: _readme(article.title, table),
    }
    files = {
        **{name: text.encode("utf-8") for name, text in texts.items()},
        table: table_bytes(tuple(COLUMNS), (), table_format),
        TURTLE: _turtle(article, iris),
    }
    return Beginning(files, table, len(sentences))


def _sentences_table(sentences: Iterable[CoveredSentence]) -> str:
    """The sentences as `ldn-graph sentences` lists them, while there are no claims."""
    columns = [column for column in CoveredSentence._fields if column != "claims"]
    in_lines = (sentence._replace(text=" ".join(sentence.text.split())) for sentence in sentences)
    return csv_table(columns, ([getattr(sentence, column) for column in columns] for sentence in in_lines))


def _turtle(article: Article, iris: IriMinter) -> bytes:
    """The article as a source, with the prefixes that one needs to write more by hand."""
    prefixes = {name: f"{iris.namespace}{name}/" for name in _OWN} | {name: PREFIXES[name] for name in _VOCABULARIES}
    header = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(prefixes.items()))
    intro = "# What the table cannot hold; the table and this file are read as one graph (docs/model.md).\n"
    record = Record("article", title=article.title, authors=article.authors, issued=article.issued, url=article.url)
    node = ox.NamedNode
    properties = ((RDF.type, node(LDN.Source)), *properties_of(record), (LDN.readAs, node(LDN.fullText)))
    addition = Addition(iris.mint("source", record.id), properties)
    return with_additions(TURTLE, f"{intro}{header}".encode(), [addition])


def _readme(title: str, table: str) -> str:
    from ..output.tables import markdown_text

    return f"""\
# {markdown_text(title)}

Which claims of this article stand on what evidence. What is here:

| file | what it is |
|---|---|
| `{ARTICLE}` | the article's text; passages are places in it, so leave it as it is |
| `{SENTENCES}` | its sentences, numbered, each with its place; which of them make a claim, you decide |
| `{table}` | the table to fill in: a row for each claim and each source that bears on it |
| `{TURTLE}` | the article as a source, and what the table cannot hold |
| `{FILE}` | what is read where no `--graph` is given |

Fill in `{table}` with a spreadsheet, and keep its format. For a claim of the article write `article` under *article*
and copy its words to *said*: the passage is found in the text. Most columns may stay empty; a row as an example is
shown by `ldn-graph import table --template`. Then, in this folder:

```sh
ldn-graph sentences --cover   # the sentences that no claim was taken from yet
ldn-graph validate            # what is missing or wrong, with its place
ldn-graph audit               # the status of every claim, with reasons
ldn-graph report              # the page and the tables, in the folder report/
```
"""


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with these files, all or none.

    Raises :class:`~ldn_graph.errors.OutputError` where something stands there already, or it cannot be written.
    """
    import tempfile

    target = folder.resolve()
    try:
        if target.exists() and not target.is_dir():
            raise OutputError(f"{folder}: it is a file; give another name for the folder")
        if target.is_dir() and any(target.iterdir()):
            raise OutputError(f"{folder}: this folder is not empty, and nothing is overwritten; give another name")
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as beside:
            new = Path(beside, "new")
            new.mkdir()
            for name, data in files.items():
                (new / name).write_bytes(data)
            if target.is_dir():
                target.rmdir()  # it is empty
            new.rename(target)
    except OSError as error:
        raise OutputError(f"{folder}: {error.strerror or error}; give another place for the folder") from None
