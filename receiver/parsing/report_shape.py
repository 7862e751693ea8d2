"""The shape of a report as it is posted. msgspec checks a document against it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from models.cases.cases import Priority
from models.report import State

MAX_ID = 255  # characters
MAX_URL = 8192  # characters
MAX_REFERENCES = 1000
MAX_REPORTS = 1000  # in one delivery
MAX_ATTACHMENTS = 1000

# A report id or a key. A sender that has none may say so by an empty one.
Id = Annotated[str, Meta(max_length=MAX_ID)] | int
Url = Annotated[str, Meta(min_length=1, max_length=MAX_URL, description="Where it is.")]
Name = Annotated[str | None, Meta(description="What it is called.")]
Ext = Annotated[str | None, Meta(description="The ending of its name, without the dot.")]


class File(Struct, tag_field="@type", tag="file", rename="camel", frozen=True, gc=False):
    """A file that lies elsewhere."""

    url: Url
    display_name: Name = None
    ext: Ext = None


class Link(Struct, tag_field="@type", tag="link", rename="camel", frozen=True, gc=False):
    """A link to open."""

    url: Url
    display_name: Name = None
    ext: Ext = None


Attachments = Annotated[list[File | Link], Meta(max_length=MAX_ATTACHMENTS)]
References = Annotated[list[Id], Meta(max_length=MAX_REFERENCES)]


class Posted(Struct, rename="camel", frozen=True):
    """A report. A text, or at least one attachment, must be there; null is the same as absent. Others are ignored."""

    id: Annotated[Id | None, Meta(description='The report id; 42 is the same as "42".')] = None
    references: Annotated[
        References | Id | None, Meta(description="The report ids that this report belongs to, or one.")
    ] = None
    text: Annotated[str | None, Meta(description="The message; plain text, never read as HTML or Markdown.")] = None
    subject: Annotated[
        str | None, Meta(description="The subject of a case that opens; without it the first line of the text.")
    ] = None
    key: Annotated[
        Id | None,
        Meta(description="The lasting trouble that this is about: the case that is open under it takes the report."),
    ] = None
    state: Annotated[State | None, Meta(description="closed, when the trouble is over; without it open.")] = None
    priority: Annotated[Priority | None, Meta(description="The priority of a case that opens.")] = None
    attachments: Annotated[Attachments | None, Meta(description="Files and links.")] = None
    attachment: Annotated[
        Attachments | None, Meta(description="The same as attachments: the spelling of older Emakin documents.")
    ] = None
