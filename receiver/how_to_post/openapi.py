"""The description of the endpoint for machines: OpenAPI 3.1, from the types that check the posts.

https://spec.openapis.org/oas/v3.1.0
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

from receiver import answers
from receiver.answers import Refused
from receiver.codes import CODES, OUTCOMES, REASONS
from receiver.how_to_post.answer_shape import Health, Problem, Read, Recorded
from receiver.metrics import exposition
from receiver.parsing import form, own_document, payload
from receiver.parsing.report_shape import Posted

PATH = "/openapi.json"
VERSION = "1.0"  # of the interface: within a major version nothing in it is renamed or taken away

Document = dict[str, Any]

_JSON, _PROBLEM_JSON = "application/json", "application/problem+json"
_REF = "#/components/schemas/{name}"

REPORTS: dict[str, Document] = {
    "message": {"text": "Backup finished"},
    "case": {"id": "disk-7", "text": "Disk full on host 7", "subject": "Disk full"},
    "update": {"references": ["disk-7"], "text": "Space was freed"},
    "trouble": {"key": "host7/disk", "text": "Disk full on host 7", "priority": "High"},
    "end of the trouble": {"key": "host7/disk", "text": "Space was freed", "state": "closed"},
    "attachments": {
        "text": "The nightly report",
        "attachments": [
            {"@type": "file", "displayName": "report", "ext": "txt", "url": "http://myserver/report.txt"},
            {"@type": "link", "displayName": "Dashboard", "url": "http://myserver/dashboard"},
        ],
    },
}
_LOOKS = ("text/plain", "text/html")
_PROBED = (403, 404, 410, 421, 503)
_RETRY = "Seconds after which sending it again may work."


@cache
def text() -> bytes:
    """The document, as it is sent."""
    return msgspec.json.format(msgspec.json.encode(document()), indent=2) + b"\n"


def document() -> Document:
    """The document."""
    formats = exposition.MEDIA_TYPES
    metrics = _get("metrics", "What is counted and measured", {"type": "string"}, 403, 405, 421, media_types=formats)
    probe = _get("hook", "Whether the web hook is there", {"type": "string"}, *_PROBED, media_types=_LOOKS)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Hookdesk",
            "version": VERSION,
            "description": "Whatever can POST JSON writes messages into a channel, opens cases and updates them.",
        },
        "servers": [{"url": "/"}],
        "security": [],
        "paths": {
            "/hooks/channels/{channel}/{hook}": {
                "parameters": [
                    _guid("channel", "The channel's guid."),
                    _guid("hook", "The web hook's guid: a secret."),
                ],
                "get": probe,
                "post": _post(),
            },
            "/health": {"get": _get("health", "Whether a write to the database works", _schema_of("Health"), 405, 503)},
            exposition.PATH: {"get": metrics},
            PATH: {"get": _get("description", "This document", {"type": "object"}, 403, 405, 421)},
        },
        "components": {"schemas": _schemas(), "responses": _problems()},
    }


def _schemas() -> Document:
    _, found = msgspec.json.schema_components((Posted, Recorded, Read, Problem, Health), ref_template=_REF)
    found["Report"] = {**found.pop("Posted"), "title": "Report"}
    found["Report"]["anyOf"] = [{"required": [name]} for name in ("text", "attachments", "attachment")]
    found["Form"] = _form(found["Report"]["properties"])
    found["Problem"]["properties"]["code"]["enum"] = list(CODES)
    found["Problem"]["properties"]["reason"]["enum"] = list(REASONS)
    return dict(sorted(found.items()))


def _post() -> Document:
    report = {"schema": _schema_of("Report"), "examples": {name: {"value": one} for name, one in REPORTS.items()}}
    in_form = {"schema": _schema_of("Form")}
    file = {"type": "string", "contentMediaType": "application/octet-stream", "description": "A file, under any name."}
    with_files = {"schema": {**_schema_of("Form"), "additionalProperties": file}}
    return {
        "operationId": "post_report",
        "summary": "Post a report",
        "description": "The Content-Type does not decide: JSON is taken under any, or none, and in a form. The body may"
        " be compressed (gzip, deflate) and in any usual charset. PUT means the same, /hooks/{hook} is a short address"
        " of the same web hook, and any path may follow. Files in a multipart form become attachments of the message."
        " Sending a report with an id again is always safe.",
        "requestBody": {
            "required": True,
            "content": {
                _JSON: report,
                "application/x-www-form-urlencoded": in_form,
                "multipart/form-data": with_files,
                "text/plain": {"schema": {"type": "string"}},
            },
        },
        "responses": {**_outcomes(), **{str(status): _refused(status) for status in _statuses()}},
    }


def _outcomes() -> Document:
    """The answers to reports that were recorded, by status."""
    found: Document = {}
    for outcome, done in OUTCOMES.items():
        response = found.setdefault(str(done.status), _response([], _JSON, "Recorded"))
        _add(response, outcome, f"The outcome {outcome}.", _JSON, answers.recorded([done.example]).body)
    return dict(sorted(found.items()))


def _problems() -> Document:
    """The answers to what was refused, by status: several codes can have one status."""
    found: Document = {}
    for name, code in CODES.items():
        headers = [("Allow", "What works here.")] if code.status == 405 else []
        headers += [("Retry-After", _RETRY)] if code.status in (429, 503) else []
        response = found.setdefault(_name(code.status), _response(headers, _PROBLEM_JSON, "Problem"))
        _add(response, name, f"{code.title}: {name}.", _PROBLEM_JSON, answers.refused(example(name)).body)
    return dict(sorted(found.items()))


def _statuses() -> list[int]:
    return sorted({code.status for code in CODES.values()})


def _refused(status: int) -> Document:
    return {"$ref": f"#/components/responses/{_name(status)}"}


def _name(status: int) -> str:
    return f"Problem{status}"


def example(code: str) -> Refused:
    """An occurrence of a code."""
    shown = CODES[code].example
    if isinstance(shown, str):
        return Refused(code, shown)
    try:
        payload.parse(shown)
    except Refused as refusal:
        return refusal
    raise AssertionError(f"This body is not refused: {code}")


def _response(headers: list[tuple[str, str]], media_type: str, schema: str) -> Document:
    described = {name: {"description": said, "schema": {"type": "string"}} for name, said in headers}
    content = {media_type: {"schema": _schema_of(schema), "examples": {}}}
    return {"description": "", **({"headers": described} if described else {}), "content": content}


def _add(response: Document, name: str, sentence: str, media_type: str, body: bytes) -> None:
    """Add one of the answers with this status: an example, and a sentence in its description."""
    response["content"][media_type]["examples"][name] = {"value": msgspec.json.decode(body)}
    response["description"] = f"{response['description']} {sentence}".strip()


def _get(name: str, summary: str, schema: Document, *failures: int, media_types: Sequence[str] = (_JSON,)) -> Document:
    success = {"description": f"{summary}.", "content": {each: {"schema": schema} for each in media_types}}
    responses = {"200": success, **{str(status): _refused(status) for status in failures}}
    return {"operationId": f"get_{name}", "summary": summary, "responses": responses}


def _guid(name: str, description: str) -> Document:
    schema = {"type": "string", "format": "uuid"}
    return {"name": name, "in": "path", "required": True, "description": description, "schema": schema}


def _form(properties: Document) -> Document:
    """A form that is a report, by the fields that say its properties, or that has one in a field."""
    described = {
        field: {"type": "string", **{key: properties[name][key] for key in ("description",) if key in properties[name]}}
        for name, fields in own_document.FIELDS.items()
        if name in properties
        for field in fields
    }
    inner = {"type": "string", "contentMediaType": _JSON, "contentSchema": _schema_of("Report")}
    return {"type": "object", "properties": {**described, **dict.fromkeys(form.DOCUMENTS, inner)}, "minProperties": 1}


def _schema_of(name: str) -> Document:
    return {"$ref": _REF.format(name=name)}
