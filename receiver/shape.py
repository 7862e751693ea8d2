"""The shape of a report as it is posted. msgspec checks a document against it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

MAX_ID = 255  # characters
MAX_URL = 8192  # characters
MAX_REFERENCES = 1000
MAX_ATTACHMENTS = 1000

Id = Annotated[str, Meta(min_length=1, max_length=MAX_ID)] | int
Url = Annotated[str, Meta(min_length=1, max_length=MAX_URL)]


class File(Struct, tag_field="@type", tag="file", rename="camel", frozen=True, gc=False):
    """A file that lies elsewhere."""

    url: Url
    display_name: str | None = None
    ext: str | None = None


class Link(Struct, tag_field="@type", tag="link", rename="camel", frozen=True, gc=False):
    """A link to open."""

    url: Url
    display_name: str | None = None
    ext: str | None = None


Attachments = Annotated[list[File | Link], Meta(max_length=MAX_ATTACHMENTS)]


class Posted(Struct, rename="camel", frozen=True):
    """A report as it is posted; null is the same as absent. `attachment` is an older spelling."""

    id: Id | None = None
    references: Annotated[list[Id], Meta(max_length=MAX_REFERENCES)] | Id | None = None
    text: str | None = None
    subject: str | None = None
    attachments: Attachments | None = None
    attachment: Attachments | None = None
