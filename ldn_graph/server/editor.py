"""The script of the forms, and the words that its editor of queries completes.

The script is our own (``templates/forms.js``), of a few kilobytes: it works within a text field, so that keyboards,
screen readers and forms do what they do anywhere, and it asks no other host.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256

from ..page.render import read_script
from ..sparql.word_faults import KEYWORDS
from .terms import completions, values_after
from .value_lists import Values

SCRIPT_ADDRESS = "/assets/forms.js"
WORDS_ADDRESS = "/assets/words.json"
_NAME = re.compile(r"[\w-]+:\w(?:[\w.-]*[\w-])?", re.ASCII)  # a CURIE that can stand in a query as it is


@cache
def form_script() -> str:
    """The script, joined of its modules."""
    return read_script("forms")


@cache
def script_address() -> str:
    """Its address, which changes with the script: browsers keep it for as long as it has the same."""
    return f"{SCRIPT_ADDRESS}?{sha256(form_script().encode()).hexdigest()[:12]}"


def editor_words(values: Values) -> dict[str, object]:
    """What the editor completes, as JSON: keywords, prefixes with their IRIs, names with what they mean, and what
    fits ``after`` some of them.

    Names are the terms of the vocabularies and, of a graph that is small enough, its claims, entities and sources.
    """
    nodes = {
        value.name: value.words
        for kind in ("entity", "claim", "source")
        for value in values.by_kind.get(kind, ())
        if _NAME.fullmatch(value.name)
    }
    return {
        "keywords": sorted(KEYWORDS),
        "prefixes": dict(sorted(values.prefixes.items())),
        "names": [*completions(), *nodes.items()],
        "after": values_after(),
    }
