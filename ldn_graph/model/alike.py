"""Names that look alike: they differ by blanks, capitals, Unicode form, or by what nobody sees."""

from __future__ import annotations

from unicodedata import normalize

_UNSEEN = dict.fromkeys(
    (0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
"""Characters that nobody sees: soft hyphen, zero-width blanks and joiners, marks of direction and of byte order."""


def tidy(text: str) -> str:
    """The text without what cannot be seen, with one blank for each stretch of blanks, composed (Unicode NFC).

    >>> tidy(" low-dose\\u00a0 naltrexone\\u200b")
    'low-dose naltrexone'
    """
    return normalize("NFC", " ".join(without_unseen(text).split()))


def without_unseen(text: str) -> str:
    """The text without characters that nobody sees."""
    return text.translate(_UNSEEN)


def fold(name: str) -> str:
    """What names that look alike have in common: they are tidy, of one form (Unicode NFKC), in small letters.

    >>> fold("Low-Dose  Naltrexone") == fold("low-dose\\u00a0naltrexone")
    True
    """
    return tidy(normalize("NFKC", normalize("NFKC", tidy(name)).casefold()))
