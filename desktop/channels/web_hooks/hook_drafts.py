"""A web hook as it is being edited in the properties dialog, and how it stands in a few words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from desktop.words import clock
from desktop.words.language import number, tr
from models.channels import hook_rules, silence
from models.channels.hook_rules import NO_RULES, Rules
from models.channels.hooks import Hook, HookEdit
from models.deliveries.rejecting import RejectingHook
from models.problems import Problem

# The list says when a web hook expires once no more time than this is left.
SOON = timedelta(days=7)

Concern = tuple[str, str]
"""A few words and the role of their colour."""


@dataclass(slots=True)
class HookDraft:
    """`saved` is what the database has of it, None until OK."""

    guid: str
    purpose: str
    enabled: bool
    saved: Hook | None = None
    rules: Rules = NO_RULES
    rejecting: RejectingHook | None = None

    def edit(self) -> HookEdit:
        """What OK saves of it."""
        return HookEdit(self.guid, self.purpose.strip(), self.enabled, self.rules)

    def can_be_saved(self) -> bool:
        """Whether it has a purpose, and rules that can be stored."""
        try:
            hook_rules.check(self.rules)
        except Problem:
            return False
        return bool(self.purpose.strip())

    def title(self) -> str:
        """Its name in the list and in questions."""
        return self.purpose.strip() or tr("No purpose yet")

    def concern(self) -> Concern | None:
        """What somebody should know of it first, None when all is well."""
        now, ends = clock.now(), self.rules.expires_at
        if not self.enabled:
            return tr("Disabled"), "muted"
        if ends is not None and ends <= now:
            return tr("Expired"), "danger"
        if self.rejecting is not None:
            return tr(
                "Rejects most: {rejected} of the last {count}",
                self.rejecting.looked_at,
                rejected=number(self.rejecting.rejected),
            ), "danger"
        silent = None if self.saved is None else silence.silent(self.saved, now)
        if silent is not None:
            return tr("Silent for {span}", span=clock.span(now - silent.since)), "warning"
        if ends is not None and ends - now < SOON:
            return tr("Expires in {span}", span=clock.span(ends - now)), "warning"
        return None

    def counts(self) -> str:
        """How often it was used: "1,204 deliveries", "2 of 1,204 rejected"."""
        if self.saved is None:
            return tr("not saved yet")
        if self.saved.last_delivery_at is None:
            return tr("never used")
        if self.saved.rejected and self.rejecting is None:
            return tr(
                "{rejected} of {deliveries} rejected",
                rejected=number(self.saved.rejected),
                deliveries=number(self.saved.deliveries),
            )
        return deliveries(self.saved.deliveries)

    def used(self) -> str:
        """When it was used last: "2 min ago", or nothing."""
        if self.saved is None or self.saved.last_delivery_at is None:
            return ""
        return clock.ago(self.saved.last_delivery_at, clock.now())

    def state(self) -> str:
        """All of it in one line: "Disabled · 2 min ago · 1,204 deliveries"."""
        concern = self.concern()
        return " · ".join(filter(None, ("" if concern is None else concern[0], self.used(), self.counts())))


def deliveries(count: int) -> str:
    """ "1 delivery", "1,204 deliveries"."""
    return tr("{count} deliveries", count)
