"""What is said where a library that only some users need is missing: it must be true where it is read."""

from __future__ import annotations

import importlib.metadata
import tomllib

import pytest

from ldn_graph.errors import MissingExtraError
from ldn_graph.output import extras
from ldn_graph.output.extras import extra_libraries, import_extra
from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As beside a wheel, whose metadata names the libraries of each extra."""
    named = [f"{library}; extra == '{extra}'" for extra, libraries in EXTRAS.items() for library in libraries]
    monkeypatch.setattr(importlib.metadata, "requires", lambda name: [*PROJECT["dependencies"], *named])
    monkeypatch.setattr(extras, "PACKAGE", "/nowhere/site-packages/ldn_graph")


def test_in_a_checkout_the_extra_is_named() -> None:
    with pytest.raises(MissingExtraError, match=r"in the checkout: pip install -e '\.\[html\]'"):
        import_extra("no_such_library", "html")


@pytest.mark.usefixtures("installed")
def test_beside_a_wheel_its_libraries_are_named() -> None:
    with pytest.raises(MissingExtraError) as raised:
        import_extra("no_such_library.part", "serve")
    libraries = " ".join(f"'{library}'" for library in EXTRAS["serve"])
    assert str(raised.value) == (
        f"no_such_library is not installed; pip install {libraries}, "
        f"or where pipx keeps this package: pipx inject ldn-graph {libraries}"
    )


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("extra", EXTRAS)
def test_the_metadata_names_what_pyproject_does(extra: str) -> None:
    assert extra_libraries(extra) == EXTRAS[extra]
