"""Names of authors: read from how a source records them, told apart into people and bodies, and written back.

A person is recorded as PubMed writes it (``Smith AB Jr``), with commas (``Smith, Anna B., Jr``) or with initials first
(``A. B. Smith``). All else is a body (``Ministry of Health NZ``), as is what may be either, since nothing is lost of a
name that is left whole: ``Maria Gironi`` does not say which of its words is the family's. A body that would be read as
a person stands in braces, as in BibTeX: ``{Pfizer UK}``.

Family names, initials and suffixes follow Citing Medicine (https://www.ncbi.nlm.nih.gov/books/NBK7282/), particles CSL
(https://docs.citationstyles.org/en/stable/specification.html#names).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from .record import Name


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARTICLES = _words(
    """
    's 's- 't 'n a ab af al auf aus av bin bint da dal dalla dalle das de degli dei del della delle den der des di do
    dos du e el het ibn in l' la las le les lo los op ten ter tot van vom von vor y z zu zum zur
    """
)
_SUFFIXES = _words("jr sr ii iii iv 2nd 3rd 4th 5th")
_DIGRAPHS = _words("Ch Dj Dz Dzh Gh Ia Ie Iu Kh Lj Nj Ph Sh Shch Th Ts Ya Ye Yo Yu Zh")
"""Initials of two letters and more, mostly of names that were written in Cyrillic."""
_MOST_INITIALS = 5
_PLACES = _words("EU NZ UK UN US USA")
_COMPANIES = _words("AB AG AS BV KG NV SA SE")
_BODY_WORDS = _words(
    """
    academies academy administration agence agencia agency alliance and apotek archive archives asociación association
    associação associazione associates authority board branch bureau campaign care center centers centre centres centro
    charity clinic clinica clinical clinics collaboration collaborative collaborators college comité commission
    committee committees community company conference congress consensus consortium convention corporation council
    databank database department departments division editorial editors et europe faculty federación federation for
    forening forum foundation fund fundación für fédération gesellschaft gmbh government group groups health helse
    hospital hospitals hôpital inc inc. industries information initiative inserm institut institute institutes
    institutet institutt instituto international investigators journal kgaa klinik laboratories laboratory league
    library limited llc ltd ltd. magazine medical medicine medicines ministerio ministry ministère multicenter
    multicentre museum national network news observatory och of office og ontology organisation organization
    organización panel partners partnership pharma pharmaceutical pharmaceuticals pharmacy platform plc press program
    programme project publisher publishers publishing registry research scholars school schools science sciences
    scientific secretariat service services sociedad society società société staff statistics stiftung study survey
    surveillance system task taskforce team technologies technology the therapeutics trial trialists trials trust und
    unit universidad universidade universitet university università universität université verein working workshop
    world
    """
)
"""Words of bodies that are no words of people's names. A body without any of them is whole, too, unless it has the
form of a person's name."""
_TITLES = _words("bsc dphil dr md mph msc pharmd phd prof rn")
_SEMICOLONS = ";\uff1b\u061b"
_COMMAS = ",\uff0c\u060c"
_OTHERS = ("et al", "et. al", "et alii", "and others", "others", "и др", "等")
"""What says that there are more authors, in small letters and without a point at the end."""
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


def split_authors(text: str) -> tuple[str, ...]:
    """The names that one text has, in their order; "et al." is one of them.

    They are parted by semicolons, or by commas where each is as PubMed writes it. What stands in braces stays whole.

    >>> split_authors("Gironi M; Ministry of Health"), split_authors("Gironi M, Solaro C, et al.")
    (('Gironi M', 'Ministry of Health'), ('Gironi M', 'Solaro C', 'et al.'))
    """
    if "{" in text or "\uff1b" in text or "\u061b" in text:
        parts = re.findall(rf"(?:\{{[^{{}}]*\}}|[^{_SEMICOLONS}])+", text)
    else:  # as nearly all are
        parts = text.split(";")
    names: list[str] = []
    for part in parts:
        name = part.strip()
        if "," in name or _others_at(name):
            names += _split_commas(name)
        elif name:
            names.append(name)
    return tuple(names)


