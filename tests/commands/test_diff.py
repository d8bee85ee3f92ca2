"""``ldn-graph diff``: files, folders and revisions of git, formats, and what makes it fail."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from ldn_graph.audit.change_texts import SHOWN
from ldn_graph.cli import main
from ldn_graph.output.outline import Entry, outline_html, outline_markdown, outline_text
from ldn_graph.rdf import revisions
from tests.conftest import DECLARATIONS, ENTITIES, ROOT, claim_turtle, line_turtle, source_turtle

HEAD = DECLARATIONS + ENTITIES + source_turtle("one") + line_turtle("a", "one")
OLD = HEAD + claim_turtle(evidence="evidence:a")
NEW = OLD.replace("ldn:supports", "ldn:disputes")
CHANGED_LABEL = OLD.replace('"claim C01"', '"claim <b>C01</b>"')
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in a folder of its own, with the old version in ``old.ttl`` and the new one in ``new.ttl``."""
    monkeypatch.chdir(tmp_path)
    Path("old.ttl").write_text(OLD, encoding="utf-8")
    Path("new.ttl").write_text(NEW, encoding="utf-8")

    def call(*words: str, stdin: str | None = None) -> tuple[int, str, str]:
        done = CliRunner().invoke(main, ["diff", *words], input=stdin)
        return done.exit_code, done.stdout, done.stderr

    return call


def git(*words: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], check=True, capture_output=True)


@pytest.fixture
def repository(run: Run) -> Run:
    """The same where the old version is that of the last commit, as a file and in a folder."""
    Path("data").mkdir()
    for name in ("claims.ttl", "data/claims.ttl", "data/link.ttl"):
        if "link" in name:
            Path(name).symlink_to("claims.ttl")
        else:
            Path(name).write_text(OLD, encoding="utf-8")
    Path("data/notes.txt").write_text("no RDF", encoding="utf-8")
    git("init", "-q")
    git("add", "claims.ttl", "data")
    git("commit", "-qm", "old")
    git("tag", "v1.0")
    Path("claims.ttl").write_text(NEW, encoding="utf-8")
    Path("data/link.ttl").unlink()
    return run


def test_lost_support_is_told_with_its_cause_and_fails(run: Run) -> None:
    code, out, remarks = run("old.ttl", "new.ttl")
    assert code == 1
    assert "it lost its only source, one" in out
    assert "because of the line of one (disputes, direct): bearing supports -> disputes" in out
    assert f"[new.ttl:{NEW[: NEW.index('evidence:a a ')].count(chr(10)) + 1}]" in out
    assert "1 claim; another status: 1, support lost: 1" in remarks


@pytest.mark.parametrize(
    ("new", "fails_on"),
    [
        (OLD, []),
        (CHANGED_LABEL, ["any"]),
        (HEAD + claim_turtle("C02"), ["status", "any"]),
        (OLD + "entity:lupus rdfs:comment \"x\" .\n", ["any"]),
        (OLD.replace("ldn:supports", "ldn:qualifies"), ["status", "any"]),
        (OLD.replace("ldn:direct ", "ldn:indirect "), ["lost-support", "status", "any"]),
        (NEW, ["lost-support", "status", "any"]),
    ],
)  # fmt: skip
def test_what_makes_it_fail_is_chosen(run: Run, new: str, fails_on: list[str]) -> None:
    Path("new.ttl").write_text(new, encoding="utf-8")
    failing = [
        name for name in ("lost-support", "status", "any", "never") if run("old.ttl", "new.ttl", "--fail-on", name)[0]
    ]
    assert failing == fails_on
    assert bool(run("old.ttl", "new.ttl")[0]) == ("lost-support" in fails_on)


def test_a_revision_is_read_as_git_names_it(repository: Run) -> None:
    for old in ("HEAD:claims.ttl", "v1.0:data/", "v1.0:data", ":claims.ttl", "HEAD:./claims.ttl"):
        assert repository(old, "claims.ttl")[0] == 1
        code, out, remarks = repository("data", old)
        assert (code, "Nothing differs" in out) == (0, True)
    assert "reading HEAD:./claims.ttl" in remarks
    code, out, _ = repository("claims.ttl", "v1.0:data/", "--format", "json")
    (one,) = json.loads(out)["differences"]
    assert one["place"].startswith("v1.0:data/claims.ttl:")
    Path("HEAD:claims.ttl").write_text(NEW, encoding="utf-8")
    assert repository("HEAD:claims.ttl", "claims.ttl")[0] == 0, "a file that has such a name is taken first"


