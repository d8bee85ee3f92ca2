"""A draft read from each format: its sentences, where they stand, and of which kind they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.drafts.draft import draft_of, draft_of_bytes, read_draft
from ldn_graph.errors import InputError

PIECES = st.sampled_from([
    "It helps. ", "A heading", "\n", "\r\n", "\n\n", "- ", "1. ", "## ", "Was it 😀? ", "References\n\n", "\t", "It does.",
])  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
def test_lines_and_columns_lead_to_the_sentence(text: str) -> None:
    try:
        draft = draft_of("d", text)
    except InputError:
        assert not any(c.isalpha() for c in text)
        return
    lines = [f"{line}\n" for line in draft.text.split("\n")]
    for s in draft.sentences:
        start = sum(map(len, lines[: s.line - 1])) + s.column - 1
        end = sum(map(len, lines[: s.end_line - 1])) + s.end_column - 1
        assert draft.text[start:end] == draft.text[s.start : s.end] == s.text


def test_kinds_of_sentences() -> None:
    text = "Title of it\n\nIt aids. So it\ngoes.\n\n# Head\n1. One. More.\n2. Two\n\nReferences\n\n- Ito 2001. Title.\n"
    assert [(s.text, s.kind, s.paragraph) for s in draft_of("d", text).sentences] == [
        ("Title of it", "heading", 1),
        ("It aids.", "text", 2),
        ("So it\ngoes.", "text", 2),
        ("Head", "heading", 3),
        ("One.", "item", 3),
        ("More.", "rest", 3),
        ("Two", "item", 3),
        ("References", "heading", 4),
        ("Ito 2001.", "reference", 5),
        ("Title.", "reference", 5),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "LDN cures lupus", "LDN cures lupus.[1]", "\u201cLDN cures lupus.\u201d", "LDN cures lupus (Ito 2007)", "Does LDN cure lupus?",
        "LDN cures lupus.[^1]", "It does:", "LDN cures lupus\u00b9",
    ],
)  # fmt: skip
def test_a_sentence_is_no_heading_for_want_of_a_full_stop(words: str) -> None:
    def kinds(name: str, text: str) -> list[str]:
        return [s.kind for s in draft_of_bytes(name, text.encode()).sentences]

    plain = kinds("d.txt", f"{words}\n\nMore of it.\n\n{words}")
    assert plain.count("heading") == plain[:1].count("heading") == (words == "LDN cures lupus")
    assert "heading" not in kinds("d.md", f"{words}\n\nMore of it.") + kinds("d.txt", words)
    assert kinds("d.md", f"# Head\n{words}").count("heading") == 1


def test_headings_and_lists_are_told_by_their_styles(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    for words, style in (
        ("1. On lupus", "Heading 2"), ("LDN can", None), ("cure it", "List Bullet"), ("ease it", "List Number"),
        ("LDN cures lupus", "Intense Quote"), ("Its end", None),
    ):  # fmt: skip
        document.add_paragraph(words, style)
    document.save(str(tmp_path / "d.docx"))
    assert [(s.text, s.kind, s.line) for s in read_draft(str(tmp_path / "d.docx")).sentences] == [
        ("On lupus", "heading", 1),
        ("LDN can", "text", 2),
        ("cure it", "item", 3),
        ("ease it", "item", 4),
        ("LDN cures lupus", "text", 5),
        ("Its end", "text", 6),
    ]
    (tmp_path / "d.html").write_text("<h2>Sun. And tea</h2><p>It aids</p><h2>Tea</h2><ul><li>helps</li></ul><p>a</p>")
    kinds = [s.kind for s in read_draft(str(tmp_path / "d.html")).sentences]
    assert kinds == ["heading", "heading", "text", "heading", "text", "text"]


def test_formats_have_the_same_sentences(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Sun", 1)
    document.add_paragraph("It aids. It burns.")
    table = document.add_table(rows=1, cols=1)
    table.rows[0].cells[0].text = "It tans."
    document.save(str(tmp_path / "d.docx"))
    (tmp_path / "d.html").write_text("<h1>Sun</h1><p>It <b>aids</b>. It burns.</p><p>It tans.</p>", encoding="utf-8")
    (tmp_path / "d.txt").write_text("Sun\nIt aids. It burns.\nIt tans.", encoding="utf-8")
    places = {
        ending: [(s.text, s.line, s.column) for s in read_draft(str(tmp_path / f"d.{ending}")).sentences]
        for ending in ("docx", "html")
    }
    assert places["docx"] == places["html"]
    assert places["docx"] == [("Sun", 1, 3), ("It aids.", 2, 1), ("It burns.", 2, 10), ("It tans.", 3, 1)]
    assert read_draft(str(tmp_path / "d.txt")).sentences[-1].line == 3


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("d.odt", b"x", "no draft is read from this ending"),
        ("d.txt", b"ab\n\xff", "d.txt:2: byte 3 is not UTF-8"),
        ("d.md", b" \n", "no sentence in it"),
        ("d.docx", b"PK no zip", "no Word document that can be read"),
        ("d.txt", b"a" * 5_000_001, "a text of more than 5,000,000 characters"),
        ("none.txt", None, "No such file"),
    ],
)
def test_what_is_no_draft_is_refused_with_a_remedy(tmp_path: Path, name: str, data: bytes | None, problem: str) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError, match=r".*; .*") as error:
        read_draft(str(path))
    assert problem in str(error.value)