def is_others(text: str) -> bool:
    """The text says that there are more authors than are named ("et al.")."""
    return _others_at(text.strip()) == 1


def read_authors(texts: Iterable[str]) -> tuple[tuple[Name, ...], bool]:
    """The names in texts that have one or more of them each, and whether there are more ("et al.").

    >>> read_authors(["Gironi M; et al."])
    ((Name(family='Gironi', given='M.', particle='', suffix='', literal=''),), True)
    """
    names = [name for text in texts for name in split_authors(text)]
    return tuple(read_name(name) for name in names if not is_others(name)), any(map(is_others, names))


def first_author(texts: Iterable[str]) -> str:
    """The family name of the first author in such texts, or the body; "" where none is named. No other name is read.

    >>> first_author(["van der Testen, Anna; Solaro C"])
    'Testen'
    """
    names = (name for text in texts for name in split_authors(text) if not is_others(name))
    first = next(names, None)
    return "" if first is None else family_of([read_name(first)])


def family_of(authors: Sequence[Name]) -> str:
    """The family name of the first author, or the body; "" where there is none."""
    return (authors[0].family or authors[0].literal) if authors else ""


def read_name(text: str) -> Name:
    """The name of one person in parts, or of a body; see the top of this module for which is which.

    Initials have a point and a space after each, however they were written.

    >>> read_name("van der Woude CJ")
    Name(family='Woude', given='C. J.', particle='van der', suffix='', literal='')
    >>> read_name("Ministry of Health NZ").literal, read_name("V D").literal
    ('Ministry of Health NZ', 'V D')
    """
    text = _plain(text)
    if text.startswith("{") and text.endswith("}") and "}" not in text[:-1]:
        return Name(literal=text[1:-1].strip())
    parts = [part.strip() for part in re.split(f"[{_COMMAS}]", text)]
    found = _read_inverted(parts) if len(parts) > 1 else _read_pubmed(text) or _read_initials_first(text.split())
    return found or Name(literal=text)


def person(family: str, given: str = "", suffix: str = "", particle: str = "") -> Name:
    """The name of somebody whose parts are known, each as :func:`read_name` has it. Without a given name it is whole.

    >>> person("van der Woude", "C.J.") == read_name("van der Woude CJ")
    True
    """
    words, firsts = _plain(family).split(), _plain(given).split()
    suffix = suffix.strip().rstrip(".")
    if not suffix and len(words) > 1 and _is_suffix(words[-1]):
        suffix = words.pop().rstrip(".")
    before = _plain(particle).split()
    while len(words) > 1 and words[0] in _PARTICLES:
        before.append(words.pop(0))
    moved: list[str] = []
    while len(firsts) > 1 and firsts[-1] in _PARTICLES:  # Beethoven, Ludwig van
        moved.insert(0, firsts.pop())
    particles = " ".join([*moved, *before])
    if not firsts:
        return Name(literal=" ".join(w for w in (particles, *words, suffix) if w))
    shouted = family.isupper() and len(family) > 2
    return Name(" ".join(words), _pointed(firsts, shouted), particles, suffix)


def initials(given: str) -> str:
    """The initials of given names, without points; names in alphabets without capitals stay whole.

    >>> initials("Bruce A. C."), initials("Jean-Pierre"), initials("Yu. A.")
    ('BAC', 'J-P', 'YuA')
    """

    def short(name: str) -> str:
        letter = unicodedata.normalize("NFC", name)[:1]
        return name[:-1] if name[:-1] in _DIGRAPHS and name.endswith(".") else letter

    words = given.split()
    if not any(c.isupper() for c in given):
        return given
    return "".join("-".join(short(part) for part in word.split("-") if part) for word in words)


def short_name(name: Name) -> str:
    """The name as PubMed and Vancouver style have it: ``van der Woude CJ``, ``Smith AB Jr``, a body whole."""
    parts = (name.particle, name.family, initials(name.given), name.suffix)
    return name.literal or " ".join(part for part in parts if part)


