"""A table of claims: what its rows say is what the claims say, and every mistake is told with its row and column."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.audit.audit import audit_claims
from ldn_graph.cli import main
from ldn_graph.errors import ImportFormatError
from ldn_graph.importers.iris import DEFAULT_NAMESPACE
from ldn_graph.importers.table import import_table
from ldn_graph.importers.table_file import table_template as template_bytes
from ldn_graph.importers.table_layout import COLUMNS, FIRST, MISTAKES_SHOWN
from ldn_graph.importers.values import Imported
from ldn_graph.importers.writer import write_imported
from ldn_graph.model.claims import Claim
from ldn_graph.model.graph import Graph
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.validation.report import validate_graph

GOOD = {
    "claim": "LDN lessens fatigue", "subject": "low-dose naltrexone", "predicate": "affects", "object": "fatigue",
    "condition": "multiple sclerosis", "source": "trial-2010", "bearing": "supports", "id": "C01",
    "subject_kind": "Drug", "object_kind": "outcome", "subject_id": "CHEBI:7465", "direction": "decreased",
    "wording": "hedged", "directness": "indirect", "indirectness": "other population; other outcome",
    "design": "Randomised controlled trial", "doi": "https://doi.org/10.1177/1352458508095828", "pmid": "18728058",
    "title": "A trial", "year": "2010", "read_as": "full text", "cited": "yes", "quotation": "39 of 40\nimproved",
    "comment": "why",
}  # fmt: skip


def table(*rows: dict[str, str], delimiter: str = ",", columns: tuple[str, ...] = tuple(COLUMNS)) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def read(text: str) -> Imported:
    return import_table("folder/t.csv", text)


def graph_of(imported: Imported) -> Graph:
    out = io.BytesIO()
    write_imported(imported, out, "turtle", DEFAULT_NAMESPACE)
    return parse_turtle(out.getvalue().decode())


def claims_of(text: str) -> tuple[Claim, ...]:
    return read_claims(graph_of(read(text)))


def test_a_row_is_a_claim_with_its_source() -> None:
    (claim,) = claims_of(table(GOOD))
    assert (claim.id, claim.label, claim.topic, claim.wording) == ("C01", "LDN lessens fatigue", "mechanism", "hedged")
    assert (claim.subject.label, claim.subject.kind) == ("low-dose naltrexone", "Drug")
    assert claim.subject.matches == ("http://purl.obolibrary.org/obo/CHEBI_7465",)
    assert (claim.object.label, claim.object.kind, claim.direction) == ("fatigue", "Outcome", "decreased")
    assert claim.condition is not None
    assert (claim.condition.label, claim.condition.kind) == ("multiple sclerosis", "Condition")
    assert [a.label for a in claim.articles] == ["claims of the table t.csv"]
    (line,) = claim.lines
    assert (line.bearing, line.directness, line.indirectness) == (
        "supports",
        "indirect",
        ("otherPopulation", "otherOutcome"),
    )
    assert (line.comment, line.quotations) == ("why", ("39 of 40\nimproved",))
    source = line.source
    assert (source.doi, source.pmid, source.title, source.year) == (
        "10.1177/1352458508095828",
        "18728058",
        "A trial",
        2010,
    )
    assert (source.design, source.read_as) == ("randomisedControlledTrial", "fullText")
    assert claim.cited == (source.iri,)


def test_rows_of_one_claim_add_sources_to_it() -> None:
    other = {"claim": GOOD["claim"], "source": "PMID:1", "bearing": "leaves open"}
    rows = [{**GOOD, "id": ""}, {**{k: v for k, v in GOOD.items() if k in (*FIRST, "direction", "wording")}, **other}]
    (claim,) = claims_of(table(*rows))
    assert {(e.source.pmid, e.bearing, e.directness) for e in claim.lines} == {
        ("18728058", "supports", "indirect"), ("1", "leavesOpen", "unrated"),
    }  # fmt: skip
    another = {**{c: GOOD[c] for c in FIRST}, "claim": "another sentence", "source": "", "bearing": ""}
    found = claims_of(table(*rows, another))
    assert len({c.id for c in found}) == 2
    assert [c.checked for c in found if c.label == "another sentence"] == [False]


def test_comma_semicolon_byte_order_mark_and_line_ends(tmp_path: Path) -> None:
    whole = read(table(GOOD))
    assert read(table(GOOD, delimiter=";")) == whole
    assert read(table(GOOD, delimiter="\t")) == whole
    out = []
    for n, data in enumerate((table(GOOD).encode(), b"\xef\xbb\xbf" + table(GOOD).encode())):
        (tmp_path / str(n)).mkdir()
        file = tmp_path / str(n) / "t.csv"
        file.write_bytes(data)
        result = CliRunner().invoke(main, ["import", "table", str(file)])
        assert result.exit_code == 0, result.output
        out.append(result.stdout)
    assert out[0] == out[1]
    assert read(table(GOOD) + "\r\n,,,,\r\n") == whole


def test_the_result_conforms() -> None:
    assert [str(r) for r in validate_graph(graph_of(read(table(GOOD)))).results] == []


def test_the_template_can_be_imported_and_conforms() -> None:
    result = CliRunner().invoke(main, ["import", "table", "--template"])
    assert result.exit_code == 0
    assert next(iter(csv.DictReader(io.StringIO(result.stdout)))).keys() == COLUMNS.keys()
    (claim,) = claims_of(template_bytes().decode())
    assert claim.id == "C01"
    assert validate_graph(graph_of(read(template_bytes().decode()))).results == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"claim": ""}, "row 2, column claim: empty; write the claim in a sentence"),
        ({"subject": " "}, "row 2, column subject: empty; write what it is about"),
        ({"predicate": ""}, "row 2, column predicate: empty; write a predicate of Biolink, or one of ours"),
        ({"predicate": "is good!"}, "row 2, column predicate: is good!; write a predicate of Biolink, as treats or affects"),
        ({"predicate": "treets"}, "row 2, column predicate: treets; did you mean treats?"),
        ({"object": ""}, "row 2, column object: empty; write what the subject is said to act on"),
        ({"bearing": ""}, "row 2, column bearing: empty; write how the source bears on the claim: confirms, supports"),
        ({"bearing": "suports"}, "row 2, column bearing: suports; did you mean supports?"),
        ({"subject_kind": "thing"}, "row 2, column subject_kind: thing; write one of drug, mechanism"),
        ({"condition": "", "condition_id": "MONDO:0005301"}, "row 2, column condition: empty; write the condition that condition_id is of"),
        ({"direction": "up"}, "row 2, column direction: up; write one of increased, decreased"),
        ({"topic": "x"}, "row 2, column topic: x; write one of mechanism, efficacy"),
        ({"wording": "x"}, "row 2, column wording: x; write one of proven, asserted, hedged, unjudged"),
        ({"directness": "x"}, "row 2, column directness: x; write one of direct, indirect, unrated"),
        ({"directness": "direct"}, "row 2, column directness: direct; write indirect, or leave indirectness empty"),
        ({"indirectness": ""}, "row 2, column indirectness: empty; write in what it is indirect: other population"),
        ({"indirectness": "x"}, "row 2, column indirectness: x; write one of other population"),
        ({"design": "x"}, "row 2, column design: x; write one of systematic review"),
        ({"read_as": "x"}, "row 2, column read_as: x; write one of full text"),
        ({"cited": "x"}, "row 2, column cited: x; write one of yes, no"),
        ({"year": "in 2010"}, "row 2, column year: in 2010; write four digits, as 2008"),
        ({"doi": "x"}, "row 2, column doi: x; write it as 10.1177/1352458508095828"),
        ({"pmid": "x"}, "row 2, column pmid: x; write up to eight digits, as 18728058"),
        ({"source": ""}, "row 2, column bearing: supports; name the source that this is said of, in the column source"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_row_and_column(change: dict[str, str], told: str) -> None:
    with pytest.raises(ImportFormatError) as raised:
        read(table({**GOOD, **change}))
    first, mistake, *_ = str(raised.value).splitlines()
    assert first == "folder/t.csv: nothing was imported"
    assert mistake.startswith(told)


def test_rows_of_one_claim_and_of_one_source_agree() -> None:
    with pytest.raises(ImportFormatError) as raised:
        read(table(GOOD, {**GOOD, "wording": "proven", "year": "2011"}))
    assert str(raised.value).splitlines()[1:] == [
        "row 3, column wording: proven, where row 2 of the same claim has another; "
        "make them the same, or give this claim another id",
        "row 3, column year: 2011, where row 2 has 2010 of the same source; "
        "make them the same, or give one source another key",
    ]


def test_all_mistakes_are_told_at_once_up_to_a_limit() -> None:
    rows = [{**GOOD, "id": f"C{n}", "bearing": "x"} for n in range(MISTAKES_SHOWN + 5)]
    with pytest.raises(ImportFormatError) as raised:
        read(table(*rows))
    first, *told, last = str(raised.value).splitlines()
    assert [line.split(",")[0] for line in told] == [f"row {n + 2}" for n in range(MISTAKES_SHOWN)]
    assert last == "... and 5 more"
    assert first == "folder/t.csv: nothing was imported"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "row 1: no column claim; add it"),
        (table(columns=FIRST), "no row beneath the header"),
        (table(columns=(*FIRST, "directnes")), "row 1: directnes is no column of this table; did you mean directness?"),
        (table(columns=(*FIRST, "claim")), "row 1: the column claim stands there twice; keep one"),
        (table({c: GOOD[c] for c in FIRST}, columns=FIRST).rstrip() + ",more\r\n", "row 2 has 8 cells, where the header has 7"),
        (table(GOOD) + '"open', "unexpected end of data; save the table as CSV once more"),
        (table(GOOD) + "x" * 200_000, "field larger than field limit"),
    ],
)  # fmt: skip
def test_what_is_no_such_table_is_told(text: str, problem: str) -> None:
    with pytest.raises(ImportFormatError) as raised:
        read(text)
    assert problem in str(raised.value)


_CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=10).filter(str.strip)


@given(
    st.fixed_dictionaries(
        dict.fromkeys(("claim", "subject", "object", "condition", "source", "comment", "quotation"), _CELLS)
    )
)
def test_any_text_comes_back(said: dict[str, str]) -> None:
    imported = read(table({**said, "predicate": "affects", "bearing": "supports"}))
    graph = graph_of(imported)
    assert validate_graph(graph).conforms
    (claim,) = read_claims(graph)
    clean = {k: _as_stored(v) for k, v in said.items()}
    assert (claim.label, claim.subject.label, claim.object.label) == (clean["claim"], clean["subject"], clean["object"])
    assert claim.condition is not None
    assert (claim.lines[0].comment, claim.lines[0].quotations) == (clean["comment"], (clean["quotation"],))


def _as_stored(text: str) -> str:
    return "".join("\ufffd" if (c < " " and c not in "\t\n\r") or c in "\x7f\ufffe\uffff" else c for c in text.strip())


def test_the_command_leaves_nothing_where_the_table_has_a_mistake(tmp_path: Path) -> None:
    source, out = tmp_path / "t.csv", tmp_path / "o.ttl"
    source.write_text(table({**GOOD, "year": "x"}), encoding="utf-8")
    result = CliRunner().invoke(main, ["import", "table", str(source), "-o", str(out)])
    assert result.exit_code == 2
    assert "row 2, column year: x; write four digits, as 2008" in result.stderr
    assert not out.exists()
    assert CliRunner().invoke(main, ["import", "table"]).exit_code == 2
    source.write_bytes(table(GOOD).encode("utf-16"))
    assert "not UTF-8" in CliRunner().invoke(main, ["import", "table", str(source)]).stderr


# One paper is one source, one thing one entity --------------------------------------------------

PROVEN = {
    "claim": "LDN is proven to lessen pain", "subject": "LDN", "predicate": "affects", "object": "pain", "condition": "fibromyalgia",
    "bearing": "supports", "id": "P1", "subject_kind": "drug", "object_kind": "outcome", "wording": "proven", "directness": "direct",
    "design": "randomised controlled trial", "year": "2013",
}  # fmt: skip
"""A claim that two trials would prove; each row names one in another way."""


@pytest.mark.parametrize(
    "ways",
    [
        ({"source": "one", "doi": "10.5555/a"}, {"source": "two", "doi": "https://doi.org/10.5555/A"}),
        ({"source": "one", "doi": "10.5555/a", "pmid": "7"}, {"source": "PMID:7"}),
        ({"source": "10.5555/a"}, {"source": "two", "doi": "10.5555/a", "pmid": "7"}, {"source": "https://pubmed.ncbi.nlm.nih.gov/7/"}),
        ({"source": "PMC7"}, {"source": "https://europepmc.org/articles/PMC7"}),
        ({"source": "https://example.org/a?utm_source=x"}, {"source": "http://www.example.org/a/"}),
        ({"source": "M\u00fcller-2010"}, {"source": "mu\u0308ller-2010"}),
        ({"source": "Smith 2010"}, {"source": "smith\u00a02010"}),
    ],
)  # fmt: skip
def test_rows_that_name_one_paper_prove_nothing_twice(ways: tuple[dict[str, str], ...]) -> None:
    imported = read(table(*({**PROVEN, **way} for way in ways)))
    graph = graph_of(imported)
    (audited,) = audit_claims(read_claims(graph)).claims
    assert {"overclaimed", "single-study"} <= {*audited.flags}
    assert len({e.source.iri for e in audited.lines}) == 1
    assert len(imported.sources) == 2, "the other is the table"
    assert validate_graph(graph).conforms
    told = [remark for remark in imported.remarks if "taken for one paper" in remark]
    written = {way["source"] for way in ways}
    assert told[0].startswith(f"{len(written) - 1} key")
    apart = read(table(*({**PROVEN, "source": f"PMID:{n + 1}"} for n, _ in enumerate(ways))))
    assert "overclaimed" not in audit_claims(read_claims(graph_of(apart))).claims[0].flags


def test_what_rows_say_of_one_paper_under_two_keys_has_to_agree() -> None:
    one = {**PROVEN, "source": "one", "doi": "10.5555/a", "pmid": "7", "title": "A Trial"}
    alike = {**PROVEN, "source": "two", "doi": "10.5555/A", "title": "a  trial"}
    assert len(read(table(one, alike)).sources) == 2
    with pytest.raises(ImportFormatError) as raised:
        read(table(one, {**alike, "pmid": "8", "title": "Another"}, {**PROVEN, "source": "PMID:9", "doi": "10.5555/a"}))
    behind = "make them the same, or mend the identifier that both rows have"
    assert str(raised.value).splitlines()[1:] == [
        f"row 3, column pmid: 8, where row 2 has 7 of the same paper, under the key one; {behind}",
        f"row 3, column title: Another, where row 2 has A Trial of the same paper, under the key one; {behind}",
        f"row 4, column pmid: 9, where row 2 has 7 of the same paper, under the key one; {behind}",
    ]


@pytest.mark.parametrize("name", ["Low-Dose Naltrexone", "low-dose\u00a0naltrexone", " low-dose  naltrexone\u200b", "\uff4cow-dose naltrexone"])  # fmt: skip
def test_names_that_look_alike_are_one_entity(name: str) -> None:
    plain = {**PROVEN, "subject": "low-dose naltrexone", "source": "PMID:1"}
    other = {**plain, "subject": name, "id": "P2", "claim": "y"}
    imported = read(table(plain, other))
    claims = read_claims(graph_of(imported))
    assert len({claim.subject.iri for claim in claims}) == 1
    assert {claim.subject.label for claim in claims} == {"low-dose naltrexone"}
    assert any("but for blanks, capitals or Unicode form, taken for it" in remark for remark in imported.remarks)
    same = read(table({**plain, "id": ""}, {**plain, "id": "", "subject": name, "source": "PMID:2"}))
    assert len(same.claims) == 1, "rows of one claim are told by the same names"


@pytest.mark.parametrize(
    ("doi", "read_as"),
    [("10.5555/one.", "10.5555/one"), ("10.5555/one\u200b", "10.5555/one"), ("https://doi.org/10.5555/one?utm_source=x", "10.5555/one")],
)  # fmt: skip
def test_what_is_around_a_doi_is_no_part_of_it(doi: str, read_as: str) -> None:
    assert claims_of(table({**GOOD, "doi": doi}))[0].lines[0].source.doi == read_as


def test_what_is_in_doubt_is_told() -> None:
    with pytest.raises(
        ImportFormatError, match=r"row 2, column doi: .*; type its NON-BREAKING HYPHEN \(U\+2011\) anew as a plain"
    ):
        read(table({**GOOD, "doi": "10.5555/j.one\u20112"}))
    for key, told in (
        ("10.5555/j.one\u20112", "kept as text (type its NON-BREAKING HYPHEN"),
        ("18728058", "kept as text (write PMID: before it"),
        ("https://example.org/paper/10.5555/one", "kept as an address (write the DOI that it has in it"),
    ):
        remarks = read(table({**GOOD, "doi": "", "pmid": "", "source": key})).remarks
        assert any(told in remark for remark in remarks), remarks


def test_an_id_is_kept_or_told() -> None:
    imported = read(table({**GOOD, "id": "Müller-1"}))
    assert [claim.id for claim in read_claims(graph_of(imported))] == ["Müller-1"]
    assert not any(remark.startswith("1 id") for remark in imported.remarks)
    remarks = read(table({**GOOD, "id": "C 01"})).remarks
    assert any(
        "1 id written otherwise, for letters, digits and signs between them alone: C 01 is C-01__" in r for r in remarks
    )
