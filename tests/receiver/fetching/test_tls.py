"""Certificates are checked for the name of the host, on a connection to the address that was checked."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.messages.posted import Posted
from models.settings.fetch_options import FETCH_OPTIONS
from tests.file_server import FileServer, redirect, whole
from tests.receiver.fetching.certificates import HAS_OPENSSL, Authority, SecureServer
from tests.receiver.fetching.conftest import ALLOWED, FORBIDDEN, Fetching

pytestmark = pytest.mark.skipif(not HAS_OPENSSL, reason="certificates are made by the program openssl")
HOST, OTHER = "files.example.org", "other.example.org"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@contextmanager
def serving(context: ssl.SSLContext, address: str = ALLOWED) -> Iterator[SecureServer]:
    server = SecureServer(address, context)
    server.answers["/a"] = whole(b"secured")
    yield server
    server.end()


def fetched(fetching: Fetching, server: SecureServer, authority: Authority | None, **options: str) -> Posted:
    """What became of a file of HOST, whose name leads to the server."""
    fetching.names[HOST] = [[ALLOWED]]
    ca = None if authority is None else str(authority.file)
    (one,) = fetching.fetch(server.url("/a", HOST), fetch_ca=ca, **options)
    return one


def test_a_certificate_is_that_of_the_name_and_the_address_the_one_that_was_checked(
    fetching: Fetching, authority: Authority
) -> None:
    with serving(authority.issue(HOST)) as server, serving(authority.issue(HOST), FORBIDDEN) as inside:
        fetching.names[HOST] = [[ALLOWED], [FORBIDDEN]]
        (one,) = fetching.fetch(server.url("/a", HOST), fetch_ca=str(authority.file))
        assert (fetching.content(one), server.named, inside.connections) == (b"secured", [HOST], 0)


@pytest.mark.parametrize(
    ("shown", "why"),
    [
        (lambda it: it.issue(OTHER), rf"Hostname mismatch, certificate is not valid for '{HOST}'"),
        (lambda it: it.issue(HOST, days=-1), "certificate has expired"),
        (lambda it: it.self_signed(HOST), "self[- ]signed certificate"),
    ],
    ids=["another name", "expired", "self-signed"],
)
def test_what_is_wrong_with_a_certificate_is_said_and_nothing_is_asked(
    fetching: Fetching, authority: Authority, shown: Callable[[Authority], ssl.SSLContext], why: str
) -> None:
    with serving(shown(authority)) as server:
        one = fetched(fetching, server, authority)
        assert (one.state, server.asked) == ("failed", [])
        assert re.fullmatch(rf"Its server cannot be trusted: {why}\.", str(one.why)), one.why


def test_an_authority_that_nobody_chose_is_not_trusted(fetching: Fetching, authority: Authority) -> None:
    with serving(authority.issue(HOST)) as server:
        one = fetched(fetching, server, None)
        assert (one.state, server.asked) == ("failed", [])
        assert str(one.why) == "Its server cannot be trusted: unable to get local issuer certificate."


def test_certificates_of_the_environment_are_not_trusted(
    fetching: Fetching, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, str(authority.file))
    with serving(authority.issue(HOST)) as server:
        assert fetched(fetching, server, None).state == "failed"


class PlainServer(FileServer):
    """Answers before it is asked, in plain HTTP."""

    def _wrapped(self, connected: socket.socket) -> socket.socket:
        connected.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        return connected


def test_a_server_that_does_not_speak_tls_is_no_question_of_trust(fetching: Fetching) -> None:
    server = PlainServer(ALLOWED)
    (one,) = fetching.fetch(server.url("/a", ALLOWED).replace("http:", "https:"))
    server.end()
    assert str(one.why).startswith("No secure connection could be made: ")


def test_a_server_that_is_silent_before_it_is_secured_is_cut(fetching: Fetching, server: FileServer) -> None:
    (one,) = fetching.fetch(server.url("/a", ALLOWED).replace("http:", "https:"), fetch_seconds=1)
    assert (one.state, str(one.why)) == ("failed", "It took too long.")


def test_a_redirect_from_a_secure_server_may_lead_to_another_one(
    fetching: Fetching, authority: Authority, server: FileServer
) -> None:
    server.answers["/b"] = whole(b"plain")
    with serving(authority.issue(HOST)) as secure:
        secure.answers["/a"] = redirect(server.url("/b", ALLOWED))
        assert fetching.content(fetched(fetching, secure, authority)) == b"plain"


def test_a_proxy_passes_what_is_secured_on_and_the_certificate_is_that_of_the_server(
    fetching: Fetching, authority: Authority, inside: FileServer
) -> None:
    with serving(authority.issue(HOST)) as server:
        tunnel = f"{HOST}:{server.port}"
        inside.answers[tunnel] = inside.tunnel_to(ALLOWED, server.port)
        one = fetched(fetching, server, authority, fetch_proxy=inside.url(""))
        assert (fetching.content(one), server.named) == (b"secured", [HOST])
        assert inside.asked[0].startswith(f"CONNECT {tunnel} HTTP/1.")


def test_a_proxy_cannot_put_another_server_in_its_place(
    fetching: Fetching, authority: Authority, inside: FileServer
) -> None:
    with serving(authority.issue(HOST)) as server, serving(authority.issue(OTHER)) as other:
        inside.answers[f"{HOST}:{server.port}"] = inside.tunnel_to(ALLOWED, other.port)
        one = fetched(fetching, server, authority, fetch_proxy=inside.url(""))
        assert (one.state, other.asked) == ("failed", [])
        assert "Hostname mismatch" in str(one.why)


def test_a_proxy_that_does_not_let_through_is_said(
    fetching: Fetching, authority: Authority, inside: FileServer
) -> None:
    with serving(authority.issue(HOST)) as server:
        one = fetched(fetching, server, authority, fetch_proxy=inside.url(""))
        assert (one.state, server.connections) == ("failed", 0)
        assert str(one.why) == "The proxy does not lead to its server: Tunnel connection failed: 404 Not Found."


def test_no_tunnel_is_asked_for_to_what_is_forbidden(fetching: Fetching, inside: FileServer) -> None:
    urls = ("https://127.0.0.1/a", "https://[::1]/a", "https://169.254.169.254/a")
    found = fetching.fetch(*urls, fetch_proxy=inside.url(""))
    assert ([one.state for one in found], inside.connections) == (["refused"] * 3, 0)


def test_the_path_of_own_certificates_may_begin_at_home(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(authority.file.parent))
    monkeypatch.setenv("USERPROFILE", str(authority.file.parent))
    (option,) = (each for each in FETCH_OPTIONS if each.name == "fetch_ca")
    assert Path(option.parse("~/authority.pem")) == authority.file
