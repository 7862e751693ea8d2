"""One real post to a URL: what was sent, what came back, how long it took; or why nothing did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from time import perf_counter
from urllib.parse import urlsplit

from desktop.words.language import tr

PATIENCE_SECONDS = 10.0
MOST_BYTES = 65_536

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer; `body` is up to MOST_BYTES of what came back."""

    sent: Headers
    status: int
    headers: Headers
    body: bytes
    milliseconds: float

    @property
    def ok(self) -> bool:
        """Whether the answer says that it was taken."""
        return 200 <= self.status < 300


class Unreached(Exception):
    """Nothing came back; the text is a sentence that says why."""


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Exchange:
    """Post and read the answer; block, for up to 10 s without a byte. Raises Unreached."""
    import requests  # late: the window can be shown without it, and what it brings (tests/test_start.py)

    host = urlsplit(url).netloc
    began = perf_counter()
    try:
        with requests.Session() as session:
            # The way to this machine never leads through the proxy of the environment.
            session.trust_env = not _is_loopback(url)
            with session.post(
                url, body, headers=dict(headers), timeout=PATIENCE_SECONDS, allow_redirects=False, stream=True
            ) as found:
                content = next(found.iter_content(MOST_BYTES), b"")
    except requests.Timeout:
        raise Unreached(tr("{host} did not answer within {count} seconds.", int(PATIENCE_SECONDS), host=host)) from None
    except requests.exceptions.SSLError:
        raise Unreached(tr("The certificate of {host} is not trusted here.", host=host)) from None
    except requests.ConnectionError:
        raise Unreached(
            tr("Nothing answers at {host}. Is the receiver running and the address right?", host=host)
        ) from None
    except requests.RequestException as error:
        raise Unreached(tr("{url} cannot be posted to ({name}).", url=url, name=type(error).__name__)) from None
    sent = (("Host", host), *((name, _text(value)) for name, value in found.request.headers.items()))
    milliseconds = (perf_counter() - began) * 1_000
    return Exchange(sent, found.status_code, tuple(found.headers.items()), content, milliseconds)


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
