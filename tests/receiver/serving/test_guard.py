"""The guard: hosts that are not ours and pages of other sites stay outside."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
import requests

from models.channels import hooks
from models.deliveries import deliveries
from models.settings import config
from models.settings.config import Config
from receiver.service import Service
from receiver.serving.guard import AllowedHosts
from tests.receiver import raw

LOOPBACK = AllowedHosts("127.0.0.1", address="127.0.0.1", machine="desk01")
ADDRESS = AllowedHosts("192.0.2.7", address="192.0.2.7", machine="desk01")
EVERYWHERE = AllowedHosts("0.0.0.0", address="0.0.0.0", machine="Desk01")
PUBLIC = AllowedHosts("127.0.0.1", address="127.0.0.1", machine="desk01", public_url="https://Hooks.example.org/desk")


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost:4665",
        "LocalHost:1",
        "127.0.0.1",
        "127.0.0.1:4665",
        "127.255.0.9:80",
        "[::1]:4665",
        "[::1]",
    ],
)
def test_loopback_is_ours_however_it_is_bound(host: str) -> None:
    assert all(hosts.has(host) for hosts in (LOOPBACK, ADDRESS, EVERYWHERE, PUBLIC))


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "evil.example:4665", "127.0.0.1.evil.example", "localhost.evil.example", "desk01",
     "127.0.0.1, 127.0.0.1", "127.0.0.1,localhost", "user@127.0.0.1", "127.0.0.1 ", " 127.0.0.1", "127.0.0.1:80:80",
     "127.0.0.1:x", "127.0.0.1/", "::1", "[::1", "localhost#", "localhost:999999", "[localhost]", "192.0.2.8",
     "[2001:db8::1]"],
)  # fmt: skip
def test_other_hosts_are_not_ours(host: str) -> None:
    assert not LOOPBACK.has(host)
    assert not PUBLIC.has(host)


def test_a_chosen_address_a_public_host_and_any_literal_on_all_addresses_are_ours() -> None:
    assert ADDRESS.has("192.0.2.7:4665")
    assert not ADDRESS.has("192.0.2.8:4665")
    assert PUBLIC.has("hooks.example.org")
    assert PUBLIC.has("HOOKS.example.org:8443")
    assert not PUBLIC.has("example.org")
    assert all(EVERYWHERE.has(host) for host in ("192.0.2.8", "[2001:db8::1]:4665", "desk01:4665"))
    assert not EVERYWHERE.has("evil.example")


def test_a_machine_is_called_by_its_name_where_others_reach_it() -> None:
    for host in ("desk01", "Desk01.local:4665"):
        assert ADDRESS.has(host)
        assert EVERYWHERE.has(host)
        assert not LOOPBACK.has(host)


@pytest.mark.parametrize("host", ["host.docker.internal:4665", "host.containers.internal"])
def test_a_container_of_this_machine_may_call_it(host: str) -> None:
    assert LOOPBACK.has(host)


def test_further_names_are_ours() -> None:
    hosts = AllowedHosts("127.0.0.1", address="127.0.0.1", machine="desk01", further=["desk.example.org"])
    assert hosts.has("Desk.example.org:4665")
    assert not hosts.has("other.example.org")


@pytest.mark.parametrize("written", ["türkçe-örnek.example", "xn--trke-rnek-s3a1oqc.example"])
def test_a_name_of_other_letters_is_ours_in_both_spellings(written: str) -> None:
    public_url = config.load({"public_url": f"https://{written}"}, {}).public_url
    hosts = AllowedHosts("127.0.0.1", address="127.0.0.1", machine="desk01", public_url=public_url)
    assert hosts.has("xn--trke-rnek-s3a1oqc.example")
    assert hosts.has("TÜRKÇE-örnek.example:4665".encode().decode("latin-1"))
    assert not hosts.has("türkce-örnek.example".encode().decode("latin-1"))
    assert not hosts.has("\xff.example")


@pytest.mark.parametrize(
    ("origin", "host", "is_ours"),
    [
        ("http://127.0.0.1:4665", "127.0.0.1:4665", True),
        ("http://localhost:4665", "127.0.0.1:4665", True),
        ("http://localhost", "localhost", True),
        ("http://localhost", "localhost:80", True),
        ("http://localhost:3000", "localhost:4665", False),
        ("http://localhost", "localhost:4665", False),
        ("null", "127.0.0.1:4665", False),
        ("", "127.0.0.1:4665", False),
        ("https://evil.example", "127.0.0.1:4665", False),
        ("https://127.0.0.1:4665.evil.example", "127.0.0.1:4665", False),
        ("file://127.0.0.1:4665", "127.0.0.1:4665", False),
        ("http://127.0.0.1:4665, http://127.0.0.1:4665", "127.0.0.1:4665", False),
        ("https://hooks.example.org", "127.0.0.1:4665", True),
        ("https://hooks.example.org", "hooks.example.org", True),
        ("https://hooks.example.org:8443", "127.0.0.1:4665", False),
    ],
)
def test_only_a_page_of_our_own_is_a_good_origin(origin: str, host: str, is_ours: bool) -> None:
    assert PUBLIC.has_origin(origin, host) is is_ours


@pytest.mark.parametrize(
    "headers",
    [
        [],
        ["Host:"],
        ["Host: evil.example"],
        ["Host: 127.0.0.1", "Host: 127.0.0.1"],
        ["Host: 127.0.0.1", "Host: evil.example"],
        ["Host: a b"],
        ["Host: user@127.0.0.1"],
        ["Host: xn--\xfc"],
    ],
)
def test_a_host_that_is_not_ours_is_421_and_kept(hook_url: str, headers: list[str]) -> None:
    answer = raw.exchange(hook_url, raw.post(hook_url, *headers))
    assert (answer.status, answer.headers["content-type"]) == (421, "application/problem+json")
    assert answer.json["code"] == "misdirected_request"
    (delivery,) = deliveries.page()
    assert (delivery.status, delivery.code) == (421, "misdirected_request")


def test_the_guard_comes_before_every_404(service: Service, operations: hooks.Hook) -> None:
    for path in ("/", "/hooks/channels/x/y", hooks.url("", operations.guid, operations.guid)):
        answer = raw.exchange(service.url, raw.post(service.url, "Host: evil.example", target=path))
        assert (answer.status, answer.json["code"]) == (421, "misdirected_request")
    assert deliveries.page() == []


def test_a_request_line_with_another_host_is_421(hook_url: str) -> None:
    parts = urlsplit(hook_url)
    for host, status in ((parts.netloc, 200), ("evil.example", 421)):
        request = raw.post(hook_url, f"Host: {parts.netloc}", target=f"http://{host}{parts.path}")
        assert raw.exchange(hook_url, request).status == status


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:3000"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "{own}"},
    ],
)
def test_a_page_of_another_site_is_403_and_kept(hook_url: str, headers: dict[str, str]) -> None:
    own = "http://" + urlsplit(hook_url).netloc
    sent = {name: value.format(own=own) for name, value in headers.items()}
    answer = requests.post(hook_url, data=b'{"text": "x"}', headers=sent, timeout=10)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_origin")
    (delivery,) = deliveries.page()
    assert (delivery.outcome, delivery.code) == ("rejected", "cross_origin")


@pytest.mark.parametrize("site", ["none", "same-origin", None])
def test_our_own_page_may_post(hook_url: str, site: str | None) -> None:
    headers = {"Origin": "http://" + urlsplit(hook_url).netloc} | ({"Sec-Fetch-Site": site} if site else {})
    assert requests.post(hook_url, data=b'{"text": "x"}', headers=headers, timeout=10).status_code == 200


def test_the_public_host_is_taken(desk_config: Config, operations: hooks.Hook) -> None:
    service = Service(replace(desk_config, public_url="https://hooks.example.org"))
    service.start()
    path = urlsplit(hooks.url(service.base_url, operations.channel_guid, operations.guid)).path
    answer = raw.exchange(service.url, raw.post(service.url, "Host: hooks.example.org", target=path))
    assert service.base_url == "https://hooks.example.org"
    assert answer.status == 200
    assert service.stop()


def test_a_request_for_two_hosts_is_refused_and_its_connection_ended(hook_url: str) -> None:
    host = f"Host: {urlsplit(hook_url).netloc}"
    with raw.connect(hook_url) as connection:
        connection.sendall(raw.post(hook_url, host, host))
        answer = raw.read(connection)
        assert (answer.status, answer.headers["connection"]) == (421, "close")
        assert connection.recv(1) == b""


@pytest.mark.parametrize(
    ("header", "status"),
    [("Origin: http://evil.example", 403), ("Sec-Fetch-Site: cross-site", 403), ("Accept: */*", 200)],
)
@pytest.mark.parametrize("path", ["/health", "/openapi.json"])
def test_what_says_something_of_the_receiver_is_for_no_web_page_of_others(
    service: Service, path: str, header: str, status: int
) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{header}\r\n\r\n"
    assert raw.exchange(service.url, request.encode()).status == status


def test_health_is_for_no_host_that_is_not_ours(service: Service) -> None:
    request = b"GET /health HTTP/1.1\r\nHost: evil.example\r\n\r\n"
    assert raw.exchange(service.url, request).status == 421
