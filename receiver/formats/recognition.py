"""Recognition: which preset a body looks like."""

from __future__ import annotations

from collections.abc import Iterable

from receiver.formats.arrived import Arrived
from receiver.formats.format import Format, Recognise
from receiver.formats.parts import Known
from receiver.formats.templates import TemplateFault, evaluate


def recognised(arrived: Arrived, known: Known, formats: Iterable[Format]) -> Format | None:
    """The first format that recognises the body; None where none does."""
    return next((each for each in formats if recognises(each, arrived, known)), None)


def recognises(format_: Format, arrived: Arrived, known: Known) -> bool:
    """Whether a body is what the format was made for."""
    wanted = format_.recognise
    if wanted == Recognise() or not _is_alike(wanted, arrived):
        return False
    try:
        return not wanted.when.strip() or bool(evaluate(wanted.when, known))
    except TemplateFault:
        return False


def _is_alike(wanted: Recognise, arrived: Arrived) -> bool:
    """Whether names, header and path fit, which costs next to nothing."""
    if wanted.header and wanted.header not in arrived.headers:
        return False
    if not arrived.path.startswith(wanted.path):
        return False
    top = arrived.value if isinstance(arrived.value, dict) else {}
    if wanted.has_any and not any(name in top for name in wanted.has_any):
        return False
    return all(name in top for name in wanted.has)
