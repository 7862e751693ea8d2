"""Send Test: one real post to a web hook's URL, and a sentence on how it was answered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import ip_address
from time import perf_counter
from urllib.parse import urlsplit

import requests

PATIENCE_SECONDS = 10.0
MOST_BYTES = 65_536
DEFAULT_TEXT = "Test message from Hookdesk"


@dataclass(frozen=True, slots=True)
class TestResult:
    """How a test went: whether the receiver took it, and one line that says so."""

    ok: bool
    line: str


def post_test(url: str, text: str) -> TestResult:
    """Posts `{"text": text}` to the URL and says what came back; blocks, for up to 10 s without a byte."""
    host = urlsplit(url).netloc
    began = perf_counter()
    try:
        with requests.Session() as session:
            # The way to this machine never leads through the proxy of the environment.
            session.trust_env = not _is_loopback(url)
            with session.post(
                url,
                json={"text": text},
                timeout=PATIENCE_SECONDS,
                allow_redirects=False,
                stream=True,
            ) as response:
                body = next(response.iter_content(MOST_BYTES), b"")
    except requests.Timeout:
        return TestResult(False, f"{host} did not answer within {PATIENCE_SECONDS:.0f} seconds.")
    except requests.exceptions.SSLError:
        return TestResult(False, f"The certificate of {host} is not trusted here.")
    except requests.ConnectionError:
        return TestResult(False, f"Nothing answers at {host}. Is the receiver running and the address right?")
    except requests.RequestException as error:
        return TestResult(False, f"{url} cannot be posted to ({type(error).__name__}).")
    milliseconds = (perf_counter() - began) * 1_000
    return TestResult(response.ok, f"{_status(response.status_code)} in {milliseconds:.0f} ms: {_said(body)}")


def _status(code: int) -> str:
    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)


def _said(body: bytes) -> str:
    """The detail of a problem, otherwise the body itself on one line."""
    text = body.decode("utf-8", "replace")
    try:
        answer = json.loads(text)
    except ValueError:
        answer = None
    if isinstance(answer, dict) and isinstance(answer.get("detail"), str):
        return str(answer["detail"])
    return " ".join(text.split())[:500] or "an empty answer."


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