def test_the_commands_of_the_documentation_run(repository: Run) -> None:
    text = (ROOT / "docs" / "keeping.md").read_text(encoding="utf-8")
    lines = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    for _ in range(3):
        git("commit", "-q", "--allow-empty", "-m", "more")
    Path("last-year.ttl").write_text(OLD, encoding="utf-8")
    codes = [CliRunner().invoke(main, shlex.split(line)[1:]).exit_code for line in lines]
    assert codes == [1, 0, 1, 0, 0], "of a file that lost its support, a folder that did not, and of what to do"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("HEAD:nothing.ttl", "git knows no such file or revision"),
        ("v9:claims.ttl", "git knows no such file or revision"),
        ("HEAD:data/notes.txt", "data/notes.txt:1"),
        ("HEAD:data/link.ttl", "data/link.ttl:1"),
        ("--upload-pack=x:y", "No such option"),
        ("nothing.ttl", "no such file or folder; give a file, a folder, or a revision of git as HEAD~3:claims.ttl"),
        ("HEAD", "no such file or folder"),
    ],
)
def test_what_is_no_version_is_told(repository: Run, name: str, message: str) -> None:
    code, out, error = repository(name, "claims.ttl")
    assert (code, out) == (2, "")
    assert message in error
    assert "Traceback" not in error


def test_nothing_but_what_was_asked_for_is_read_of_git(repository: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    code, _, error = repository("--", "-x:y", "claims.ttl")
    assert (code, "no revision begins with a hyphen" in error) == (2, True)
    monkeypatch.setattr(revisions, "MOST_BYTES", 10)
    code, _, error = repository("HEAD:claims.ttl", "claims.ttl")
    assert (code, "more than 10; check it out as a file" in error) == (2, True)
    monkeypatch.setattr(revisions, "_MOST_WORDS", 10)
    code, _, error = repository("HEAD:data", "claims.ttl")
    assert (code, "git answers more than 10 bytes" in error) == (2, True)
    monkeypatch.setenv("PATH", "")
    code, _, error = repository("HEAD:claims.ttl", "claims.ttl")
    assert (code, "git is not installed here" in error) == (2, True)


def test_standing_outside_of_a_repository_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(Path.cwd().parent))
    code, _, error = run("HEAD:claims.ttl", "new.ttl")
    assert (code, "not a git repository" in error) == (2, True)


def test_standard_input_is_one_of_them_and_never_both(run: Run) -> None:
    assert run("old.ttl", "-", stdin=NEW)[0] == 1
    code, _, error = run("-", "-", stdin=NEW)
    assert (code, "give a file for the other" in error) == (2, True)


def test_the_same_is_told_in_every_format(run: Run) -> None:
    Path("new.ttl").write_text(NEW.replace('"claim C01"', '"claim <b>C01</b> | *x*"'), encoding="utf-8")
    document = json.loads(run("old.ttl", "new.ttl", "--format", "json")[1])
    (claim,) = document["claims"]
    assert (claim["old_status"], claim["status"], claim["lost_sources"]) == ("supported", "contradicted", ["one"])
    effect = claim["effects"][0]
    assert (effect["part"], effect["alone"], [c["source"] for c in effect["because"]]) == ("status", True, ["one"])
    assert {d["kind"] for d in document["differences"]} == {"claim", "line"}
    assert document["summary"]["lost_support"] == 1
    for name in ("changes.html", "changes.md", "changes.txt"):
        assert run("old.ttl", "new.ttl", "-o", name)[:2] == (1, "")
    page, markdown = (Path(f"changes.{ending}").read_text(encoding="utf-8") for ending in ("html", "md"))
    assert "<b>" not in page
    assert "claim &lt;b&gt;C01&lt;/b&gt; | *x*" in page
    assert "default-src &#x27;none&#x27;" in page
    assert "src=" not in page
    assert r"claim \<b\>C01\</b\> \| \*x\*" in markdown
    assert Path("changes.txt").read_text(encoding="utf-8") == run("old.ttl", "new.ttl")[1]
    assert run("old.ttl", "new.ttl", "-o", "changes.xlsx")[0] == 2


def test_a_long_list_is_cut_and_says_so(run: Run) -> None:
    more = SHOWN + 5
    Path("new.ttl").write_text(OLD + "".join(claim_turtle(f"D{n}") for n in range(more)), encoding="utf-8")
    code, out, _ = run("old.ttl", "new.ttl")
    assert code == 0
    assert f"Claims ({more:,})" in out
    assert "and 5 more; all are in JSON (--format json)" in out
    assert len(json.loads(run("old.ttl", "new.ttl", "--format", "json")[1])["differences"]) == more


def test_an_outline_is_a_list_within_a_list() -> None:
    from xml.etree import ElementTree

    entries = [Entry(0, "A"), Entry(1, "a"), Entry(2, "b"), Entry(3, "c"), Entry(1, "d"), Entry(2, "e"), Entry(0, "B"), Entry(1, "f"), Entry(1, "g")]  # fmt: skip
    page = "".join(outline_html("T", entries))
    body = ElementTree.fromstring(page[page.index("<main>") : page.index("</main>")] + "</main>")  # noqa: S314

    def texts(node: ElementTree.Element) -> list[object]:
        return [[(item.text or "").strip(), *map(texts, item.findall("ul"))] for item in node]

    first, second = map(texts, body.findall("ul"))
    assert first == [["a", [["b", [["c"]]]]], ["d", [["e"]]]]
    assert second == [["f"], ["g"]]
    assert [heading.text for heading in body.findall("h2")] == ["A", "B"]
    assert "".join(outline_text("T", entries[:3], 40)) == "T\n\nA\n  a\n    b\n"
    assert "".join(outline_markdown("T", entries[:3])) == "# T\n\n## A\n\n- a\n  - b\n"
