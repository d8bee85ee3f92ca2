"""Registrations of trials, as ClinicalTrials.gov answers them in JSON (https://clinicaltrials.gov/data-api/api)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ...errors import ImportFormatError
from ...output.remarks import Remarks
from ..record import TRIAL_REGISTRATION, Name, Record
from .dates import read_date
from .finishing import finished


def read_registration(name: str, text: str, remarks: Remarks) -> Iterator[Record]:
    """The record of a registration, or of each in a list: official title, sponsor, and the day it was first posted on.

    Raises :class:`~ldn_graph.errors.ImportFormatError` for what is not of this form.
    """
    try:
        document = json.loads(text)
        studies = [study["protocolSection"] for study in (document if isinstance(document, list) else [document])]
        numbers = [str(sections["identificationModule"]["nctId"]) for sections in studies]
    except json.JSONDecodeError as error:
        remedy = "the file may be cut off: fetch it once more"
        raise ImportFormatError(f"{name}:{error.lineno}: no JSON: {error.msg}; {remedy}") from None
    except (ValueError, RecursionError, KeyError, TypeError):
        raise ImportFormatError(f"{name}: no registration of ClinicalTrials.gov; look it up in a browser") from None
    for number, sections in zip(numbers, studies, strict=True):
        if record := _record(number, sections, remarks):
            yield record


def _record(number: str, sections: Any, remarks: Remarks) -> Record | None:
    sponsor = _text(sections, "sponsorCollaboratorsModule", "leadSponsor", "name")
    titles = (_text(sections, "identificationModule", title) for title in ("officialTitle", "briefTitle"))
    record = Record(
        id=number.lower(),
        type="webpage",
        genre=TRIAL_REGISTRATION,
        title=next(filter(None, titles), ""),
        authors=(Name(literal=sponsor),) if sponsor else (),
        issued=read_date(_text(sections, "statusModule", "studyFirstPostDateStruct", "date")),
        container="ClinicalTrials.gov",
        language="en",
    )
    read = finished(record, (f"clinicaltrials:{number}",), number, remarks)
    return read and read._replace(url=f"https://clinicaltrials.gov/study/{number}")


def _text(value: Any, *path: str) -> str:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""
