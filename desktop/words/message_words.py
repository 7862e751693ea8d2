"""What every screen says of a message: who wrote it, and what its attachments are called."""

from __future__ import annotations

from models.messages.messages import Message
from models.report import Attachment


def author(message: Message) -> str:
    """Who wrote it: the purpose of the web hook, or a person."""
    return message.author or message.hook or "A removed web hook"


def name_of(attachment: Attachment) -> str:
    """What a chip says: the name with its extension, or the address."""
    name = " ".join((attachment.display_name or attachment.url)[:500].split()) or "(no name)"
    ext = " ".join((attachment.ext or "")[:50].split()).lstrip(".")
    return f"{name}.{ext}" if ext and not name.lower().endswith(f".{ext.lower()}") else name


def in_words(attachment: Attachment) -> str:
    """An attachment where there are no chips: its name and below it its address."""
    return f"{name_of(attachment)}\n{attachment.url}"
