"""Several files that are written together: all of them, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldn_graph.errors import OutputError
from ldn_graph.output.files import write_files


@pytest.mark.parametrize("failing", ["a.ttl", "b.ttl", "new.ttl"])
def test_where_one_file_cannot_be_put_in_its_place_the_others_get_back_what_was_in_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    old = {tmp_path / "a.ttl": b"one", tmp_path / "b.ttl": b"two"}
    for path, data in old.items():
        path.write_bytes(data)
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == failing and self.read_bytes().startswith(b"new"):
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    contents = {path: b"new " + data for path, data in old.items()} | {tmp_path / "new.ttl": b"new"}
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match=failing):
        write_files(contents)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == old
    monkeypatch.undo()
    write_files(contents)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == contents
