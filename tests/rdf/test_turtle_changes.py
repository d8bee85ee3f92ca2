"""Changes of a Turtle file: what is not meant stays byte for byte, and the graph is the one that is wanted."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.errors import OutputError
from ldn_graph.rdf.turtle_changes import layout_of, with_changes, with_renamed

EX = "https://example.org/"
HEAD = f"# mine\n@prefix ex: <{EX}> .\nPREFIX x: <urn:x:>\n\n"


def graph(turtle: str | bytes) -> ox.Dataset:
    data = turtle.encode() if isinstance(turtle, str) else turtle
    dataset = ox.Dataset(ox.parse(data.removeprefix(b"\xef\xbb\xbf"), format=ox.RdfFormat.TURTLE))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def iri(name: str) -> ox.NamedNode:
    return ox.NamedNode(EX + name)


def change(turtle: str, gone: set[str], *added: tuple[str, str, ox.NamedNode | ox.Literal]) -> str:
    """The text without the triples that have one of these objects, nodes by their ids, and with others."""
    layout = layout_of("x.ttl", turtle.encode())
    removed = {n for n, triple in enumerate(layout.triples) if str(triple.object.value).removeprefix(EX) in gone}
    more = [ox.Triple(iri(subject), iri(predicate), value) for subject, predicate, value in added]
    return with_changes("x.ttl", turtle.encode(), layout, removed, more).decode()


def rename(data: bytes, names: dict[str, str]) -> bytes:
    return with_renamed("x.ttl", data, layout_of("x.ttl", data), names)


@pytest.mark.parametrize(
    ("old", "gone", "new"),
    [
        ("ex:a a ex:B ;\n    ex:p 1 ;\n    ex:q 2 .\n", "1", "ex:a a ex:B ;\n    ex:q 2 .\n"),
        ("ex:a a ex:B ;\n    ex:p 1 ;\n    ex:q 2 .\n", "2", "ex:a a ex:B ;\n    ex:p 1 .\n"),
        ("ex:a a ex:B ;\n    ex:p 1 ;\n    ex:q 2 .\n", "B", "ex:a ex:p 1 ;\n    ex:q 2 .\n"),
        ("ex:a ex:p 1 , 2 , 3 ; .\n", "1", "ex:a ex:p 2 , 3 ; .\n"),
        ("ex:a ex:p 1 , 2 , 3 ; .\n", "2 3", "ex:a ex:p 1 ; .\n"),
        ("ex:a ex:p 1 ,  # one\n    2 .\n", "2", "ex:a ex:p 1 # one\n .\n"),
        ("ex:a ex:p 1 ;  # one\n    ex:q 2 ; # two\n    ex:r 3 .\n", "2", "ex:a ex:p 1 ;  # one\n     # two\n    ex:r 3 .\n"),
        ("ex:a ex:p [ ex:q 1 ; ex:r 2 ] .\n", "1", "ex:a ex:p [ ex:r 2 ] .\n"),
        ("ex:a ex:p [ ex:q 1 ] .\n", "1", "ex:a ex:p [] .\n"),
        ("ex:a ex:p ( 1 [ ex:q 2 ] 3 ) .\n", "2", "ex:a ex:p ( 1 [] 3 ) .\n"),
        ("# a\nex:a ex:p 1 .\n\n# b\nex:b ex:p 2 .  # behind\n\n# c\n", "1", "# a\n\n# b\nex:b ex:p 2 .  # behind\n\n# c\n"),
        ("ex:c ex:p 3 .\n\nex:a ex:p 1 .\n\nex:b ex:p 2 .\n", "1", "ex:c ex:p 3 .\n\nex:b ex:p 2 .\n"),
        ("ex:b ex:p 2 .  # behind\n", "2", "  # behind\n"),
        ("ex:b ex:p 2 ; # within\n  ex:q 2 .\nex:c a ex:D .\n", "2", "# within\nex:c a ex:D .\n"),
        ("ex:a ex:p 1 . ex:b ex:p 2 . ex:c ex:p 3 .\n", "2", "ex:a ex:p 1 .  ex:c ex:p 3 .\n"),
    ],
)  # fmt: skip
def test_what_goes_and_what_stays(old: str, gone: str, new: str) -> None:
    for ending in ("\n", "\r\n"):
        before, after = ((HEAD + text).replace("\n", ending) for text in (old, new))
        assert change(before, set(gone.split())) == after
        assert change(f"\ufeff{before}", set(gone.split())) == f"\ufeff{after}"


def test_another_value_stands_in_the_place_of_the_old_one() -> None:
    old = f'{HEAD}ex:a ex:p "old" ,  # why\n    "other" ; ex:q ex:b .\n'
    new = change(
        old, {"old", "b"}, ("a", "p", ox.Literal("n", language="de")), ("a", "q", iri("c")), ("a", "r", iri("d"))
    )
    assert new == old.replace('"old"', '"n"@de').replace("ex:b .", "ex:c ;\n    ex:r ex:d .")


def test_comments_in_brackets_stay_where_a_node_comes_in_their_place() -> None:
    old = f"{HEAD}ex:a ex:p ex:b , [\n    # why\n    ex:q 1 ] .\n"
    layout = layout_of("x.ttl", old.encode())
    removed = {
        n for n, (subject, _, value) in enumerate(layout.triples) if ox.BlankNode in {type(subject), type(value)}
    }
    added = [ox.Triple(iri("a"), iri("p"), iri("c"))]
    assert with_changes("x.ttl", old.encode(), layout, removed, added).decode() == (
        f"{HEAD}ex:a ex:p ex:b , ex:c # why\n .\n"
    )


def test_names_change_wherever_they_stand_and_nowhere_else() -> None:
    old = (
        f'{HEAD}ex:a ex:p "ex:a" , ex:a ; # ex:a\n  ex:a [ ex:q <{EX}a> , ( ex:a ) ] .\n'
        "@prefix x: <https://example.org/> .\nx:a x:ab ex:a-1.\n"
    )
    new = rename(old.encode(), {f"{EX}a": f"{EX}b", f"{EX}a-1": "urn:b/1"}).decode()
    assert new == (
        f'{HEAD}ex:b ex:p "ex:a" , ex:b ; # ex:a\n  ex:b [ ex:q ex:b , ( ex:b ) ] .\n'
        "@prefix x: <https://example.org/> .\nex:b x:ab <urn:b/1>.\n"
    )


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("ex:a ex:p [ ex:q 1 ] .", "a bracket without what it holds"),
        ("ex:a ex:b ex:c .ex:z a ex:B .\n", ""),
        ("ex:a ex:p <<( ex:b ex:c ex:d )>> .", ""),
    ],
)
def test_what_cannot_be_edited_is_told_and_nothing_is_made(text: str, gone: str) -> None:
    data = (HEAD + text).encode()
    with pytest.raises(OutputError, match=r"x\.ttl: it cannot be edited as it is written: .*nothing was written"):
        with_changes("x.ttl", data, layout_of("x.ttl", data), {0} if gone else (), [])


COMMENTS = st.sampled_from(["", " ", "\n", "  # . ; [ ex:a\n", "\n# ex:a x:y z .\n\n"])
SIMPLE = st.sampled_from([
    "ex:a", "x:y", "x:y.z", "x:y\\#z\\.", f"<{EX}b>", "1", "-1.5", "1e3", "true", '"ex:a ;"', "'.'@de-AT", '"2008"^^x:year',
    '"1"^^<urn:t>', '"""a .\n# "no" comment"""', "_:k", "[]", "()",
])  # fmt: skip
OBJECTS = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda some: f"( {' '.join(some)} )"),
        st.lists(inner, min_size=1, max_size=2).map(
            lambda some: f"[ {' ; '.join(f'ex:n {each}' for each in some)} ; ]"
        ),
    ),
    max_leaves=4,
)


