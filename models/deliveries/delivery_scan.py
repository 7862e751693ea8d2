"""Deliveries with a text in their body: no index has the words of bodies, so bodies are read, a slice at a time.

A text is found as it is written there, whatever the case of ASCII letters. Where a sender escapes, "ç" is `\\u00e7` in
the body: the text is looked for in the ways in which JSON is written by the usual libraries, each all through the text.
A body that was compressed for the way is inflated here; a database cannot.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

from models.database import execute, is_shared, read_value
from models.deliveries.delivery_filter import DeliveryFilter
from models.deliveries.delivery_pages import Place, select
from models.deliveries.inflating import inflated

# A slice takes about so long, on any disk and with bodies of any size: then somebody can say stop.
SECONDS = 0.05
FIRST, LARGEST = 8, 4096

# Compared as bytes: the part of a body that is no UTF-8 stays as it is.
HAS = "instr(CAST(lower(CAST(deliveries.body AS TEXT)) AS BLOB), ?) > 0"
IS_CODED = "instr(lower(deliveries.headers), '\"content-encoding\"') > 0"
LOOK = (
    f"SELECT page.received_at, page.id, {{has}}, {IS_CODED} FROM ({{page}}) AS page"
    " CROSS JOIN deliveries ON deliveries.id = page.id"
)
# PostgreSQL lowers only texts, so the body is escaped first: of ASCII letters that makes nothing else, and of other
# bytes no letters.
# With OFFSET 0 it is done once for all spellings.
HAS_ON_SERVER = "POSITION(? IN lowered.body) > 0"
IS_CODED_ON_SERVER = "POSITION('\"content-encoding\"' IN LOWER(deliveries.headers)) > 0"
LOOK_ON_SERVER = (
    f"SELECT page.received_at, page.id, {{has}}, {IS_CODED_ON_SERVER} FROM ({{page}}) AS page"
    " JOIN deliveries ON deliveries.id = page.id"
    " CROSS JOIN LATERAL (SELECT DECODE(LOWER(ENCODE(deliveries.body, 'escape') COLLATE \"C\"), 'escape') AS body"
    " OFFSET 0) AS lowered"
)

_GO = {ord(each): f"\\u{ord(each):04x}" for each in "<>&"}
_NET = {ord(each): f"\\u{ord(each):04x}" for each in "<>&'+`"}


@dataclass(frozen=True, slots=True)
class Slice:
    """Some deliveries that were looked at: where the oldest of them stands, and the ids of those with the text."""

    end: Place
    found: list[int]


def slices(filter_: DeliveryFilter, place: Place | None) -> Iterator[Slice]:
    """What the list holds from a place on, newest first. The connection is open until the end."""
    spelled = spellings(filter_.text)
    look, has_one = (LOOK_ON_SERVER, HAS_ON_SERVER) if is_shared() else (LOOK, HAS)
    has, size = " OR ".join([has_one] * len(spelled)), FIRST
    while True:
        page, began = select(filter_, place, size), perf_counter()
        rows = execute(look.format(has=has, page=page.sql), [*spelled, *page.params])
        rows.sort(reverse=True)
        found = [id_ for _, id_, has_it, is_coded in rows if has_it or (is_coded and _is_in_coded(id_, spelled))]
        took = perf_counter() - began
        if rows:
            at, id_, _, _ = rows[-1]
            place = Place(at, id_)
            yield Slice(place, found)
        if len(rows) < size:
            return
        size = min(LARGEST, size * 2) if took < SECONDS / 2 else max(1, size // 2) if took > SECONDS else size


def _is_in_coded(delivery_id: int, spelled: Sequence[bytes]) -> bool:
    """Whether the text is in a body that was compressed; each is read by itself, for they may be large."""
    body = read_value("SELECT body FROM deliveries WHERE id = ?", (delivery_id,))
    lowered = inflated(bytes(body or b"")).lower()
    return any(each in lowered for each in spelled)


def spellings(text: str) -> list[bytes]:
    """The text as it may be written in a body, in UTF-8 with its ASCII letters in lower case."""
    plain, ascii_ = (json.dumps(text, ensure_ascii=only)[1:-1] for only in (False, True))
    ways = (
        text,
        plain,
        ascii_,
        plain.replace("/", "\\/"),
        ascii_.replace("/", "\\/"),
        plain.translate(_GO),
        ascii_.replace('\\"', "\\u0022").translate(_NET),
    )
    return list(dict.fromkeys(way.encode(errors="surrogatepass").lower() for way in ways))
