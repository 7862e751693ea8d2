"""The rules of a hook: until when it takes reports, from whom, how many, and how a sender shows who it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_network
from typing import Any, Literal

from models.problems import Problem
from models.tables import from_stored, to_stored

SecretKind = Literal["header", "github", "standard"]
HEADER_LENGTH = 100
SECRET_LENGTH = 255

# The columns of a hook's row that hold its rules, in the order that read() wants and values() gives.
COLUMNS = (
    "hooks.expires_at", "hooks.silent_after", "hooks.rate_limit", "hooks.senders",
    "hooks.secret_kind", "hooks.secret_header", "hooks.secret",
)  # fmt: skip

_RATE = re.compile(r"(?P<number>[1-9][0-9]{0,6})/(?P<unit>second|minute|hour|day)")
# The name of a header: a token of RFC 9110, section 5.6.2.
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


@dataclass(frozen=True, slots=True)
class Secret:
    """How a sender shows who it is.

    "header": the header `header` has the value `value`. "github": X-Hub-Signature-256 signs the body with `value`.
    "standard": a signature of Standard Webhooks, `value` as that writes it (whsec_ and base64).
    """

    kind: SecretKind
    value: str
    header: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """All of them are off by default.

    `silent_after`: seconds without an accepted report after which the hook is said to be silent. `rate_limit`: such
    as "60/minute". `senders`: addresses and networks, in the words of the person who wrote them.
    """

    expires_at: datetime | None = None
    silent_after: int | None = None
    rate_limit: str | None = None
    senders: tuple[str, ...] = ()
    secret: Secret | None = None


NO_RULES = Rules()


def check(rules: Rules) -> Rules:
    """The rules as they can be stored; raises Problem that says which cannot, and what to write instead."""
    if rules.silent_after is not None and rules.silent_after < 60:
        raise Problem("A web hook can be called silent after a minute at the earliest.", "Enter a longer time.")
    if rules.rate_limit is not None and _RATE.fullmatch(rules.rate_limit) is None:
        raise Problem(f"This limit cannot be used: {rules.rate_limit}.", "Write it like 60/minute or 1000/hour.")
    for sender in rules.senders:
        _network(sender)
    if rules.secret is not None:
        _check_secret(rules.secret)
    return rules


def read(row: tuple[Any, ...]) -> Rules:
    """The rules in a row of COLUMNS."""
    expires_at, silent_after, rate_limit, senders, kind, header, value = row
    secret = None if kind is None else Secret(kind, value or "", header or "")
    expires = None if expires_at is None else from_stored(expires_at)
    return Rules(expires, silent_after, rate_limit, tuple(senders.split()), secret)


def values(rules: Rules) -> tuple[Any, ...]:
    """The rules as COLUMNS store them."""
    secret = rules.secret
    return (
        None if rules.expires_at is None else to_stored(rules.expires_at),
        rules.silent_after,
        rules.rate_limit,
        "\n".join(rules.senders),
        None if secret is None else secret.kind,
        None if secret is None else secret.header or None,
        None if secret is None else secret.value,
    )


def _network(sender: str) -> None:
    try:
        ip_network(sender, strict=False)
    except ValueError:
        raise Problem(
            f"This is not an address or a network: {sender}.",
            "Write it like 192.0.2.17, 192.0.2.0/24 or 2001:db8::/32.",
        ) from None


def _check_secret(secret: Secret) -> None:
    if not secret.value or len(secret.value) > SECRET_LENGTH or not secret.value.isprintable():
        raise Problem("This secret cannot be used.", f"Enter 1 to {SECRET_LENGTH} printable characters.")
    if secret.kind == "header" and (len(secret.header) > HEADER_LENGTH or _TOKEN.fullmatch(secret.header) is None):
        raise Problem(f"This is not the name of a header: {secret.header}.", "Write one like X-Hook-Secret.")