def write_name(name: Name) -> str:
    """A text that :func:`read_name` reads as this name again: the shortest of its forms that does so.

    >>> write_name(read_name("van der Woude, C. J.")), write_name(Name(literal="Pfizer UK"))
    ('van der Woude CJ', '{Pfizer UK}')
    """
    short = short_name(name)
    last = " ".join(part for part in (name.particle, name.family) if part)
    long = ", ".join(part for part in (last, name.given, name.suffix) if part)
    for text in (short,) if name.literal else (short, long):
        if split_authors(text) == (text,) and read_name(text) == name and not is_others(text):
            return text
    return "{" + re.sub("[{}]", "", short) + "}"


def write_authors(names: Sequence[Name], others: bool = False) -> str:
    """The names in one text, as ``dc:creator`` has it: semicolons between them, "et al." where there are more."""
    return "; ".join([*map(write_name, names), *(["et al."] if others else [])])


def has_word_of_body(text: str) -> bool:
    """A word that bodies have in their names, and people have not, is in the text.

    >>> has_word_of_body("Corporation for Digital Scholarship"), has_word_of_body("Irene A. Stegun")
    (True, False)
    """
    return any(word.strip(",.").lower() in _BODY_WORDS for word in _plain(text).split())


def runs_together(text: str) -> bool:
    """The text is no one person's name, and looks as if it had several: which they are is not known.

    >>> runs_together("Smith, A, Jones, B"), runs_together("Gironi M and Solaro C"), runs_together("Oslo, Norway")
    (True, True, False)
    """
    name = read_name(text)
    if not name.literal or text.strip().startswith("{"):
        return False
    parts = [part.strip() for part in re.split(rf"[{_COMMAS}\u3001]| and | & ", _plain(text))]
    return len(parts) > 1 and any(_read_pubmed(part) or _is_initials(part) for part in parts)


