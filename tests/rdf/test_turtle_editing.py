"""Additions to a Turtle file: every other byte stays, and the graph is the old one with the additions."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.errors import GraphNotFoundError, GraphSyntaxError, OutputError
from ldn_graph.model.vocab import PREFIXES
from ldn_graph.rdf.source_file import read_source_file
from ldn_graph.rdf.turtle_editing import Addition, with_additions
from ldn_graph.rdf.turtle_lines import statements
from ldn_graph.sources.record import Record
from tests.conftest import ROOT

EX = "https://example.org/"
TITLE, DOI, TYPE = PREFIXES["dcterms"] + "title", PREFIXES["bibo"] + "doi", PREFIXES["rdf"] + "type"
JOURNAL = ox.NamedNode(PREFIXES["fabio"] + "JournalArticle")


def add(turtle: str, *additions: tuple[str, str, ox.NamedNode | ox.Literal]) -> str:
    """The text with these triples in it."""
    wanted: dict[str, list[tuple[str, ox.NamedNode | ox.Literal]]] = {}
    for subject, predicate, value in additions:
        wanted.setdefault(subject, []).append((predicate, value))
    changes = [Addition(subject, tuple(properties)) for subject, properties in wanted.items()]
    return with_additions("x.ttl", turtle.encode("utf-8"), changes).decode("utf-8")


def is_kept(old: str, new: str) -> bool:
    """All characters of the old text stand in the new one, in their order."""
    rest = iter(new)
    return all(character in rest for character in old)


def triples(turtle: str) -> set[tuple[str, str, str]]:
    quads = ox.parse(turtle.removeprefix("\ufeff").encode(), format=ox.RdfFormat.TURTLE)
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in quads}


HEAD = f"@prefix ex: <{EX}> .\n@prefix dcterms: <{PREFIXES['dcterms']}> .\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ex:a a ex:B .\n", 'ex:a a ex:B ;\n    dcterms:title "t" .\n'),
        ("ex:a a ex:B.", 'ex:a a ex:B ;\n    dcterms:title "t".'),
        ("ex:a ex:n 40.\n", 'ex:a ex:n 40 ;\n    dcterms:title "t".\n'),
        ("ex:a a ex:B ;\n .\n", 'ex:a a ex:B ;\n    dcterms:title "t"\n .\n'),
        ("ex:a a ex:B  # why\n  .\n", 'ex:a a ex:B ;  # why\n    dcterms:title "t"\n  .\n'),
        ("ex:a a ex:B ; # one\n # two .\n. # three\n", 'ex:a a ex:B ; # one\n # two .\n    dcterms:title "t"\n. # three\n'),
        ('ex:a ex:s """a .\n# no comment""" .\nex:b a ex:B .', 'ex:a ex:s """a .\n# no comment""" ;\n    dcterms:title "t" .\nex:b a ex:B .'),
        ("ex:a ex:l ( ex:x [ ex:y 1.5 ] ) .\n", 'ex:a ex:l ( ex:x [ ex:y 1.5 ] ) ;\n    dcterms:title "t" .\n'),
        ("ex:a a ex:B .\nex:a a ex:C .\n", 'ex:a a ex:B ;\n    dcterms:title "t" .\nex:a a ex:C .\n'),
        (f"<{EX}a> a ex:B .\n", f'<{EX}a> a ex:B ;\n    dcterms:title "t" .\n'),
        (f"@base <{EX}> . <a> a ex:B .\n", f'@base <{EX}> . <a> a ex:B ;\n    dcterms:title "t" .\n'),
        ("ex:b a ex:B .", 'ex:b a ex:B .\n\nex:a dcterms:title "t" .\n'),
        ("ex:b ex:c ex:a .\n# the end\n", 'ex:b ex:c ex:a .\n# the end\n\nex:a dcterms:title "t" .\n'),
    ],
)  # fmt: skip
def test_where_a_property_goes(old: str, new: str) -> None:
    for ending in ("\n", "\r\n"):
        before, after = ((HEAD + text).replace("\n", ending) for text in (old, new))
        assert add(before, (f"{EX}a", TITLE, ox.Literal("t"))) == after
        assert add(f"\ufeff{before}", (f"{EX}a", TITLE, ox.Literal("t"))) == f"\ufeff{after}"


def test_prefixes_that_are_missing_are_declared_behind_the_others() -> None:
    old = f"# mine\nPREFIX ex: <{EX}>\n@prefix bibo: <urn:other:> .\n\nex:a a ex:B .\n"
    new = add(old, (f"{EX}a", DOI, ox.Literal("10.5555/a")), (f"{EX}a", TITLE, ox.Literal('"t"', language="en")))
    assert new == old.replace(
        "<urn:other:> .\n", f"<urn:other:> .\n@prefix dcterms: <{PREFIXES['dcterms']}> .\n"
    ).replace("ex:B .", f'ex:B ;\n    <{DOI}> "10.5555/a" ;\n    dcterms:title "\\"t\\""@en .')
    assert add("", (f"{EX}a", TYPE, JOURNAL)) == (
        f"@prefix fabio: <{PREFIXES['fabio']}> .\n\n<{EX}a> a fabio:JournalArticle .\n"
    )
    inside = f"{HEAD}ex:b a ex:B .\n@prefix ex: <urn:later:> .\nex:c a ex:B .\n"
    assert add(
        inside, (f"{EX}b", TYPE, ox.NamedNode(f"{EX}D")), ("urn:later:c", TYPE, ox.NamedNode("urn:later:D"))
    ) == (
        inside.replace("ex:b a ex:B .", "ex:b a ex:B ;\n    a ex:D .").replace(
            "ex:c a ex:B .", "ex:c a ex:B ;\n    a ex:D ."
        )
    )


