"""Admission: whether a hook takes this request, by its state and the rules that the administrator gave it."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from models.channels.hook_rules import LARGEST_UPLOAD, NO_RULES, Network, network
from models.channels.hook_targets import Target
from models.deliveries.deliveries import Received
from receiver.answers import Refused
from receiver.intake import signatures
from receiver.intake.rates import Rates
from receiver.intake.uploads.uploading import may_have_files
from receiver.limits import MAX_BODY
from receiver.serving.proxies import sender_address
from receiver.serving.request import Request

_NO_POST = Refused("method_not_allowed")
POSTING = ("POST", "PUT")
_HOW_TO_RAISE = (
    "With files in it a post may have more: its administrator can raise that to 25 MiB, in the limits of the web hook"
    " or by hookdeskctl hook set --largest-body."
)
_GONE = Refused("hook_gone")
_DISABLED = Refused("hook_disabled")


class Admission:
    """The rules, in the order of their price: what costs most is asked last."""

    def __init__(self) -> None:
        self._rates = Rates()

    def refusal(self, target: Target, request: Request, received: Received) -> Refused | None:
        """Why this request is not even to be read as a report, or None."""
        refusal = closed(target, received.received_at)
        if refusal is not None:
            return refusal
        if received.method not in POSTING:
            return _NO_POST
        if request.cut == "late":
            return in_part(request.came, received.size)
        refusal = too_large_for(target, request, received.size)
        if refusal is not None or target.rules is NO_RULES:
            return refusal
        return self._by_rules(target, request, received)

    def forget(self, target: Target) -> None:
        """The hook has changed: a request that is looked at once more must not be counted twice."""
        if target.rules.rate_limit is not None:
            self._rates.forget(target.hook_id, target.rules.rate_limit)

    def _by_rules(self, target: Target, request: Request, received: Received) -> Refused | None:
        rules = target.rules
        if rules.senders and not _is_allowed(rules.senders, received.remote_address):
            detail = f"This web hook takes nothing from {received.remote_address}."
            return Refused("sender_not_allowed", detail)
        if rules.rate_limit is not None:
            wait = self._rates.wait(target.hook_id, rules.rate_limit)
            if wait is not None:
                return _too_many(rules.rate_limit, wait)
        return None if rules.secret is None else signatures.check(rules.secret, request)


def _too_many(limit: str, wait: int) -> Refused:
    number, _, unit = limit.partition("/")
    most = f"{int(number):,} {'an' if unit == 'hour' else 'a'} {unit}"
    return Refused("rate_limited", f"This web hook takes at most {most}. Send it again in {wait} s.", retry_after=wait)


def closed(target: Target, now: datetime) -> Refused | None:
    """Why a hook takes nothing at all, not even a replay: it is gone or disabled, has expired, or its old URL has."""
    if target.state == "gone":
        return _GONE
    expires_at = target.rules.expires_at
    if expires_at is not None and expires_at <= now:
        return Refused("hook_gone", f"This web hook expired at {_utc(expires_at)}. Ask for a new one.")
    if target.ends_at is not None and target.ends_at <= now:
        detail = f"This URL was replaced, and ended at {_utc(target.ends_at)}. Ask for the web hook's new URL."
        return Refused("hook_gone", detail)
    return _DISABLED if target.state == "disabled" else None


def in_part(came: int, size: int) -> Refused:
    """The refusal of a request of whose body so many bytes came, before it ended early."""
    part = f"{came:,} of {size:,} bytes" if came < size else f"Only {came:,} bytes"
    return Refused("request_timeout", f"{part} of the body came. Check the Content-Length, or send it again.")


def too_large_for(target: Target, request: Request, size: int) -> Refused | None:
    """Why a body is not taken by a hook, or None: one that can have files may have as many bytes as its rules say."""
    most = target.rules.largest_body
    if size <= MAX_BODY or not may_have_files(request):
        return too_large(size)
    if size <= most:
        return None
    detail = f"The body has {size:,} bytes; this web hook takes at most {most:,}."
    return Refused("payload_too_large", detail if most == LARGEST_UPLOAD else f"{detail} {_HOW_TO_RAISE}")


def too_large(size: int) -> Refused | None:
    """Why a body of so many bytes is not taken, or None."""
    if size <= MAX_BODY:
        return None
    return Refused("payload_too_large", f"The body has {size:,} bytes; at most {MAX_BODY:,} are taken.")


@lru_cache(maxsize=1024)
def _is_allowed(senders: tuple[str, ...], remote_address: str) -> bool:
    address = sender_address(remote_address)
    return address is not None and any(address in each for each in _networks(senders))


@lru_cache(maxsize=256)
def _networks(senders: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(network(sender) for sender in senders)


def _utc(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S UTC")
