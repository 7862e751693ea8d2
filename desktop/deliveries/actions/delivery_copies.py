"""What is copied and saved of a delivery, read in a task."""

from __future__ import annotations

from models.channels import hooks
from models.channels.hooks import Hook
from models.deliveries import deliveries
from models.problems import NotThere, Problem
from receiver.how_to_post.copy_as import programs


def program(delivery_id: int, language: str, base_url: str) -> str:
    """A program that posts a delivery's body to its hook's URL of now; `language` as the samples call it.

    Raises Problem when the hook or a part of the body is gone.
    """
    shown = deliveries.shown(delivery_id)
    if not shown.delivery.whole:
        raise Problem(
            "Not all of this body was kept.",
            "Edit and replay it with the rest, and copy what comes of that.",
        )
    hook = _hook(shown.delivery.hook_id, shown.delivery.channel_id)
    url = hooks.url(base_url, hook.channel_guid, hook.guid)
    names = [file.name for file in shown.files]
    found = programs(url, shown.headers, shown.body, hook.rules.secret, names)
    return next(sample.text for sample in found if sample.label == language)


def body(delivery_id: int) -> bytes:
    """What is kept of a body. Raises Problem when nothing is."""
    shown = deliveries.shown(delivery_id)
    if not shown.body:
        raise Problem(
            "This body is not kept: it was too old, or the disk was nearly full when it came."
            if shown.delivery.size
            else "This delivery had no body.",
            "Look at its headers and its answer.",
        )
    return shown.body


def _hook(hook_id: int, channel_id: int) -> Hook:
    for hook in hooks.of_channel(channel_id):
        if hook.id == hook_id:
            return hook
    raise NotThere("The web hook of this delivery is gone.", "Edit and replay it to another one of its channel.")
