"""A bibliographic record: what reference managers hold of a publication, in the words of CSL-JSON.

Readers of BibTeX, RIS, PubMed and others make it, a source of a graph is made into one, and writers write it.
The names of types and fields are those of CSL 1.0.2
(https://docs.citationstyles.org/en/stable/specification.html).
"""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from typing import NamedTuple

TRIAL_REGISTRATION = "trial registration"
"""The genre of a record of a trial in its registry."""


class Name(NamedTuple):
    """A person's name in parts, or a body's in ``literal``.

    ``given`` are given names or initials, each with a point and a space after it ("Maria", "B. A. C."); ``particle`` is
    what stands before the family name and belongs to it ("van der"), ``suffix`` is "Jr", "III". A name of a body has
    ``literal`` and nothing else. :func:`~ldn_graph.sources.names.person` makes such a name of any parts.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""


class Record(NamedTuple):
    """One publication. What is not known is "" or (); nothing is guessed.

    ``type`` is one of CSL ("article-journal", "patent", "webpage", ...), ``id`` the key it is cited by. ``issued`` is
    2008, 2008-09 or 2008-09-30. ``identifiers`` are CURIEs of other registries (clinicaltrials:NCT01303835). ``others``
    says that there are more authors than are recorded ("et al."), ``genre`` what the type does not ("guideline"),
    ``retracted`` that it no longer stands. ``left_out`` names what was said of it that none of these holds ("editor").
    """

    id: str
    type: str = "document"
    title: str = ""
    authors: tuple[Name, ...] = ()
    others: bool = False
    issued: str = ""
    container: str = ""
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    isbn: str = ""
    url: str = ""
    language: str = ""
    identifiers: tuple[str, ...] = ()
    note: str = ""
    genre: str = ""
    retracted: bool = False
    left_out: tuple[str, ...] = ()

    @property
    def marked_title(self) -> str:
        """The title as lists of references have it: what no longer stands is marked."""
        return f"{self.title} [retracted]" if self.retracted else self.title