def _plain(text: str) -> str:
    """The text in composed characters, without invisible ones, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def _split_commas(text: str) -> Iterator[str]:
    """The people that commas part, where each is as PubMed writes it; else the text as it is."""
    at = _others_at(text)
    before = text[: at - 1].rstrip(" ,") if at else text
    parts: list[str] = []
    for part in before.split(","):
        part = part.strip().removeprefix("and ").removeprefix("& ")
        if parts and _is_suffix(part):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    if all(map(_read_pubmed, parts)) and len(parts) > 1:
        yield from parts
    elif before:
        yield before
    if at:
        yield text[at - 1 :]


def _others_at(text: str) -> int:
    """At which character, counted from 1, "et al." begins that ends the text; 0 where none does."""
    end = text[-11:].lower().rstrip(".")
    if not end.endswith(_OTHERS):
        return 0
    words = max((words for words in _OTHERS if end.endswith(words)), key=len)
    at = len(text.rstrip(".")) - len(words)
    return at + 1 if at == 0 or text[at - 1] in ", \t\r\n" else 0


def _read_pubmed(text: str) -> Name | None:
    """``Smith AB Jr``, ``Smith A. B.``"""
    words = text.split()
    suffix = words.pop() if len(words) > 2 and _is_suffix(words[-1]) else ""
    at = len(words)
    while at > 1 and _is_initials(words[at - 1]) and (at == len(words) or len(words[at - 1].strip(".-")) == 1):
        at -= 1
    family, firsts = words[:at], words[at:]
    if not firsts or firsts == ["III"] or not _is_family(family):
        return None
    if any(word.isupper() and len(word) > 1 for word in family):  # NHS UK
        return None
    company = len(family) > 1 and not family[0].islower() and firsts[-1] in _COMPANIES | _PLACES
    return None if company else person(" ".join(family), " ".join(firsts), suffix)


def _read_inverted(parts: list[str]) -> Name | None:
    """``Smith, Anna B.``, ``Smith, Anna, Jr``, ``Smith, Jr, Anna``, ``Smith AB, Jr``."""
    if len(parts) == 2 and _is_suffix(parts[1]) and (found := _read_pubmed(parts[0])):
        return found if found.suffix else found._replace(suffix=parts[1].rstrip("."))
    suffixes = [part for part in parts[1:] if _is_suffix(part)]
    others = [part for part in parts if part not in suffixes]
    if len(others) != 2 or len(suffixes) > 1 or not _is_family(others[0].split(), inverted=True):
        return None
    return person(*others, *suffixes) if _is_given(others[1].split()) else None


def _read_initials_first(words: list[str]) -> Name | None:
    """``A. B. Smith``, with points; ``U.S. Congress`` is none."""
    suffix = words[-1] if len(words) > 2 and _is_suffix(words[-1]) else ""
    words = words[:-1] if suffix else words
    at = 0
    while at < len(words) - 1 and words[at].endswith(".") and _is_initials(words[at]):
        at += 1
    family = words[at:]
    letters = "".join(words[:at]).replace(".", "")
    sure = at and letters not in _PLACES and _is_family(family) and not family[-1].endswith(".")
    lone = sum(word not in _PARTICLES for word in family) == 1
    return person(" ".join(family), " ".join(words[:at]), suffix) if sure and lone else None


def _is_suffix(word: str) -> bool:
    return word.rstrip(".").lower() in _SUFFIXES


def _is_initials(word: str) -> bool:
    """``AB``, ``A.B.``, ``J-P``, ``YuA``: up to five capitals; a lone ``Yu`` only with a point."""
    units = _units(word)
    if not 0 < len(units) <= _MOST_INITIALS:
        return False
    longer = [unit for unit in units if len(unit) > 1]
    return not longer or (_DIGRAPHS.issuperset(longer) and (len(units) > 1 or word.endswith(".")))


def _units(word: str) -> list[str]:
    """The capitals of a word, each with the small letters after it; none where it begins otherwise."""
    found: list[str] = []
    for c in word:
        if c.isupper():
            found.append(c)
        elif found and (c.islower() or unicodedata.combining(c)):
            found[-1] += c
        elif c not in ".-\u2010\u2011" or not found:
            return []
    return found


def _is_family(words: list[str], *, inverted: bool = False) -> bool:
    """The words may be a family name; before a comma (``inverted``) in any alphabet and all in capitals, too."""
    if not 0 < len(words) <= 6 or not all(map(_is_word, words)):
        return False
    last = words[-1]
    if sum(map(str.isalpha, "".join(words))) < 2 and not (inverted and _is_caseless(last)):
        return False
    rest = [word for word in words if word not in _PARTICLES]
    return last not in _PARTICLES and all(_is_capital(w) or (inverted and _is_caseless(w)) for w in rest)


def _is_given(words: list[str]) -> bool:
    """The words may be given names or initials, and are no place, title or form of a company."""
    if not 0 < len(words) <= 6 or not all(map(_is_word, words)) or " ".join(words) in _PLACES:
        return False
    if any(word.lower().rstrip(".") in _TITLES for word in words):
        return False
    return all(_is_capital(word) or _is_caseless(word) or word in _PARTICLES for word in words)


def _is_word(word: str) -> bool:
    """Letters with what may stand between them, and no word that only bodies have."""
    letters = word.translate(dict.fromkeys(map(ord, "-.'\u2010\u2011\u2019\u02bc`\u00b7\u200c\u200d")))
    plain = all(c.isalpha() or unicodedata.combining(c) for c in letters) and bool(letters)
    return plain and word.lower() not in _BODY_WORDS


def _is_capital(word: str) -> bool:
    """It begins with a capital, or has one after an apostrophe or a hyphen: ``d'Alembert``, ``al-Rashid``."""
    return any(part[:1].isupper() for part in re.split("['\u2019\u02bc`-]", word))


def _is_caseless(word: str) -> bool:
    return word.lower() == word.upper()


def _pointed(words: list[str], shouted: bool) -> str:
    """Given names, with a point after each initial: ``BAC`` and ``B.A.C.`` as ``B. A. C.``, ``J-P`` as ``J.-P.``."""

    def pointed(word: str) -> str:
        long = len(word) > 3 and word.isupper() and "." not in word
        if not _is_initials(word) or (long and (shouted or len(words) > 1)):
            return word
        return "-".join(". ".join(_units(part)) + "." for part in re.split("[-\u2010\u2011]", word) if part)

    return " ".join(map(pointed, words))
