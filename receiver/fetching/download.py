"""A download: one URL, with its redirects, into a draft, within its limits. Servers hear nothing about this desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

import requests
from requests.exceptions import InvalidURL, RequestException, SSLError
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import parse_url

from models.files.draft import Draft
from models.problems import Words
from models.settings.version import version
from receiver.fetching.adapter import LineAdapter
from receiver.fetching.content_types import SAMPLE, content_type
from receiver.fetching.inflating import PIECE, Inflating
from receiver.fetching.line import STEP, Line
from receiver.fetching.refusals import Failed, Refused

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# What a server may say today and take back tomorrow; its other refusals last.
_PASSING = frozenset({404, 408, 409, 423, 425, 429})
PORTS = {"http": 80, "https": 443}

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
        with requests.Session() as session:  # a new one each time: no cookie and no connection goes along
            try:
                answer = _ask(session, url, line, limits)
                if answer.status_code not in _REDIRECTS or "Location" not in answer.headers:
                    found = _take(answer, draft, limits.most, progressed)
                    line.hold()  # a body that was cut looks like one that ended
                    return found
            except SSLError as error:
                raise Failed(_certificate(error)) from None
            except (RequestException, HTTPError, OSError) as error:
                raise _failed(error, line) from None
            finally:
                line.close()
            url = _followed(url, answer.headers["Location"])
    raise Failed(Words("It leads on and on: {number} redirects.", {"number": limits.redirects + 1}), lasting=True)


def host_of(url: str) -> str:
    """The host that a URL names, to tell one from another; empty where it names none."""
    try:
        return (parse_url(url).host or "").lower()
    except (LocationParseError, ValueError):
        return ""


def _ask(session: requests.Session, url: str, line: Line, limits: Limits) -> requests.Response:
    host, port = _checked(url)
    line.check(host, port)
    session.trust_env = False  # no proxy, no netrc and no certificates of the environment
    session.headers.clear()
    session.headers.update({"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": f"Hookdesk/{version()}"})
    adapter = LineAdapter(line)
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    proxies = {} if limits.proxy is None else {"http": limits.proxy, "https": limits.proxy}
    return session.get(url, stream=True, allow_redirects=False, timeout=STEP, proxies=proxies, verify=limits.ca or True)


def _checked(url: str) -> tuple[str, int]:
    """The host and the port of a URL of which a file may be fetched. Raises Refused and Failed."""
    try:
        parts = parse_url(url)
    except (LocationParseError, ValueError):
        raise Failed(Words("This is no URL that can be fetched."), lasting=True) from None
    if parts.scheme not in PORTS:
        raise Refused("Files are fetched by http and https only, not by {scheme}.", scheme=parts.scheme or "")
    if parts.auth is not None:
        raise Refused("There is a user or a password in its URL: none is sent to servers.")
    if not parts.host:
        raise Failed(Words("This is no URL that can be fetched."), lasting=True)
    return parts.host, parts.port or PORTS[parts.scheme]


def _followed(url: str, location: str) -> str:
    try:
        # The bytes of a header are no text; most servers mean UTF-8.
        return urljoin(url, location.encode("latin-1").decode("utf-8", "replace"))
    except (ValueError, UnicodeEncodeError):
        raise Failed(Words("It leads to something that is no URL."), lasting=True) from None


def _take(answer: requests.Response, draft: Draft, most: int, progressed: Progressed) -> str:
    if answer.status_code != 200:
        status = answer.status_code
        lasting = 400 <= status < 500 and status not in _PASSING
        raise Failed(Words("The server answered {status}.", {"status": str(status)}), lasting=lasting)
    promised = answer.headers.get("Content-Length", "")
    expected = int(promised) if promised.isascii() and promised.isdecimal() and len(promised) < 20 else None
    if expected is not None and expected > most:
        raise _too_large(most)
    inflating = Inflating(answer.headers.get("Content-Encoding", ""))
    answer.raw.enforce_content_length = False  # what is missing is said below, in words
    came, sample = 0, b""
    while data := answer.raw.read1(PIECE, decode_content=False):
        came += len(data)
        for piece in inflating.give(data):
            sample = (sample + piece)[:SAMPLE] if len(sample) < SAMPLE else sample
            _write(draft, piece, most)
        if came > most:
            raise _too_large(most)
        progressed(came, expected)
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


def unstored(error: OSError) -> Failed:
    """What is said when the disk does not take a file."""
    return Failed(Words("It could not be stored: {reason}.", {"reason": error.strerror or str(error)}))


def _too_large(most: int) -> Failed:
    return Failed(Words("It is larger than {most} MiB.", {"most": most >> 20}), lasting=True)


def _certificate(error: Exception) -> Words:
    """What is wrong with a certificate, in the words of OpenSSL behind the last colon."""
    reason = str(error).rpartition("certificate verify failed: ")[2].partition(" (_ssl")[0].strip(" )'\"")
    return Words("Its server cannot be trusted: {reason}.", {"reason": reason[:200] or "no certificate"})


def _failed(error: Exception, line: Line) -> Failed:
    if line.is_cut:
        return Failed(Words("It took too long."))
    if isinstance(error, InvalidURL):
        return Failed(Words("This is no URL that can be fetched."), lasting=True)
    return Failed(Words("The connection to its server failed: {kind}.", {"kind": _kind(error)}))


def _kind(error: BaseException) -> str:
    """What failed, by the system: the innermost of the errors that libraries wrap into each other."""
    while (inner := error.__context__ or error.__cause__) is not None:
        error = inner
    return getattr(error, "strerror", None) or type(error).__name__
