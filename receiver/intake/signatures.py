"""Signatures and secrets: whether a request shows that its sender knows the secret of a hook.

All comparisons take the same time wherever two values begin to differ.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import uuid
from collections.abc import Iterable
from datetime import datetime

from standardwebhooks import Webhook, WebhookVerificationError

from models.channels.hook_rules import Secret
from receiver.answers import Refused
from receiver.limits import MAX_BODY
from receiver.serving.request import Request

SIGNATURE = "X-Hub-Signature-256"
HIDDEN = "(secret)"
# Headers that let in whoever knows them, at this receiver or elsewhere. A signature is none: it fits one body.
_SECRET = re.compile(
    "authorization|cookie|token|secret|passw|credential|(api|access|functions|subscription)[-_]?key", re.IGNORECASE
)
_STANDARD = ("webhook-id", "webhook-timestamp", "webhook-signature")
_SVIX = ("svix-id", "svix-timestamp", "svix-signature")  # the same under older names
_CLOCKS = "The time in webhook-timestamp is more than five minutes from this computer's; check both clocks."
# What the library says of a message, for those who sent it; all else is a signature that does not fit.
_WRONG_TIMES = {
    "Message timestamp too old": _CLOCKS,
    "Message timestamp too new": _CLOCKS,
    "Invalid Signature Headers": "The header webhook-timestamp is not a time; it has seconds since 1970.",
}


def check(secret: Secret, request: Request) -> Refused | None:
    """Why a request, whose whole body is here, does not show the secret, or None."""
    if secret.kind == "header":
        detail = _header(secret, request)
    elif secret.kind == "github":
        detail = _github(secret, request)
    else:
        detail = _standard(secret, request, request.beginning(MAX_BODY))
    return None if detail is None else Refused("wrong_secret", detail)


def shown(secret: Secret, body: bytes, now: datetime) -> dict[str, str]:
    """The headers by which a sender of this body, UTF-8, shows that it knows the secret."""
    if secret.kind == "header":
        return {secret.header: _as_sent(secret.value)}
    if secret.kind == "github":
        return {SIGNATURE: f"sha256={_github_signature(secret, [body])}"}
    ident = f"msg_{uuid.uuid4().hex}"
    signature = Webhook(secret.value).sign(ident, now, body.decode())
    return dict(zip(_STANDARD, (ident, str(int(now.timestamp())), signature), strict=True))


def hidden(
    secret: Secret | None, headers: tuple[tuple[str, str], ...], *, keep_others: bool = False
) -> tuple[tuple[str, str], ...]:
    """The headers as they are kept: what is secret of them is not, also where the web hook asks for no secret.

    With `keep_others` only what the web hook asks for is hidden.
    """

    def is_hidden(key: str, sent: str) -> bool:
        return _shows(secret, key, sent) or (not keep_others and _SECRET.search(key) is not None)

    return tuple((key, HIDDEN if is_hidden(key, sent) else sent) for key, sent in headers)


def _shows(secret: Secret | None, key: str, sent: str) -> bool:
    """Whether a header has the secret of a web hook, or is the one in which it is wanted."""
    if secret is None:
        return False
    name, value = secret.header.lower() if secret.kind == "header" else "", _as_sent(secret.value)
    return key.lower() == name or _same(sent, value) or _same(sent.rpartition(" ")[2], value)


def _header(secret: Secret, request: Request) -> str | None:
    sent = request.header(secret.header)
    if not sent:
        return f"The header {secret.header} is missing; this web hook wants a secret there."
    if not _same(sent, _as_sent(secret.value)):
        return f"The header {secret.header} has not the secret of this web hook."
    return None


def _github(secret: Secret, request: Request) -> str | None:
    """GitHub's signature: https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries."""
    sent = request.header(SIGNATURE)
    if not sent:
        return f"The header {SIGNATURE} is missing; this web hook wants the body signed as GitHub does."
    if not _same(sent.lower(), f"sha256={_github_signature(secret, request.pieces())}"):
        return f"The signature in {SIGNATURE} does not fit the body and the secret of this web hook."
    return None


def _github_signature(secret: Secret, body: Iterable[bytes]) -> str:
    signature = hmac.new(secret.value.encode(), digestmod=hashlib.sha256)
    for piece in body:
        signature.update(piece)
    return signature.hexdigest()


def _standard(secret: Secret, request: Request, body: bytes) -> str | None:
    """Standard Webhooks 1.0: https://www.standardwebhooks.com."""
    sent = _SVIX if request.header(_SVIX[-1]) and not request.header(_STANDARD[-1]) else _STANDARD
    headers = {name: request.header(other) for name, other in zip(_STANDARD, sent, strict=True)}
    missing = next((name for name in _STANDARD if not headers[name]), None)
    if missing is not None:
        return f"The header {missing} is missing; this web hook wants the body signed by Standard Webhooks."
    no_fit = "The signature in webhook-signature does not fit the message and the secret of this web hook."
    try:
        Webhook(secret.value).verify(body, headers, json_parse=False)
    except WebhookVerificationError as error:
        return _WRONG_TIMES.get(str(error), no_fit)
    except ValueError:
        # A body that is not UTF-8, or a signature that is not base64: the library does not expect them.
        return no_fit
    return None


def _as_sent(value: str) -> str:
    """A secret as WSGI shows it when it was sent in UTF-8."""
    return value.encode().decode("latin-1")


def _same(sent: str, expected: str) -> bool:
    return hmac.compare_digest(sent.encode("latin-1"), expected.encode("latin-1"))
