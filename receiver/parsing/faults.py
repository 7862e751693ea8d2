"""Faults: everything that is wrong with a document that has not the shape of a report, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.cases.cases import PRIORITIES
from models.report import is_blank
from receiver.answers import Fault
from receiver.parsing.report_shape import MAX_ATTACHMENTS, MAX_ID, MAX_REFERENCES, MAX_URL

_TYPES = {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "an array", dict: "an object"}


def find(document: object) -> tuple[Fault, ...]:
    """All faults of a decoded document, in the order in which the documentation names the properties."""
    if not isinstance(document, dict):
        return (Fault("", f"A report must be an object, not {_kind(document)}."),)
    return tuple(_of_report(document))


def _of_report(report: dict[str, object]) -> Iterator[Fault]:
    if report.get("id") is not None:
        yield from _of_id(report["id"], "/id")
    yield from _of_references(report.get("references"))
    for name in ("text", "subject"):
        yield from _of_optional_string(report.get(name), f"/{name}")
    if report.get("key") is not None:
        yield from _of_id(report["key"], "/key", "A key")
    yield from _of_choice(report.get("state"), "/state", ("open", "closed"))
    yield from _of_choice(report.get("priority"), "/priority", PRIORITIES)
    lists = [(name, report.get(name)) for name in ("attachments", "attachment")]
    for name, attachments in lists:
        yield from _of_attachments(attachments, f"/{name}")
    counts = [len(found) for _, found in lists if isinstance(found, list)]
    if sum(counts) > MAX_ATTACHMENTS >= max(counts, default=0):
        yield Fault("/attachment", f"At most {MAX_ATTACHMENTS:,} attachments are taken, in both lists together.")
    text = report.get("text")
    says_nothing = text is None or (isinstance(text, str) and is_blank(text))
    if says_nothing and all(found is None or found == [] for _, found in lists):
        yield Fault("", "A report needs a text, or at least one attachment.")


def _of_id(value: object, pointer: str, what: str = "An id") -> Iterator[Fault]:
    if isinstance(value, bool) or not isinstance(value, str | int):
        kind = "one with a point or an exponent" if isinstance(value, float) else _kind(value)
        yield Fault(pointer, f"{what} must be a string or a whole number, not {kind}.")
    elif len(str(value)) > MAX_ID:
        yield Fault(pointer, f"{what} must have at most {MAX_ID} characters, not {len(str(value)):,}.")


def _of_choice(value: object, pointer: str, choice: Sequence[str]) -> Iterator[Fault]:
    if value is not None and value not in choice:
        names = [f'"{name}"' for name in choice]
        yield Fault(pointer, f"It must be {', '.join(names[:-1])} or {names[-1]}.")


def _of_references(value: object) -> Iterator[Fault]:
    if value is None:
        return
    if not isinstance(value, list):
        yield from _of_id(value, "/references")
    elif len(value) > MAX_REFERENCES:
        yield Fault("/references", f"At most {MAX_REFERENCES:,} references are taken, not {len(value):,}.")
    else:
        for index, reference in enumerate(value):
            yield from _of_id(reference, f"/references/{index}")


def _of_attachments(value: object, pointer: str) -> Iterator[Fault]:
    if value is None:
        return
    if not isinstance(value, list):
        yield Fault(pointer, f"It must be an array of attachments, not {_kind(value)}.")
    elif len(value) > MAX_ATTACHMENTS:
        yield Fault(pointer, f"At most {MAX_ATTACHMENTS:,} attachments are taken, not {len(value):,}.")
    else:
        for index, attachment in enumerate(value):
            yield from _of_attachment(attachment, f"{pointer}/{index}")


def _of_attachment(value: object, pointer: str) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield Fault(pointer, f"An attachment must be an object, not {_kind(value)}.")
        return
    if "@type" not in value:
        yield Fault(f"{pointer}/@type", 'It must be there: "file" or "link".')
    elif value["@type"] not in ("file", "link"):
        yield Fault(f"{pointer}/@type", 'It must be "file" or "link".')
    for name in ("displayName", "ext"):
        yield from _of_optional_string(value.get(name), f"{pointer}/{name}")
    if "url" not in value:
        yield Fault(f"{pointer}/url", "It must be there: where the file or link is.")
    else:
        yield from _of_url(value["url"], f"{pointer}/url")


def _of_url(value: object, pointer: str) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield Fault(pointer, f"It must be a string, not {_kind(value)}.")
    elif not 1 <= len(value) <= MAX_URL:
        yield Fault(pointer, f"It must have 1 to {MAX_URL:,} characters, not {len(value):,}.")


def _of_optional_string(value: object, pointer: str) -> Iterator[Fault]:
    if value is not None and not isinstance(value, str):
        yield Fault(pointer, f"It must be a string, not {_kind(value)}.")


def _kind(value: object) -> str:
    return "null" if value is None else _TYPES[type(value)]
