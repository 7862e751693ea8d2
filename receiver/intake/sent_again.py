"""Sent again: a delivery as it would come to a hook now, with its own body or another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter

from models.channels import hook_targets
from models.channels.hook_targets import Target
from models.deliveries.deliveries import Delivery, Received, Shown
from models.deliveries.last_bodies import Came
from models.files.uploads import Uploads
from models.problems import NotThere, Problem
from receiver.limits import KEPT_OF_LARGE, MAX_BODY

SENDER = "replay"  # in the place of a sender's address
_LABELS = ("Content-Type", "Content-Encoding")

Headers = tuple[tuple[str, str], ...]


def target_of(hook_id: int) -> Target:
    """The hook with an id. Raises NotThere; the connection is open."""
    target = hook_targets.of_hook(hook_id)
    if target is None:
        raise NotThere("The web hook is not there.", "Its channel was removed, and what it held with it.")
    return target


def target_for(original: Delivery, hook_id: int | None) -> Target:
    """The hook of a delivery, or another one of its channel. Raises Problem; the connection is open."""
    target = target_of(original.hook_id if hook_id is None else hook_id)
    if target.channel_id != original.channel_id:
        raise Problem("This web hook is of another channel.", "Choose one of the channel that the delivery came to.")
    return target


def sent_again(original: Shown, target: Target, body: bytes | None = None) -> Received:
    """The delivery as it would come now, with another body if one is given, and the files that came with it.

    Raises Problem when none is given and not all of its own was kept.
    """
    sent = _own_body(original) if body is None else body
    headers = _headers(original, edited=body is not None)
    received = posted(target, sent, headers, original.delivery.path, replay_of=original.delivery.id)
    if not original.files:
        return received
    left_out = 0 if body is not None else original.delivery.left_out
    return replace(received, size=len(sent) + left_out, uploads=Uploads(original.files, left_out))


def as_it_came(came: Came, target: Target) -> Received:
    """A delivery at its own time and with its own method, by the rules that the hook has now."""
    received = posted(target, came.body, _others(came.headers, "Content-Length"), came.path, came.id)
    return replace(received, received_at=came.received_at, method=came.method, uploads=Uploads(came.files))


def posted(target: Target, body: bytes, headers: Headers, path: str = "", replay_of: int | None = None) -> Received:
    """A body as it would come to a hook now."""
    return Received(
        hook_id=target.hook_id,
        channel_id=target.channel_id,
        purpose=target.purpose,
        received_at=datetime.now(UTC),
        remote_address=SENDER,
        method="POST",
        headers=(*headers, ("Content-Length", str(len(body)))),
        body=body if len(body) <= MAX_BODY else body[:KEPT_OF_LARGE],
        size=len(body),
        started=perf_counter(),
        revision=target.revision,
        replay_of=replay_of,
        reopen_within=target.rules.reopen_within,
        path=path,
        reads=target.rules.reads,
        answers=target.rules.answers,
        in_force=target.in_force,
        scope=target.scope,
    )


def labels(headers: Headers) -> tuple[str, str]:
    """The Content-Type and the Content-Encoding of what came, "" for none."""
    found = {name.title(): value for name, value in headers}
    return found.get("Content-Type", ""), found.get("Content-Encoding", "")


def _own_body(original: Shown) -> bytes:
    kept, size = len(original.body), original.delivery.size
    if not original.delivery.whole:
        raise Problem(
            "Only {kept} of the {size} bytes of this body were kept."
            if kept
            else "This body is not kept: it was too old, or the disk was nearly full when it came.",
            "Give it a whole body: edit it and replay that.",
            kept=kept,
            size=size,
        )
    return original.body


def _headers(original: Shown, *, edited: bool) -> Headers:
    """The headers of a delivery, which tell formats about it; an `edited` body is JSON, as it stands."""
    kept = _others(original.headers, "Content-Length", *(_LABELS if edited else ()))
    return (("Content-Type", "application/json"), *kept) if edited else kept


def _others(headers: Headers, *names: str) -> Headers:
    return tuple((name, value) for name, value in headers if name.title() not in names)
