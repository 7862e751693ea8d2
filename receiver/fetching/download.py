"""A download: one URL, with its redirects, into a draft, within its limits. Servers hear nothing about this desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, sleep
from urllib.parse import urljoin

from requests import Request, Response
from requests.exceptions import RequestException
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import parse_url

from models.files.content_types import SAMPLE, content_type
from models.files.draft import Draft
from models.problems import Words
from models.settings.version import version
from receiver.fetching.adapter import LineAdapter
from receiver.fetching.failures import failure, no_url, unstored
from receiver.fetching.framing import promised_length
from receiver.fetching.inflating import PIECE, Inflating
from receiver.fetching.line import STEP, Line
from receiver.fetching.refusals import LONGEST, Failed, Refused

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# What a server may say today and take back tomorrow; its other refusals last.
_PASSING = frozenset({404, 408, 409, 423, 425, 429})
PORTS = {"http": 80, "https": 443}
# A file that comes slower, in bytes a second, is read with pauses, in seconds: a hundred threads that wake for each
# drop of theirs keep posts waiting.
_SLOW, _PAUSE = 64 * 1024, 0.25
# Characters of a scheme, a host (RFC 1035, section 2.3.4) and a port.
LONGEST_HOST = 300
_HOST = re.compile(r"\s*https?://[^/?#\\]+", re.IGNORECASE)

Progressed = Callable[[int, int | None], None]
"""Gets how many bytes came, and of how many, where the server said that."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`most` in bytes, of what is in the file and of what comes over the network; `ca` is a file of certificates."""

    most: int
    redirects: int
    proxy: str | None = None
    ca: str | None = None


def download(url: str, draft: Draft, line: Line, limits: Limits, progressed: Progressed) -> str:
    """Write what is at a URL into a draft; the type that was found in it. Raises Refused and Failed."""
    for _ in range(limits.redirects + 1):
        adapter = LineAdapter(line)  # a new one each time: no connection goes along
        try:
            with _ask(adapter, url, line, limits) as answer:
                if answer.status_code not in _REDIRECTS or "Location" not in answer.headers:
                    found = _take(answer, draft, limits.most, progressed)
                    line.hold()  # a body that was cut looks like one that ended
                    return found
        except (RequestException, HTTPError, OSError) as error:
            raise failure(error, line) from None
        finally:
            line.close()
            adapter.close()
        url = _followed(url, answer.headers["Location"])
    raise Failed(Words("It leads on and on: {number} redirects.", {"number": limits.redirects + 1}), lasting=True)


def host_of(url: str) -> str:
    """The host that a URL names, to tell one from another; empty where it names none.

    Each file that waits is asked for it time and again, so no more is read than a host can be long.
    """
    named = _HOST.match(url[:LONGEST_HOST])
    try:
        return "" if named is None else (parse_url(named[0].strip()).host or "").lower()
    except (LocationParseError, ValueError):
        return ""


def _ask(adapter: LineAdapter, url: str, line: Line, limits: Limits) -> Response:
    """Ask for a URL and read the head of the answer.

    Without a session of requests: it would read proxies and .netrc of the environment, keep cookies, and read the body
    of a redirect to its end, however long that is.
    """
    headers = {"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": f"Hookdesk/{version()}"}
    asked = Request("GET", url, headers).prepare()
    line.check(*_checked(asked.url or ""))  # the URL as it will be sent
    proxies = {} if limits.proxy is None else {"http": limits.proxy, "https": limits.proxy}
    return adapter.send(asked, stream=True, timeout=STEP, proxies=proxies, verify=limits.ca or True)


def _checked(url: str) -> tuple[str, int]:
    """The host and the port of a URL of which a file may be fetched. Raises Refused and Failed."""
    try:
        parts = parse_url(url)
    except (LocationParseError, ValueError):
        raise no_url() from None
    if parts.scheme not in PORTS:
        scheme = (parts.scheme or "")[:LONGEST]
        raise Refused(Words("Files are fetched by http and https only, not by {scheme}.", {"scheme": scheme}))
    if parts.auth is not None:
        raise Refused(Words("There is a user or a password in its URL: none is sent to servers."))
    if not parts.host:
        raise no_url()
    return parts.host, parts.port or PORTS[parts.scheme]


def _followed(url: str, location: str) -> str:
    try:
        # The bytes of a header are no text; most servers mean UTF-8.
        return urljoin(url, location.encode("latin-1").decode("utf-8", "replace"))
    except (ValueError, UnicodeEncodeError):
        raise Failed(Words("It leads to something that is no URL."), lasting=True) from None


def _take(answer: Response, draft: Draft, most: int, progressed: Progressed) -> str:
    if answer.status_code != 200:
        status = answer.status_code
        lasting = 400 <= status < 500 and status not in _PASSING
        raise Failed(Words("The server answered {status}.", {"status": str(status)}), lasting=lasting)
    expected = promised_length(answer.headers)
    if expected is not None and expected > most:
        raise _too_large(most)
    inflating = Inflating(answer.headers.get("Content-Encoding", ""))
    answer.raw.enforce_content_length = False  # what is missing is said below, in words
    began, came, sample = monotonic(), 0, b""
    while data := answer.raw.read1(PIECE, decode_content=False):
        came += len(data)
        for piece in inflating.give(data):
            sample = (sample + piece)[:SAMPLE] if len(sample) < SAMPLE else sample
            _write(draft, piece, most)
        if came > most:
            raise _too_large(most)
        progressed(came, expected)
        if came != expected and came < _SLOW * (monotonic() - began):
            sleep(_PAUSE)
    if expected is not None and came != expected:
        raise Failed(Words("Only {came} of {expected} bytes came.", {"came": came, "expected": expected}))
    inflating.end()
    return content_type(sample)


def _write(draft: Draft, piece: bytes, most: int) -> None:
    if draft.size + len(piece) > most:
        raise _too_large(most)
    try:
        draft.write(piece)
    except OSError as error:
        raise unstored(error) from None


def _too_large(most: int) -> Failed:
    return Failed(Words("It is larger than {most} MiB.", {"most": most >> 20}), lasting=True)
