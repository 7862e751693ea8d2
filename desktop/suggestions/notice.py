"""A notice: what somebody should know of a web hook of the channel, with the next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.suggestions.suggested import Suggested
from desktop.words.language import tr
from models.deliveries.rejecting import RejectingHook

Notice = Suggested | RejectingHook


@dataclass(frozen=True, slots=True)
class Notices:
    """Those of a channel; `rejecting` are of all channels."""

    suggested: Sequence[Suggested] = ()
    rejecting: Sequence[RejectingHook] = ()

    def of_channel(self, channel_id: int) -> list[Notice]:
        """A suggestion mends what is rejected, so it comes first; nobody is told twice of one web hook."""
        suggested = [each for each in self.suggested if each.hook.channel_id == channel_id]
        told = {each.hook.id for each in suggested}
        of_here = (each for each in self.rejecting if each.channel_id == channel_id)
        return [*suggested, *(each for each in of_here if each.hook_id not in told)]


def rejects_most(hook: RejectingHook) -> str:
    """ "“Backup” rejected 18 of its last 20 deliveries."."""
    return tr(
        "“{hook}” rejected {rejected} of its last {count} deliveries.",
        hook.looked_at,
        hook=hook.purpose,
        rejected=str(hook.rejected),
    )
