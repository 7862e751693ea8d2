"""What every screen says of a message: who wrote it, and what its attachments are called."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.words.language import tr
from desktop.words.unturned import unturned
from models.messages.messages import Message
from models.report import Attachment

MOST_REFERENCES = 5


def author(message: Message) -> str:
    """Who wrote it: the purpose of the web hook, or a person."""
    return unturned(message.author or message.hook or tr("A removed web hook"))


def name_of(attachment: Attachment) -> str:
    """What a chip says: the name with its extension, or the address."""
    names = (" ".join((said or "")[:500].split()) for said in (attachment.display_name, attachment.url))
    name = next(filter(None, names), tr("(no name)"))
    ext = " ".join((attachment.ext or "")[:50].split()).lstrip(".")
    return unturned(f"{name}.{ext}" if ext and not name.lower().endswith(f".{ext.lower()}") else name)


def waits_for(references: Sequence[str]) -> str:
    """The reports that a message refers to and that are not known: five of them, and how many more."""
    named = ", ".join(references[:MOST_REFERENCES])
    more = len(references) - MOST_REFERENCES
    if more > 0:
        return tr("waits for {references} and {count} more", more, references=named)
    return tr("waits for {references}", references=named)


def in_words(attachment: Attachment) -> str:
    """An attachment where there are no chips: its name and below it its address, if it has one."""
    return "\n".join(filter(None, (name_of(attachment), attachment.url)))


def in_line(attachment: Attachment) -> str:
    """An attachment on paper and in plain text: its name and its address, if it has one."""
    return ": ".join(filter(None, (name_of(attachment), attachment.url)))
