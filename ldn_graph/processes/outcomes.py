"""What a child sends to its parent: the result of its work, or the exception that it raised."""

from __future__ import annotations

import pickle

from ..errors import ProcessError


def pack_outcome(value: object, *, raised: bool = False) -> bytes:
    """A result, or an exception that was ``raised``, as bytes for :func:`unpack_outcome`.

    What cannot be sent, or what could not be read as an exception by the parent, becomes a
    :class:`~ldn_graph.errors.ProcessError` with its text.
    """
    try:
        data = pickle.dumps((raised, value), pickle.HIGHEST_PROTOCOL)
        if raised:
            pickle.loads(data)  # noqa: S301, an exception that is made of other arguments than it was given fails here
    except Exception:
        return pickle.dumps((True, ProcessError(str(value))))
    return data


def unpack_outcome(outcome: tuple[bool, object]) -> object:
    """The result that a child sent; what it raised is raised here."""
    raised, value = outcome
    if raised and isinstance(value, BaseException):
        raise value
    return value
