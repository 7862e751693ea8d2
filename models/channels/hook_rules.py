"""The rules of a hook: until when it takes reports, from whom, how many, and how a sender shows who it is."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Literal

from models.database.rows import Column, Rows
from models.database.tables import StoredTime, from_stored_or_none, to_stored
from models.problems import Problem

Network = IPv4Network | IPv6Network
SecretKind = Literal["header", "github", "standard"]
HEADER_LENGTH = 100
SECRET_LENGTH = 255
MOST_SENDERS = 200
SHORTEST_SILENCE, LONGEST_SILENCE = 60, 366 * 24 * 60 * 60  # seconds
# How a hook reads, where it is not by a format that was chosen: by what the body looks like, or as Hookdesk JSON only.
AUTOMATIC, OWN = "automatic", "own"
_BY_FORMAT = "format:"
MOST_READS = 100  # characters
MOST_ANSWERS = 20  # characters
# A case of a key that was closed less than an hour ago is reopened: a flapping check is one case with a history.
REOPEN_WITHIN, LONGEST_REOPENING = 60 * 60, 366 * 24 * 60 * 60  # seconds
# Bytes of a body. More than any hook takes, one may take in a form that has files.
LARGEST_BODY, LARGEST_UPLOAD = 1024 * 1024, 25 * 1024 * 1024
# Each post that was let in is remembered until the time of the limit is over.
MOST_IN_A_TIME = 100_000

_OWN_FORMAT = re.compile(f"{_BY_FORMAT}(?P<id>[1-9][0-9]{{0,8}})", re.ASCII)
_RATE = re.compile(r"(?P<number>[1-9][0-9]{0,8})/(?P<unit>second|minute|hour|day)")
# The name of a header: a token of RFC 9110, section 5.6.2. One with _ never arrives: the server drops it, because
# WSGI could not tell it from one with -.
_TOKEN = re.compile(r"[!#$%&'*+.^`|~0-9A-Za-z-]+")
# A header that says how to read a request cannot hold a secret as well.
_TAKEN = frozenset({"connection", "content-length", "content-type", "expect", "host", "te", "transfer-encoding"})


@dataclass(frozen=True, slots=True)
class Secret:
    """How a sender shows who it is.

    "header": the header `header` has the value `value`. "github": X-Hub-Signature-256 signs the body with `value`
    (docs.github.com). "standard": a signature of Standard Webhooks 1.0, `value` as that writes it (whsec_ and base64).
    """

    kind: SecretKind
    value: str = field(repr=False)
    header: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """All of them but `reopen_within`, `reads`, `fetches` and `largest_body` are off by default.

    `silent_after`: seconds without an accepted report after which the hook is said to be silent. `rate_limit`: such
    as "60/minute". `senders`: addresses and networks, in the words of the person who wrote them. `reopen_within`:
    seconds after a case was closed in which the next report of its key reopens it; 0 is never. `reads`: AUTOMATIC, OWN,
    the name of a preset, or by_format() of one of the administrator's own. `answers`: what its sender takes for a
    success, by the words of formats; "" is as the format says. `fetches`: whether files that its reports
    name are fetched. `largest_body`: how many bytes a post may have that brings files.
    """

    expires_at: datetime | None = None
    silent_after: int | None = None
    rate_limit: str | None = None
    senders: tuple[str, ...] = ()
    secret: Secret | None = None
    reopen_within: int = REOPEN_WITHIN
    reads: str = AUTOMATIC
    answers: str = ""
    fetches: bool = True
    largest_body: int = LARGEST_BODY


NO_RULES = Rules()


@dataclass(frozen=True, slots=True)
class Stored:
    """The rules as the row of a hook holds them, under the names of its columns."""

    expires_at: StoredTime | None
    silent_after: int | None
    rate_limit: str | None
    senders: str
    secret_kind: SecretKind | None
    secret_header: str | None
    secret: str | None = field(repr=False)
    reopen_within: int
    reads: str
    answers: str
    fetches: bool
    largest_body: int


STORED = Rows(Stored, *(Column(each.name, f"hooks.{each.name}") for each in fields(Stored)))


def by_format(format_id: int) -> str:
    """What `reads` of a hook says that reads by a format of the administrator's own."""
    return f"{_BY_FORMAT}{format_id}"


def format_id_of(reads: str) -> int | None:
    """The id of the administrator's own format that `reads` of a hook names; None where it names none."""
    found = _OWN_FORMAT.fullmatch(reads)
    return None if found is None else int(found["id"])


