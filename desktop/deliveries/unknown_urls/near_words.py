"""What is wrong with a URL, in a sentence, and what stands beside it in the list."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.words.language import Sentence, tr
from desktop.words.measures import size
from models.channels.near_urls import Near
from models.deliveries.unknown_urls import UnknownUrl

_OF_CHARACTERS = {
    "too much": Sentence("Looks like the URL of “{hook}”, {count} characters too much."),
    "missing": Sentence("Looks like the URL of “{hook}”, {count} characters are missing."),
    "different": Sentence("Looks like the URL of “{hook}”, {count} characters are different."),
}
_OTHERS = {
    "cut off": Sentence("Looks like the URL of “{hook}”, but its end is missing."),
    "channel": Sentence("Looks like the URL of “{hook}”, but the channel in it is another one."),
    "path": Sentence("Looks like the URL of “{hook}”, but what stands before its last part is not right."),
    "no hook": Sentence("Names the channel of “{hook}”, but no web hook."),
}


@dataclass(frozen=True, slots=True)
class FoundUrl:
    """A request to an unknown URL, and the web hook that it was most likely meant for."""

    request: UnknownUrl
    near: Near | None


def what_is_wrong(found: FoundUrl) -> str:
    """In one sentence, or two."""
    near = found.near
    if near is None:
        return tr("Like no web hook's URL.")
    if near.wrong in _OF_CHARACTERS:
        said = tr(_OF_CHARACTERS[near.wrong], near.count, hook=near.hook.purpose)
    else:
        said = tr(_OTHERS[near.wrong], hook=near.hook.purpose)
    return f"{said} {tr('It had that URL before.')}" if near.old else said


def what_to_do(found: FoundUrl) -> str:
    """The next step."""
    if found.near is None:
        return tr("Nothing of it was recorded; the sender got 404. Copy the URL of a web hook to whatever posts here.")
    return tr("Nothing of it was recorded; the sender got 404. Copy the right URL to whatever posts here.")


def beside(request: UnknownUrl) -> list[str]:
    """The parts of the second line: "POST", "1.2 KiB", "127.0.0.1", and how many more came with it."""
    said = [request.method, size(request.size), request.remote_address]
    more = tr("{count} more soon after it, not kept", request.left_out) if request.left_out else ""
    return [*said, *filter(None, [more])]
