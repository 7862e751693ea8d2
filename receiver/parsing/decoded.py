"""Decoded: the body of a delivery as a value, before anything says what it means."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from receiver.answers import Refused

Kind = Literal["json", "form", "xml", "text", "ndjson"]


class Decoded(Struct, frozen=True):
    """What a body holds.

    `value` is what JSON can hold: the document; of a form and of XML a map; of plain text a string; of NDJSON the list
    of its lines. A document that came in a form field, or in a string of JSON, is there without it. `repaired` has
    JSON pointers (RFC 6901) of strings that were changed to be read. `media_type` is what the Content-Type said,
    `not_json` what is wrong with the body as JSON, for the kinds that are none.
    """

    kind: Kind
    value: object
    repaired: tuple[str, ...] = ()
    charset: str = "utf-8"
    media_type: str = ""
    not_json: Refused | None = None
