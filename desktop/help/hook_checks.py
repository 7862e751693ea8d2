"""One web hook: does it take posts, what became of the last one, and what came to a URL that is like its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.deliveries.list import delivery_words
from desktop.deliveries.unknown_urls.near_words import FoundUrl, what_is_wrong
from desktop.help.check import Check
from desktop.words import clock
from desktop.words.language import tr
from models.channels import hooks, near_urls
from models.channels.hooks import Hook
from models.deliveries import deliveries, unknown_urls
from models.deliveries.deliveries import REJECTED, Delivery
from models.deliveries.delivery_filter import DeliveryFilter


@dataclass(frozen=True, slots=True)
class HookFacts:
    """A hook as it is, the last request to it, and those to URLs that are no hook's, newest first."""

    hook: Hook
    last: Delivery | None
    unknown: Sequence[FoundUrl]


def read(guid: str) -> HookFacts:
    """What is known of a hook. Raises NotThere."""
    hook = hooks.get(guid)
    last = deliveries.page(DeliveryFilter(hook_id=hook.id), limit=1)
    urls = near_urls.read()
    return HookFacts(
        hook,
        last[0] if last else None,
        [FoundUrl(one, urls.find(one.target)) for one in unknown_urls.page()],
    )


def takes_posts(facts: HookFacts, now: datetime) -> Check:
    """Whether a post would be let in, and of whom."""
    hook, rules = facts.hook, facts.hook.rules
    if not hook.enabled:
        return Check(
            "danger",
            tr("The web hook {hook} is disabled: it refuses every post.", hook=hook.purpose),
            tr("Enable it in the properties of its channel."),
        )
    if rules.expires_at is not None and rules.expires_at <= now:
        ago = clock.long_relative(rules.expires_at, now)
        return Check(
            "danger",
            tr("The web hook {hook} expired {ago}.", hook=hook.purpose, ago=ago),
            tr("Let it expire later, under Limits and security in the properties of its channel."),
        )
    wanted = []
    if rules.senders:
        wanted.append(tr("It takes posts from {senders} only.", senders=", ".join(rules.senders)))
    if rules.secret is not None:
        wanted.append(
            tr("It wants its secret in the header {header}.", header=rules.secret.header)
            if rules.secret.kind == "header"
            else tr("It wants each post signed with its secret.")
        )
    if wanted:
        return Check("warning", " ".join(wanted), tr("Compare that with the settings of the sender."))
    return Check("ok", tr("The web hook {hook} takes posts from everybody who has its URL.", hook=hook.purpose))


def last_request(facts: HookFacts, now: datetime) -> Check:
    """When the last request came, and what became of it."""
    last = facts.last
    if last is None:
        return Check(
            "warning",
            tr("No request has come to its URL yet."),
            tr("Try the line below on the sender's machine: if it arrives, look at the settings of the sender."),
        )
    ago, became = clock.long_relative(last.received_at, now), delivery_words.outcome(last)
    sender = delivery_words.sender(last)
    if last.outcome == REJECTED:
        return Check(
            "danger",
            tr(
                "The last request came {ago} from {sender} and was rejected: {why}.", ago=ago, sender=sender, why=became
            ),
            tr("Open it on the Deliveries page: it says what was wrong."),
        )
    return Check(
        "ok", tr("The last request came {ago} from {sender}: {became}.", ago=ago, sender=sender, became=became)
    )


def unknown_requests(facts: HookFacts, now: datetime) -> Check:
    """What came to URLs that are like this hook's, or like another's."""
    meant = [one for one in facts.unknown if one.near is not None and one.near.hook.guid == facts.hook.guid]
    if meant:
        ago = clock.long_relative(meant[0].request.received_at, now)
        count = sum(1 + one.request.left_out for one in meant)
        came = tr("{count} requests came to a URL that is almost this one, the last {ago}.", count, ago=ago)
        return Check(
            "danger",
            f"{came} {what_is_wrong(meant[0])}",
            tr("Copy the URL of the web hook into the sender once more."),
        )
    if facts.unknown:
        count = sum(1 + one.request.left_out for one in facts.unknown)
        ago = clock.long_relative(facts.unknown[0].request.received_at, now)
        return Check(
            "warning",
            tr("{count} requests came to URLs of no web hook, the last {ago}.", count, ago=ago),
            tr("Look at them on the Deliveries page, under Unknown URLs."),
        )
    return Check("ok", tr("No request came to a URL of no web hook."))