def test_a_text_that_looks_like_a_datatype_needs_no_prefix() -> None:
    text = f"a^^<{PREFIXES['xsd']}date>"
    assert add(f"{HEAD}ex:a a ex:B .\n", (f"{EX}a", TITLE, ox.Literal(text))) == (
        f'{HEAD}ex:a a ex:B ;\n    dcterms:title "{text}" .\n'
    )


def test_what_cannot_be_put_in_is_told_and_nothing_is_made() -> None:
    """A name with an escaped sign, at which this reader of lines sees an end."""
    old = f"{HEAD}ex:a ex:b ex:c\\#d .\nex:z a ex:B .\n"
    with pytest.raises(
        OutputError, match=r"x\.ttl: the additions cannot be put into it as it is .*nothing was written"
    ):
        add(old, (f"{EX}a", TITLE, ox.Literal("t")))


TEXTS = st.text(alphabet="ab .;,#\"\\'[]()<>@^_:\n\u03b1", max_size=8)
COMMENTS = st.sampled_from(["", " ", "\n", "  # . ; [\n", "\n# x:y a z .\n\n"])
VALUES = st.one_of(
    st.builds(lambda text: str(ox.Literal(text)), TEXTS),
    st.builds(lambda text: str(ox.Literal(text, language="de")), TEXTS),
    st.builds(lambda text: '"""' + text.replace("\\", "").replace('"', "'") + '"""', TEXTS),
    st.sampled_from(["ex:x", "ex:x.y", "1", "1.5", "1e3", "true", f"<{EX}y>", "[]", "[ ex:z 1 ; ]", "( ex:x ( ) )", '"2008"^^ex:year']),
)  # fmt: skip


@st.composite
def turtles(draw: st.DrawFn) -> str:
    parts = [HEAD]
    for _ in range(draw(st.integers(0, 4))):
        subject = draw(st.sampled_from(["ex:a", "ex:b", f"<{EX}a>", "[]", "[ ex:q 1 ]", "_:b"]))
        pieces = [f"{draw(COMMENTS)} ex:p {draw(VALUES)} " for _ in range(draw(st.integers(1, 3)))]
        end = draw(st.sampled_from([".", " .", ";.", " ; . "]))
        parts.append(f"{draw(COMMENTS)}{subject} {' ; '.join(pieces)}{draw(COMMENTS)}{end}{draw(COMMENTS)}\n")
    return "".join(parts)


@settings(max_examples=150)
@given(turtles(), st.lists(st.tuples(st.sampled_from([f"{EX}a", f"{EX}b", f"{EX}c-1"]), st.sampled_from([TITLE, DOI]), TEXTS), max_size=4))  # fmt: skip
def test_every_byte_stays_and_the_graph_grows_by_the_additions(old: str, added: list[tuple[str, str, str]]) -> None:
    new = add(old, *((subject, predicate, ox.Literal(text)) for subject, predicate, text in dict.fromkeys(added)))
    assert is_kept(old, new)
    for comment in ("  # . ; [\n", "# x:y a z .\n"):
        assert new.count(comment) == old.count(comment)
    wanted = {(f"<{subject}>", f"<{predicate}>", str(ox.Literal(text))) for subject, predicate, text in added}
    assert wanted <= triples(new)
    assert len(triples(new)) == len(triples(old)) + len(wanted)


def test_the_shipped_graph_takes_additions() -> None:
    old = (ROOT / "data" / "triples.ttl").read_text(encoding="utf-8")
    subjects = list(dict.fromkeys(s.subject for s in statements(old) if s.subject))[::7]
    new = add(old, *((subject, f"{EX}p", ox.Literal("x")) for subject in subjects))
    lines = new.splitlines()
    assert sum(line.strip().removesuffix(" .") == f'<{EX}p> "x"' for line in lines) == len(subjects)
    changed = {line for line in old.splitlines() if not line.endswith(" .")}
    assert changed <= set(lines)


def test_which_files_are_added_to(tmp_path: Path) -> None:
    for name in ("x.trig", "x.nt", "x.ttl.gz", "x.rdf"):
        with pytest.raises(GraphNotFoundError, match="only files of Turtle"):
            read_source_file(tmp_path / name)
    (tmp_path / "x.ttl").write_text("ex:a a ex:b .", encoding="utf-8")
    with pytest.raises(GraphSyntaxError, match=r"x\.ttl:1: "):
        read_source_file(tmp_path / "x.ttl")
    assert read_source_file(tmp_path / "new.ttl").graph is None
    (tmp_path / "x.ttl").write_text("# nothing yet\n", encoding="utf-8")
    file = read_source_file(tmp_path / "x.ttl")
    plan, data = file.with_records([Record("r", type="article-journal", title="A")])
    assert plan.added == ("a",)
    assert data.startswith(b"@prefix dcterms:")
    assert b"# nothing yet\n" in data
    (tmp_path / "x.ttl").write_text("# something else\n", encoding="utf-8")
    with pytest.raises(OutputError, match="changed meanwhile"):
        file.refuse_changed()
