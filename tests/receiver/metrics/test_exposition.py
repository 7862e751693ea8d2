"""The exposition: who may read the metrics, and in which format they come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import requests
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics
from prometheus_client.parser import text_string_to_metric_families as plain
from werkzeug.test import create_environ

from models.problems import Problem
from models.settings import config
from models.settings.config import Config, Given
from models.settings.options import networks
from receiver.service import Service
from receiver.serving.proxies import is_local
from receiver.serving.request import request_of
from tests.receiver import raw


@pytest.fixture
def behind_proxy(desk_config: Config) -> Iterator[Service]:
    """A receiver with a public name, which trusts a proxy; its metrics are for programs of this machine."""
    proxies = networks("127.0.0.1")
    named = replace(desk_config, trusted_proxies=proxies, public_url="https://desk.example.org")
    started = Service(replace(named, metrics="loopback", given={"metrics": Given("loopback", "flag", "--metrics")}))
    started.start()
    yield started
    assert started.stop()


@pytest.fixture
def opened(desk_config: Config) -> Iterator[Service]:
    """A receiver whose metrics are for everyone."""
    named = replace(desk_config, public_url="https://desk.example.org")
    started = Service(replace(named, metrics="everyone", given={"metrics": Given("everyone", "flag", "--metrics")}))
    started.start()
    yield started
    assert started.stop()


def ask(service: Service, *headers: str, method: str = "GET") -> raw.Answered:
    """Ask with exactly these headers; for 127.0.0.1, if they name no host."""
    named = headers if any(header.startswith("Host:") for header in headers) else ("Host: 127.0.0.1", *headers)
    return raw.exchange(service.url, "\r\n".join([f"{method} /metrics HTTP/1.1", *named, "", ""]).encode())


def assert_refused(answer: raw.Answered, status: int, code: str) -> None:
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json["code"] == code
    assert b"hookdesk_" not in answer.body


PASSED_ON = [
    ("X-Forwarded-For: 192.0.2.44",),
    ("X-Forwarded-For: unknown",),
    ("X-Forwarded-For: 127.0.0.1",),
    ("Forwarded: for=192.0.2.44",),
    ("X-Real-IP: 192.0.2.44",),
    ("Via: 1.1 proxy",),
]


@pytest.mark.parametrize("headers", PASSED_ON)
def test_what_a_proxy_passed_on_is_refused(service: Service, behind_proxy: Service, headers: tuple[str, ...]) -> None:
    for each in (service, behind_proxy):  # one that trusts the proxy, and one that knows of none
        assert_refused(ask(each, *headers), 403, "not_local")
        assert ask(each).status == 200


def test_what_a_silent_proxy_passed_on_is_known_by_the_name_that_was_called(behind_proxy: Service) -> None:
    assert_refused(ask(behind_proxy, "Host: desk.example.org"), 403, "not_local")
    assert ask(behind_proxy, "Host: localhost:4665").status == 200


@pytest.mark.parametrize(
    "proxy", [{"public_url": "https://desk.example.org"}, {"trusted_proxies": networks("127.0.0.1")}]
)
def test_behind_a_proxy_nobody_may_read_them_until_somebody_says_who(
    desk_config: Config, proxy: dict[str, Any]
) -> None:
    service = Service(replace(desk_config, **proxy))
    service.start()
    try:
        # As a proxy that adds no header passes on what a stranger asked for.
        assert_refused(ask(service), 403, "not_local")
    finally:
        assert service.stop()


@pytest.mark.parametrize("headers", [*PASSED_ON, ("Host: desk.example.org",)])
def test_everyone_may_read_them_if_the_administrator_says_so(opened: Service, headers: tuple[str, ...]) -> None:
    assert ask(opened, *headers).status == 200


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("127.0.0.1", True),
        ("127.8.9.10", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("192.0.2.7", False),
        ("0.0.0.0", False),
        ("::", False),
        ("::ffff:192.0.2.7", False),
        ("fe80::1%eth0", False),
    ],
)
def test_local_is_who_is_connected_by_loopback(address: str, local: bool) -> None:
    assert is_local(request_of({**create_environ(), "REMOTE_ADDR": address})) is local


@pytest.mark.parametrize(
    ("header", "status", "code"),
    [
        ("Origin: https://evil.example", 403, "cross_origin"),
        ("Origin: null", 403, "cross_origin"),
        ("Sec-Fetch-Site: cross-site", 403, "cross_origin"),
        ("Host: rebound.example", 421, "misdirected_request"),
    ],
)
def test_a_page_of_a_browser_is_refused_even_where_everyone_may_read(
    service: Service, opened: Service, header: str, status: int, code: str
) -> None:
    for each in (service, opened):
        assert_refused(ask(each, header), status, code)


def test_only_reading_works(service: Service) -> None:
    posted = ask(service, method="POST")
    assert_refused(posted, 405, "method_not_allowed")
    assert posted.headers["allow"] == "GET, HEAD"
    assert requests.head(f"{service.url}/metrics", timeout=10).content == b""


@pytest.mark.parametrize("accept", ["*/*", "text/plain;version=0.0.4", "text/plain;version=x", "text/html"])
def test_they_are_text_of_prometheus(service: Service, accept: str) -> None:
    answer = requests.get(f"{service.url}/metrics", headers={"Accept": accept}, timeout=10)
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "hookdesk_deliveries" in {family.name for family in plain(answer.text)}


def test_they_are_openmetrics_for_who_takes_that(service: Service) -> None:
    accept = "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.2,*/*;q=0.1"
    answer = requests.get(f"{service.url}/metrics", headers={"Accept": accept}, timeout=10)
    assert answer.headers["Content-Type"] == "application/openmetrics-text; version=1.0.0; charset=utf-8"
    assert "hookdesk_deliveries" in {family.name for family in openmetrics(answer.text)}


def test_who_may_read_them_is_an_option() -> None:
    assert config.load({}, {}).metrics == "loopback"
    assert config.load({}, {"HOOKDESK_METRICS": "everyone"}).metrics == "everyone"
    with pytest.raises(Problem, match="nobody"):
        config.load({"metrics": "nobody"}, {})