@st.composite
def turtles(draw: st.DrawFn) -> str:
    comment = draw(st.sampled_from(["", " "]))
    parts = [draw(st.sampled_from([HEAD, f"PREFIX ex: <{EX}>\nprefix x: <urn:x:>\n", f"@base <{EX}> .\n{HEAD}"]))]
    for _ in range(draw(st.integers(1, 4))):
        subject = draw(st.sampled_from(["ex:a", "ex:b", f"<{EX}a>", "[]", "[ ex:q 1 ]", "_:k", "( 1 ex:a )"]))
        pieces = []
        for _ in range(draw(st.integers(1, 3))):
            values = [f"{draw(OBJECTS)} {draw(COMMENTS)}" for _ in range(draw(st.integers(1, 3)))]
            pieces.append(
                f"{draw(COMMENTS)} {draw(st.sampled_from(['a', 'ex:p', 'x:y', 'ex:a']))} {', '.join(values)} "
            )
        end = draw(st.sampled_from([".", " .", ";.", " ; . "]))
        parts.append(f"{draw(COMMENTS)}{subject} {(';' + comment).join(pieces)}{end}{draw(COMMENTS)}\n")
    text = "".join(parts)
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


def simple(triple: ox.Triple) -> bool:
    return not isinstance(triple.object, ox.BlankNode) and triple.predicate.value not in (
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#first", "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest",
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(turtles(), st.data())
def test_the_graph_is_the_wanted_one_and_comments_and_other_blocks_stay(old: str, data: st.DataObject) -> None:
    try:
        expected = graph(old)
    except SyntaxError:
        return  # a text as a predicate's place, by chance
    layout = layout_of("x.ttl", old.encode())
    as_read = ox.Dataset(ox.Quad(*triple) for triple in layout.triples)
    as_read.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert as_read == expected, "the places are of the very triples that the parser finds"

    may_go = [number for number, triple in enumerate(layout.triples) if simple(triple)]
    removed = data.draw(st.sets(st.sampled_from(may_go))) if may_go else set()
    subjects = [t.subject for t in layout.triples if isinstance(t.subject, ox.NamedNode)]
    added = [
        ox.Triple(data.draw(st.sampled_from([*subjects, iri("new")])), iri("p"), ox.Literal(text))
        for text in data.draw(st.lists(st.text(alphabet='a"\\\n;.', max_size=4), max_size=3, unique=True))
    ]
    new = with_changes("x.ttl", old.encode(), layout, removed, added).decode()
    wanted = ox.Dataset(
        [*(ox.Quad(*t) for n, t in enumerate(layout.triples) if n not in removed), *(ox.Quad(*t) for t in added)]
    )
    wanted.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert graph(new) == wanted
    for comment in ("# . ; [ ex:a", "# ex:a x:y z .", "# mine"):
        assert new.count(comment) == old.count(comment)
    if not added:
        before = 0
        for block, following in zip(layout.blocks, [*layout.blocks[1:], None], strict=True):
            if removed.isdisjoint(range(block.first, following.first if following else len(layout.triples))):
                before = new.index(old[block.subject.start : block.stop], before)


@settings(max_examples=60, deadline=None)
@given(turtles())
def test_a_name_and_back_again(old: str) -> None:
    try:
        graph(old)
    except SyntaxError:
        return
    there = rename(old.encode(), {f"{EX}a": f"{EX}fresh"})
    assert not any(place[2] == f"{EX}a" for place in layout_of("x.ttl", there).iris)
    assert graph(rename(there, {f"{EX}fresh": f"{EX}a"})) == graph(old)
