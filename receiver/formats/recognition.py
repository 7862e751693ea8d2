"""Recognition: which preset a body looks like."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from receiver.formats.arrived import Arrived
from receiver.formats.format import Format, Recognise
from receiver.formats.parts import Known
from receiver.formats.templates import TemplateFault, evaluate

_NOTHING = Recognise()


def recognised(arrived: Arrived, known: Callable[[], Known], formats: Iterable[Format]) -> Format | None:
    """The first format that recognises the body; None where none does. `known` is only asked when it must be."""
    alike = (each for each in formats if _is_alike(each.recognise, arrived))
    return next((each for each in alike if recognises(each, arrived, known())), None)


def recognises(format_: Format, arrived: Arrived, known: Known) -> bool:
    """Whether a body is what the format was made for."""
    wanted = format_.recognise
    if not _is_alike(wanted, arrived) or wanted == _NOTHING:
        return False
    try:
        return not wanted.when.strip() or bool(evaluate(wanted.when, known))
    except TemplateFault:
        return False


def _is_alike(wanted: Recognise, arrived: Arrived) -> bool:
    """Whether names, header and path fit, which costs next to nothing."""
    top = arrived.value if isinstance(arrived.value, dict) else {}
    for name in wanted.has:
        if name not in top:
            return False
    if wanted.header and wanted.header not in arrived.headers:
        return False
    if not arrived.path.startswith(wanted.path):
        return False
    return not wanted.has_any or any(name in top for name in wanted.has_any)