def check(rules: Rules) -> Rules:
    """The rules as they can be stored; raises Problem that says which cannot, and what to write instead."""
    if rules.silent_after is not None and not SHORTEST_SILENCE <= rules.silent_after <= LONGEST_SILENCE:
        raise Problem("A web hook cannot be called silent after this time.", "Choose a time from a minute to a year.")
    if not 0 <= rules.reopen_within <= LONGEST_REOPENING:
        raise Problem("A case cannot be reopened within this time.", "Choose a time up to a year, or 0 for never.")
    is_own = rules.reads.startswith(_BY_FORMAT)
    if not 0 < len(rules.reads) <= MOST_READS or (is_own and format_id_of(rules.reads) is None):
        raise Problem("A web hook cannot read by this format.", "Choose one from the list.")
    if len(rules.answers) > MOST_ANSWERS:
        raise Problem("A web hook cannot answer so.", "Choose an answer from the list.")
    _check_largest(rules)
    if rules.rate_limit is not None:
        _check_rate(rules.rate_limit)
    senders = tuple(dict.fromkeys(sender.strip() for sender in rules.senders if sender.strip()))
    for sender in senders:
        network(sender)
    if len(senders) > MOST_SENDERS:
        raise Problem(
            "These are more than {most} senders.",
            "Name networks, such as 192.0.2.0/24.",
            most=MOST_SENDERS,
        )
    if rules.secret is not None:
        _check_secret(rules.secret)
    return replace(rules, senders=senders)


def read(stored: Stored) -> Rules:
    """The rules that are stored; NO_RULES itself where there are none."""
    kind = stored.secret_kind
    secret = None if kind is None else Secret(kind, stored.secret or "", stored.secret_header or "")
    rules = Rules(
        from_stored_or_none(stored.expires_at),
        stored.silent_after,
        stored.rate_limit,
        tuple(stored.senders.split()),
        secret,
        stored.reopen_within,
        stored.reads,
        stored.answers,
        bool(stored.fetches),
        stored.largest_body,
    )
    return NO_RULES if rules == NO_RULES else rules


def stored(rules: Rules) -> Stored:
    """The rules as they are stored."""
    secret = rules.secret
    return Stored(
        None if rules.expires_at is None else to_stored(rules.expires_at),
        rules.silent_after,
        rules.rate_limit,
        "\n".join(rules.senders),
        None if secret is None else secret.kind,
        None if secret is None else secret.header or None,
        None if secret is None else secret.value,
        rules.reopen_within,
        rules.reads,
        rules.answers,
        rules.fetches,
        rules.largest_body,
    )


def network(sender: str) -> Network:
    """The addresses that an address or a network in `senders` means; raises Problem.

    An IPv4 network written as IPv6, ::ffff:192.0.2.0/120, means the IPv4 network (RFC 4291, 2.5.5.2).
    """
    try:
        found = ip_network(sender, strict=False)
    except ValueError:
        raise Problem(
            "This is not an address or a network: {sender}.",
            "Write it like 192.0.2.17, 192.0.2.0/24 or 2001:db8::/32.",
            sender=sender,
        ) from None
    mapped = found.network_address.ipv4_mapped if isinstance(found, IPv6Network) else None
    return found if mapped is None or found.prefixlen < 96 else IPv4Network((mapped, found.prefixlen - 96))


def _check_largest(rules: Rules) -> None:
    if not LARGEST_BODY <= rules.largest_body <= LARGEST_UPLOAD:
        raise Problem(
            "A post with files cannot have this size at most.",
            "Choose a size from {least} to {most} MiB.",
            least=LARGEST_BODY // 1024**2,
            most=LARGEST_UPLOAD // 1024**2,
        )
    # Its signature is over the whole body as one text.
    if rules.largest_body > LARGEST_BODY and rules.secret is not None and rules.secret.kind == "standard":
        raise Problem(
            "A post that is signed by Standard Webhooks cannot be larger than {least} MiB.",
            "Choose this size for posts with files, or another secret.",
            least=LARGEST_BODY // 1024**2,
        )


def _check_rate(rate_limit: str) -> None:
    found = _RATE.fullmatch(rate_limit)
    if found is None:
        raise Problem("This limit cannot be used: {limit}.", "Write it like 60/minute or 1000/hour.", limit=rate_limit)
    if int(found["number"]) > MOST_IN_A_TIME:
        raise Problem(
            "This limit is over {most}.",
            "Name a shorter time, such as 1000/minute.",
            most=MOST_IN_A_TIME,
        )


def _check_secret(secret: Secret) -> None:
    value, header = secret.value, secret.header
    if not value or len(value) > SECRET_LENGTH or not value.isprintable() or value != value.strip():
        raise Problem(
            "This secret cannot be used.",
            "Enter 1 to {most} printable characters, no space around them.",
            most=SECRET_LENGTH,
        )
    if secret.kind == "header" and (
        len(header) > HEADER_LENGTH or _TOKEN.fullmatch(header) is None or header.lower() in _TAKEN
    ):
        raise Problem("This header cannot hold a secret: {header}.", "Write a name like X-Hook-Secret.", header=header)
    if secret.kind == "standard" and not _is_standard(value):
        raise Problem(
            "This is no secret of Standard Webhooks.", "Copy it from the sender: whsec_ and then base64, as it stands."
        )


def _is_standard(value: str) -> bool:
    """Whether there is a key in a secret: base64, with its padding or without."""
    key = value.removeprefix("whsec_").rstrip("=")
    try:
        return bool(b64decode(key + "=" * (-len(key) % 4), validate=True))
    except ValueError:
        return False
