"""Languages as exports write them, by name or by code, as the two letters that RDF has (BCP 47)."""

from __future__ import annotations

import re

_LANGUAGES = {
    "en": "eng english american british ukenglish usenglish canadian australian newzealand",
    "af": "afr afrikaans",
    "ar": "ara arabic",
    "bg": "bul bulgarian",
    "ca": "cat catalan",
    "cs": "cze ces czech",
    "da": "dan danish",
    "de": "ger deu german ngerman austrian naustrian deutsch",
    "el": "gre ell greek",
    "es": "spa spanish español",
    "et": "est estonian",
    "fa": "per fas persian farsi",
    "fi": "fin finnish",
    "fr": "fre fra french français",
    "he": "heb hebrew",
    "hr": "hrv croatian",
    "hu": "hun hungarian magyar",
    "id": "ind indonesian",
    "is": "ice isl icelandic",
    "it": "ita italian italiano",
    "ja": "jpn japanese",
    "ko": "kor korean",
    "lt": "lit lithuanian",
    "lv": "lav latvian",
    "nl": "dut nld dutch",
    "no": "nor norwegian norsk nb nob nn nno nynorsk",
    "pl": "pol polish",
    "pt": "por portuguese brazil brazilian",
    "ro": "rum ron romanian",
    "ru": "rus russian",
    "sk": "slo slk slovak",
    "sl": "slv slovene slovenian",
    "sr": "srp serbian",
    "sv": "swe swedish",
    "th": "tha thai",
    "tr": "tur turkish",
    "uk": "ukr ukrainian",
    "vi": "vie vietnamese",
    "zh": "chi zho chinese pinyin",
}
_CODES = {name: code for code, names in _LANGUAGES.items() for name in (code, *names.split())}


def read_language(text: str) -> str:
    """The code of the language; "" where it is not known, or several are given.

    >>> read_language("eng"), read_language("ngerman"), read_language("en-US"), read_language("eng; fre")
    ('en', 'de', 'en', '')
    """
    name = text.strip().lower()
    return _CODES.get(name) or (_CODES.get(name[:2], "") if re.fullmatch("[a-z]{2}[-_][a-z]{2,4}", name) else "")
