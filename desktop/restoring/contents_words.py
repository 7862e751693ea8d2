"""What a backup holds, in words."""

from __future__ import annotations

from desktop.words import clock, measures
from desktop.words.language import tr
from models.upkeep.restoring import Contents


def contents_words(found: Contents) -> str:
    """A few sentences on a backup that was looked into."""
    last = tr("nothing has come yet") if found.last_at is None else clock.exact(found.last_at)
    said = tr(
        "{name} is sound, {size}. Channels: {channels}, cases: {cases}, messages: {messages}."
        " The last that came: {last}.",
        name=found.path.name,
        size=measures.size(found.size),
        channels=found.channels,
        cases=found.cases,
        messages=found.messages,
        last=last,
    )
    if found.is_older:
        return said + "\n" + tr("An older version made it. It is brought up to this one when it is opened.")
    return said
