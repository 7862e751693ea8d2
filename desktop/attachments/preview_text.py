"""The beginning of a file that is text, laid out for reading: no more of it than a person looks at."""

from __future__ import annotations

import csv
import io
import json

from desktop.bodies.pretty_json import lay_out
from desktop.words.language import tr
from desktop.words.message_text import folded
from models.files.copying import beginning
from models.files.file_names import file_name
from models.files.store import Store
from models.files.what_runs import ending
from models.messages.posted import Posted

MOST_BYTES = 256 * 1024
_TYPES = ("application/json", "application/xml", "application/yaml")
_TABLES = {"csv": ",", "tsv": "\t"}
_WIDEST_COLUMN = 40


def is_text(posted: Posted) -> bool:
    """Whether it is a file that is here, and that is text by its content. A page or a script is shown as its text."""
    content_type = posted.content_type or ""
    return posted.state == "kept" and (content_type.startswith("text/") or content_type in _TYPES)


def read_text(store: Store, posted: Posted) -> str:
    """The beginning of a text, JSON with its indents and a table in columns; raises Problem."""
    content = beginning(store, posted.hash or "", MOST_BYTES + 1)
    whole = len(content) <= MOST_BYTES
    text = content[:MOST_BYTES].decode("utf-8-sig", errors="replace")
    kind = ending(file_name(posted))
    if whole and (kind == "json" or posted.content_type == "application/json"):
        text = _json(text)
    elif kind in _TABLES:
        text = _in_columns(text, _TABLES[kind])
    shown = folded(text)
    return shown if whole else f"{shown}\n\n{tr('This is the beginning; save the file to see all of it.')}"


def _json(text: str) -> str:
    try:
        json.loads(text)
    except (ValueError, RecursionError):  # not JSON after all, or too deep: shown as it came
        return text
    return lay_out(text).text


def _in_columns(text: str, separator: str) -> str:
    """A table with its columns one below the other; what is quoted over several lines is one line."""
    rows = [
        [" ".join(value.split())[:_WIDEST_COLUMN] for value in row]
        for row in csv.reader(io.StringIO(text.replace("\0", "\ufffd")), delimiter=separator)
    ]
    widths: list[int] = []
    for row in rows:
        widths += [0] * (len(row) - len(widths))
        for place, value in enumerate(row):
            widths[place] = max(widths[place], len(value))
    return "\n".join("  ".join(value.ljust(width) for value, width in zip(row, widths, strict=False)) for row in rows)
