"""Own documents: what was decoded as documents in the shape of a report, and where in the body their properties are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from msgspec import Struct

from receiver.answers import Fault, Refused
from receiver.parsing.decoded import Decoded
from receiver.parsing.report_shape import MAX_REPORTS, Posted

# The fields of a form that say a property; of several the first that is not blank.
FIELDS = {
    "id": ("id",),
    "references": ("references",),
    "key": ("key",),
    "state": ("state",),
    "priority": ("priority",),
    "subject": ("subject", "title"),
    "text": ("text", "message"),
}
_AS_THEY_ARE: Mapping[str, str] = MappingProxyType({})
_PROPERTIES = frozenset(Posted.__struct_encode_fields__)
_LISTS = ("attachments", "attachment")
_OURS = frozenset(name for names in FIELDS.values() for name in names)


class Own(Struct, frozen=True, gc=False):
    """A document, and where it is: behind a pointer, and its properties under names of the sender's."""

    document: object
    before: str = ""
    names: Mapping[str, str] = _AS_THEY_ARE

    def placed(self, pointer: str) -> str:
        """A pointer of the document as one of the body."""
        _, slash, rest = pointer.partition("/")
        name, inner, behind = rest.partition("/")
        return f"{self.before}{slash}{self.names.get(name, name)}{inner}{behind}"

    def faults(self, found: tuple[Fault, ...]) -> list[Fault]:
        """Faults of the document with their places in the body."""
        return [Fault(self.placed(fault.pointer), fault.detail) for fault in found]

    def repaired(self, raw: tuple[str, ...], mended: tuple[str, ...]) -> tuple[str, ...]:
        """What was changed when the body was read (`raw`, of which only what is ours counts), and afterwards."""
        ours = [f"{self.before}/{self.names.get(name, name)}" for name in Posted.__struct_fields__]
        kept = [each for each in raw if any(each == one or each.startswith(f"{one}/") for one in ours)]
        return tuple(dict.fromkeys([*kept, *map(self.placed, mended)]))


def find(decoded: Decoded) -> list[Own]:
    """The documents in what was decoded, several in a list. Raises Refused: invalid_json for what is neither ours nor a
    text, invalid_report for a list that is too long."""
    value = decoded.value
    if type(value) is dict and decoded.not_json is None:
        return [Own(value)]
    if decoded.kind == "form" and isinstance(value, dict):
        fields = _form(value)
        if fields is not None:
            return [fields]
    elif decoded.kind == "text" and decoded.media_type == "text/plain":
        return [Own({"text": value})]
    if decoded.not_json is not None:
        raise decoded.not_json
    if not isinstance(value, list) or not value:
        return [Own(value)]
    if len(value) > MAX_REPORTS:
        detail = f"At most {MAX_REPORTS:,} reports are taken at once, not {len(value):,}."
        raise Refused("invalid_report", detail, (Fault("", detail),))
    return [Own(each, f"/{at}") for at, each in enumerate(value)]


def of_fields(fields: dict[str, str]) -> object:
    """The fields of a form as a document: by the names of our properties where it has some of these."""
    own = _form(fields)
    return fields if own is None else own.document


def is_ours(decoded: Decoded) -> bool:
    """Whether a body is in Hookdesk's own shape, right or wrong, and nobody else's.

    Attachments tell by their @type: other senders have a property of this name as well.
    """
    value = decoded.value
    if decoded.kind == "form":
        return isinstance(value, dict) and bool(value) and value.keys() <= _OURS
    return _each(value, _is_ours)


def has_only_ours(decoded: Decoded) -> bool:
    """Whether a body has no property but ours, whatever its attachments look like."""
    return decoded.kind in ("json", "ndjson") and _each(decoded.value, lambda one: one.keys() <= _PROPERTIES)


def _each(value: object, is_so: Callable[[dict[str, object]], bool]) -> bool:
    if isinstance(value, list):
        return all(isinstance(one, dict) and is_so(one) for one in value)
    return isinstance(value, dict) and is_so(value)


def _is_ours(one: dict[str, object]) -> bool:
    lists = [one[name] for name in _LISTS if name in one]
    if not lists:
        return one.keys() <= _PROPERTIES
    return any(
        isinstance(each, dict) and "@type" in each for found in lists if isinstance(found, list) for each in found
    )


def _form(fields: dict[str, str]) -> Own | None:
    """The report that the fields of a form make; None when none of them is ours."""
    if _OURS.isdisjoint(fields):
        return None
    found = {
        name: next((field for field in names if fields.get(field, "").strip()), None) for name, names in FIELDS.items()
    }
    names = {name: field for name, field in found.items() if field is not None}
    return Own({name: fields[field] for name, field in names.items()}, "", names)
