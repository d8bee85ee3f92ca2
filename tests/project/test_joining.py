"""A table and the Turtle of its folder, in which sources and entities may stand already."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ldn_graph.cli import main
from ldn_graph.importers.table_layout import COLUMNS

NAMESPACE = "https://example.org/sleep/"
BIB = """@article{abbasi2012, title={The effect of magnesium on insomnia}, year={2012}, journal={J Res Med Sci},
  author={Abbasi, Behnood and Kimiagar, Masud}, doi={10.5555/abbasi.2012}}
@article{mah2021, title={Oral magnesium}, author={Mah, Jasmine}, year={2021}, doi={10.5555/mah.2021}}
"""
TURTLE = """
@prefix biolink: <https://w3id.org/biolink/vocab/> .
entity:mg a ldn:Drug ; rdfs:label "magnesium"@en ; skos:altLabel "Mg" ; skos:exactMatch <http://purl.obolibrary.org/obo/CHEBI_25107> .
entity:tool a ldn:Practice ; rdfs:label "sleep" .
"""
ROW = {
    "claim": "Magnesium helps sleep", "id": "M01", "subject": "MG", "subject_kind": "drug", "predicate": "affects",
    "object": "sleep", "object_kind": "outcome", "bearing": "supports", "directness": "direct", "design": "cohort",
    "comment": "Longer sleep", "read_as": "full text",
}  # fmt: skip


def ldn(*words: str) -> Result:
    return CliRunner().invoke(main, words, prog_name="ldn-graph")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder as `new` makes it, with the sources of a reference manager and two entities in its Turtle."""
    monkeypatch.chdir(tmp_path)
    Path("text.txt").write_text("Magnesium helps sleep.\n", encoding="utf-8")
    words = ("--article", "text.txt", "--title", "On magnesium", "--namespace", NAMESPACE)
    assert ldn("new", "mine", *words).exit_code == 0
    monkeypatch.chdir(tmp_path / "mine")
    Path("lib.bib").write_text(BIB, encoding="utf-8")
    assert ldn("add", "lib.bib", "--to", "claims.ttl").exit_code == 0
    with Path("claims.ttl").open("a", encoding="utf-8") as file:
        file.write(TURTLE)


