"""The page of a search, lists of claims by status, of conditions, and the overview of a graph of very many claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..model.vocab import STATUSES
from ..output.counts import count_words
from ..output.tables import json_text
from .addresses import NODE_KINDS
from .catalogue import Catalogue, Found, Node
from .catalogue_search import MOST_FOUND, search
from .node_pages import Pager, make_pager, with_parameters
from .rendering import render

CONDITION = "condition"
"""Named as a kind, it lists the conditions that claims are made on; with words, all entities are searched."""
_NAMES = {
    "claim": ("claim", "claims"),
    "entity": ("drug, condition or other thing", "drugs, conditions and other things"),
    "source": ("source", "sources"),
    CONDITION: ("condition", "conditions"),
}
"""What one and several of each are called."""
ON_A_PAGE = 50
_FIRST = {"entity": 8, "source": 8, "claim": 20}
"""How many of each kind are shown where none is chosen, in the order of the page."""
_CONDITIONS = 50


class _Part(NamedTuple):
    """One list of a page: ``more`` is the address of all of it, where there is more."""

    kind: str
    heading: str
    nodes: tuple[Node, ...]
    more: str = ""


def overview_page(catalogue: Catalogue) -> bytes:
    """How many claims there are, by status and by condition, and a field to search them."""
    return render(
        "overview.html",
        counts=catalogue.counts,
        statuses_counts=catalogue.statuses,
        by_status=lambda name: with_parameters("/search", kind="claim", status=name),
        conditions=catalogue.conditions(_CONDITIONS),
        number_of_conditions=catalogue.count_conditions(),
    )


def search_page(catalogue: Catalogue, text: str, kind: str, status: str, page: int) -> bytes:
    """What a search finds, of each kind or of one; without words all of a kind, of claims those of a status."""
    if not (text or kind or status):
        return overview_page(catalogue)
    kind = kind or ("claim" if status else "")
    status = status if kind == "claim" else ""
    if kind:
        found = _list(catalogue, text, kind, status, page)
        parts = [_Part(kind, _heading(found, kind, status), found.nodes)] if found.nodes else []
        pager = _pager(found, text, kind, status, page)
        beyond = found.total > MOST_FOUND and text
        remark = f"The first {MOST_FOUND} can be looked through; more words find fewer." if beyond else ""
    else:
        parts, pager, remark = list(_search_each(catalogue, text)), None, ""
    if not parts:
        nothing = "Nothing here has all of these words in a name, a title, a sentence or an identifier; try fewer."
        remark = "" if pager and pager.beyond else nothing if text else "None is here."
    return render(
        "search.html",
        heading=f"Search: {text}" if text else f"The {_NAMES[kind][1]}",
        text=text,
        kind=kind,
        status=status,
        counts=dict.fromkeys(STATUSES) if text else catalogue.statuses,
        by_status=lambda name: with_parameters("/search", q=text, kind="claim", status=name),
        parts=parts,
        remark=remark,
        pager=pager,
    )


def search_json(catalogue: Catalogue, text: str, kind: str, status: str, page: int) -> bytes:
    """The same as JSON: for each kind, or for one, what is found and how much."""
    found = {
        each: _list(catalogue, text, each, status, page if kind else 1)
        for each in ([kind] if kind else NODE_KINDS if text and not status else ["claim"])
    }
    document = {
        each: {
            "total": some.total,
            "or_more": some.or_more,
            "nodes": [{"id": n.id, "iri": n.iri, "label": n.label, "about": n.more} for n in some.nodes],
        }
        for each, some in found.items()
    }
    return json_text(document).encode("utf-8", "replace")


def _list(catalogue: Catalogue, text: str, kind: str, status: str, page: int) -> Found:
    first = (page - 1) * ON_A_PAGE
    if text:
        known = kind if kind in NODE_KINDS else "entity"
        return search(catalogue, text, known, first, ON_A_PAGE, status if known == "claim" else "")
    if kind == "claim" and status:
        return catalogue.list_claims(status, first, ON_A_PAGE)
    if kind == CONDITION:
        return catalogue.list_conditions(first, ON_A_PAGE)
    return catalogue.list_all(kind, first, ON_A_PAGE)


def _heading(found: Found, kind: str, status: str) -> str:
    said = f"{status.replace('-', ' ')} " if status else ""
    more = "More than " if found.or_more else ""
    total = found.total - 1 if found.or_more else found.total
    one, several = _NAMES[kind]
    return more + count_words(total, said + one, said + several)


def _search_each(catalogue: Catalogue, text: str) -> Iterator[_Part]:
    """The first of each kind that have all words of a text."""
    for kind, most in _FIRST.items():
        found = search(catalogue, text, kind, 0, most)
        more = with_parameters("/search", q=text, kind=kind) if found.total > len(found.nodes) else ""
        if found.nodes:
            yield _Part(kind, _heading(found, kind, ""), found.nodes, more)


def _pager(found: Found, text: str, kind: str, status: str, page: int) -> Pager:
    total = min(found.total, MOST_FOUND) if text else found.total
    return make_pager("/search", page, total, ON_A_PAGE, q=text, kind=kind, status=status)
