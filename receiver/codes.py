"""Codes: each kind of refusal, and each outcome of a report, written down once.

Answers, the description for machines, the metrics and the Deliveries page read them here; docs/api.md is held to them.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.report import Outcome


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of refusal.

    `title` is the same for each occurrence. `example` is what one occurrence says to its sender; where that depends on
    the body, a body that is refused so. `cause` says in a list of deliveries why one was rejected; None where nothing
    is kept. `of_hook`: it can come from a hook's URL. `doubts_sender`: refused for what the sender is, not for what it
    wrote.
    """

    status: int
    title: str
    example: str | bytes
    cause: str | None = None
    of_hook: bool = True
    doubts_sender: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """An outcome of a report: the status of its answer, its words on the screens, and one that came so."""

    status: int
    words: str
    example: Outcome


# Those of deliveries first, in the order in which people look for them.
CODES = {
    "invalid_json": Code(400, "The body is not JSON", b'{"text": "a",}', "Not JSON"),
    "invalid_report": Code(422, "The report has the wrong shape", b'{"text": 5}', "Wrong fields"),
    "wrong_secret": Code(
        403,
        "The sender did not show the secret",
        "The header X-Hook-Secret is missing; this web hook wants a secret there.",
        "Wrong secret",
        doubts_sender=True,
    ),
    "sender_not_allowed": Code(
        403,
        "This sender may not post here",
        "This web hook takes nothing from 192.0.2.17.",
        "Sender not allowed",
        doubts_sender=True,
    ),
    "rate_limited": Code(
        429,
        "The web hook takes no more for now",
        "This web hook takes at most 60 a minute. Send it again in 12 s.",
        "Too many",
    ),
    "hook_disabled": Code(
        403,
        "The web hook is disabled",
        "This web hook is disabled in the channel's properties.",
        "Web hook disabled",
    ),
    "hook_gone": Code(410, "The web hook is gone", "This web hook was removed. Stop posting here.", "Web hook gone"),
    "method_not_allowed": Code(405, "Only POST and PUT work here", "Send the report as JSON with POST.", "Not a POST"),
    "payload_too_large": Code(
        413, "The body is too large", "The body has 1,048,577 bytes; at most 1,048,576 are taken.", "Too large"
    ),
    "unsupported_coding": Code(
        415,
        "The coding of the body is not known here",
        "The Content-Encoding br is not known here; gzip and deflate are.",
        "Unknown coding",
    ),
    "request_timeout": Code(
        408,
        "The request did not come as a whole",
        "24 of 28 bytes of the body came. Check the Content-Length, or send it again.",
        "Came in part",
    ),
    "misdirected_request": Code(
        421,
        "The request is for another host",
        "The Host header must name this receiver, once. Post to the web hook's URL as it was copied.",
        "Wrong host",
        doubts_sender=True,
    ),
    "cross_origin": Code(
        403,
        "Web pages may not post here",
        "The Origin header names a web page of another site.",
        "From a web page",
        doubts_sender=True,
    ),
    "internal_error": Code(
        500,
        "Something went wrong here",
        "The receiver failed at this request; its log says more.",
        "Failed here",
    ),
    "unavailable": Code(
        503, "Nothing can be stored at the moment", "Nothing was stored. Send it again in a few seconds."
    ),
    "tls_to_http": Code(
        400,
        "TLS was spoken to plain HTTP",
        "This is plain HTTP, and TLS was spoken. Use the URL with http://, or let a proxy speak TLS.",
        of_hook=False,
    ),
    "bad_request": Code(
        400,
        "The request is not HTTP",
        "The request line, a header or the transfer coding is malformed.",
        of_hook=False,
    ),
    "headers_too_large": Code(
        431,
        "The headers are too large",
        "The request line and the headers have over 16 KiB together.",
        of_hook=False,
    ),
    "not_implemented": Code(
        501,
        "This transfer coding is not known here",
        "The only transfer coding that works here is chunked.",
        of_hook=False,
    ),
    "not_found": Code(404, "There is nothing here", "Post to the URL of a web hook.", of_hook=False),
    "not_local": Code(
        403,
        "This is for programs of this machine",
        "Only a program on this machine may ask for it, as 127.0.0.1 or localhost. The setting `metrics` changes that.",
        of_hook=False,
    ),
    "unknown_hook": Code(
        404,
        "There is no such web hook",
        "No web hook has this address. Copy the URL from the channel's properties.",
        of_hook=False,
    ),
}

# To accept what these refused is to trust somebody.
DOUBTFUL_SENDERS = {name for name, code in CODES.items() if code.doubts_sender}

OUTCOMES: dict[str, Done] = {
    done.example.status: done
    for done in (
        Done(200, "Posted", Outcome("posted", 17, None)),
        Done(201, "Opened", Outcome("opened", 19, 4)),
        Done(200, "Updated", Outcome("updated", 18, 3, ("event0",), ("/text",))),
        Done(200, "Repeated", Outcome("repeated", None, 3)),
        Done(200, "Closed", Outcome("closed", 20, 3)),
        Done(208, "Already reported", Outcome("already_reported", None, 4)),
        Done(200, "Skipped", Outcome("skipped", None, None)),
    )
}

# Why /health says that nothing can be stored. The words name nothing of this machine: whoever reaches the port may ask.
REASONS = {
    "database_locked": "Another program holds the database.",
    "disk_full": "The disk of the database is full.",
    "disk_failed": "The disk of the database does not do what it is asked to.",
    "database_away": "The database server cannot be reached, or does not answer.",
    "database_slow": "The database takes too long for a write.",
    "database_damaged": "The database is damaged.",
    "database_read_only": "The database can be read and not written.",
    "database_replaced": "The file of the database was replaced or removed while the receiver runs.",
    "not_allowed": "The database server denies a right that is needed.",
    "thread_ended": "A part of the receiver has ended.",
    "stopping": "The receiver is shutting down.",
    "unavailable": "The receiver has too much to do.",
    "failed": "The receiver failed; its log says more.",
}