def fill_in(*rows: dict[str, str]) -> None:
    with Path("claims.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(COLUMNS), restval="")
        writer.writeheader()
        writer.writerows({**ROW, **row} for row in rows)


def asked(query: str) -> list[str]:
    run = ldn("query", query, "--format", "csv")
    assert run.exit_code == 0, run.stderr
    return run.stdout.split()[1:]


def sources_of_lines() -> list[str]:
    return asked("SELECT ?s ?r { ?e ldn:source ?s . ?s ldn:readAs ?r } ORDER BY ?s ?r")


@pytest.mark.parametrize(
    "key",
    ["abbasi-2012", "abbasi2012", "Abbasi 2012", "doi:10.5555/abbasi.2012", "https://doi.org/10.5555/ABBASI.2012"],
)
def test_a_source_of_the_table_is_that_of_the_turtle_and_what_was_read_of_it_is_the_tables(key: str) -> None:
    fill_in({"source": key, "title": "The Effect of Magnesium on Insomnia.", "authors": "Abbasi B; Kimiagar M"})
    assert sources_of_lines() == [f"{NAMESPACE}source/abbasi-2012,https://w3id.org/ldn-graph/vocab#fullText"]
    assert asked("SELECT (COUNT(?t) AS ?n) { source:abbasi-2012 dcterms:title ?t }") == ["1"]
    run = ldn("validate")
    assert run.exit_code == 0, run.stdout
    assert (" is abbasi-2012" in run.stderr) == (key != "abbasi-2012")


def test_two_keys_of_one_source_in_the_table_are_both_that_of_the_turtle() -> None:
    fill_in({"source": "mah-2021"}, {"source": "doi:10.5555/mah.2021", "id": "M02", "claim": "Mg helps"})
    assert {row.partition(",")[0] for row in sources_of_lines()} == {f"{NAMESPACE}source/mah-2021"}


def test_a_source_that_the_turtle_does_not_have_is_new_and_told_where_nobody_could_find_it() -> None:
    fill_in({"source": "abbasi_effect_2012"}, {"source": "xyz", "year": "2012"})
    run = ldn("claims", "--format", "json")
    assert [claim["id"] for claim in json.loads(run.stdout)] == ["M01"]
    told = "2 keys of a source without title or identifier: abbasi_effect_2012 (did you mean abbasi-2012?), xyz\n"
    assert f"claims.csv: {told}" in run.stderr
    for known in ({"title": "Another"}, {"doi": "10.5555/itoh"}, {"address": "https://example.org/itoh"}):
        fill_in({"source": "itoh-2019", **known})
        assert "without title" not in ldn("claims").stderr
    assert len(asked("SELECT ?s { ?s a ldn:Source FILTER NOT EXISTS { ?s a ldn:Record } }")) == 4


def test_what_the_table_says_otherwise_is_told_with_its_row_and_the_line() -> None:
    fill_in({"source": "itoh-2019"}, {"source": "abbasi2012", "year": "2013", "journal": "Lancet"})
    run = ldn("audit")
    assert run.exit_code == 2
    line = 1 + Path("claims.ttl").read_text(encoding="utf-8").split("\n").index(
        "source:abbasi-2012 a ldn:Source , fabio:JournalArticle ;"
    )
    assert f"row 3, column year: 2013, where claims.ttl:{line} has 2012" in run.stderr
    assert f"row 3, column journal: Lancet, where claims.ttl:{line} has J Res Med Sci" in run.stderr


def test_places_in_the_turtle_stay_where_they_are() -> None:
    fill_in({"source": "abbasi-2012"})
    assert sources_of_lines()
    lines = Path("claims.ttl").read_text(encoding="utf-8").split("\n")
    place = 1 + next(n for n, line in enumerate(lines) if line.startswith("source:mah-2021"))
    Path("claims.ttl").write_text("\n".join(lines).replace("10.5555/mah.2021", "mah"), encoding="utf-8")
    assert f"claims.ttl:{place}" in ldn("validate").stdout


def test_an_entity_is_that_of_the_turtle_by_name_or_identifier_unless_it_is_of_another_kind() -> None:
    fill_in({"source": "mah-2021"})
    assert asked("SELECT ?s { claim:M01 rdf:subject ?s }") == [f"{NAMESPACE}entity/mg"]
    assert asked("SELECT ?k { claim:M01 rdf:object/a ?k }") == ["https://w3id.org/ldn-graph/vocab#Outcome"]
    fill_in({"source": "mah-2021", "subject": "magnesium ion", "subject_id": "CHEBI:25107"})
    assert asked("SELECT ?s { claim:M01 rdf:subject ?s }") == [f"{NAMESPACE}entity/mg"]
    assert asked('SELECT ?s { ?s skos:altLabel "magnesium ion" }') == [f"{NAMESPACE}entity/mg"]


@pytest.mark.parametrize(
    ("words", "node", "changed"),
    [
        (("rename", "abbasi-2012", "abbasi-2013"), "source:abbasi-2012", {"source": "abbasi-2013"}),
        (("remove", "abbasi-2012"), "source:abbasi-2012", {"source": "itoh-2019", "title": "Other"}),
        (("merge", "copy", "abbasi-2012"), "source:abbasi-2012", {"source": "copy"}),
        (("rename", "article", "text"), "source:article", {"source": "abbasi2012", "article": "text"}),
        (("rename", "entity:mg", "magnesium"), "entity:mg", {"source": "abbasi2012", "subject": "zinc"}),
    ],
)
def test_what_the_table_speaks_of_is_changed_in_the_turtle_only_after_the_table(
    words: tuple[str, ...], node: str, changed: dict[str, str]
) -> None:
    fill_in({"claim": "Zinc helps", "id": "M02", "subject": "zinc", "source": "mah-2021"},
            {"source": "abbasi2012", "article": "article"})  # fmt: skip
    with Path("claims.ttl").open("a", encoding="utf-8") as file:
        file.write("source:copy a ldn:Source .\n")
    before = Path("claims.ttl").read_bytes()
    run = ldn(*words)
    assert run.exit_code == 2
    assert f"{node} stands in claims.csv, row 3, too; nothing was written" in run.stderr
    assert Path("claims.ttl").read_bytes() == before
    fill_in(changed)
    assert (run := ldn(*words)).exit_code == 0, run.stderr
    assert Path("claims.ttl").read_bytes() != before


def test_a_source_that_a_table_disagrees_with_is_not_added() -> None:
    """The folder could not be read afterwards; a mistake that the table has anyhow is no reason."""
    fill_in({"source": "kim-2021", "doi": "10.5555/kim", "title": "On tea"})
    before = Path("claims.ttl").read_bytes()
    Path("more.bib").write_text("@article{kim2021, title={On coffee}, doi={10.5555/kim}}\n", encoding="utf-8")
    for words in ((), ("--dry-run",)):
        run = ldn("add", "more.bib", *words)
        assert (run.exit_code, Path("claims.ttl").read_bytes()) == (2, before), run.output
        assert "row 2, column title: On tea, where claims.ttl:" in run.stderr
        assert "has On coffee of the same" in run.stderr
    fill_in({"source": "kim-2021", "bearing": "suports"})
    assert ldn("add", "more.bib").exit_code == 0
