"""Unwrapping: a body without the envelopes that senders put around it."""

from __future__ import annotations

from base64 import b64decode

import msgspec

_JSON_FIELDS = ("payload", "payload_json", "data", "Message", "message", "body", "event")
_MOST_LAYERS = 4


def unwrap(value: object) -> object:
    """What is inside: of a list of one, of a form field that holds JSON, of JSON within a string."""
    for _ in range(_MOST_LAYERS):
        inner = _one_layer(value)
        if inner is value:
            break
        value = inner
    return value


def _one_layer(value: object) -> object:
    if isinstance(value, list) and len(value) == 1:
        return value[0]
    if isinstance(value, str):
        return decoded(value)
    if not isinstance(value, dict):
        return value
    if "subscription" in value and isinstance(value.get("message"), dict):
        return _of_queue(value)
    if len(value) == 1:
        name, only = next(iter(value.items()))
        inner = decoded(only)
        if name in _JSON_FIELDS and isinstance(inner, dict | list):
            return inner
    opened = {name: decoded(value[name]) for name in _JSON_FIELDS if isinstance(value.get(name), str)}
    if all(inner is value[name] for name, inner in opened.items()):
        return value
    return {**value, **opened}


def _of_queue(value: dict[str, object]) -> object:
    """What a queue that pushes, as Google's Pub/Sub does, put into `message.data` as base64."""
    message = value["message"]
    data = message.get("data") if isinstance(message, dict) else None
    try:
        text = b64decode(str(data), validate=True).decode() if data else ""
    except ValueError:
        return value
    return decoded(text) or value


def decoded(value: object) -> object:
    """The object or array that a string holds as JSON; anything else as it is."""
    if not isinstance(value, str) or value.lstrip()[:1] not in ("{", "["):
        return value
    try:
        inner: object = msgspec.json.decode(value)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return value
    return inner if isinstance(inner, dict | list) else value
