"""Unknown URLs: what comes to no hook's is kept, a few at a time, and a flood is counted."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
import requests

from models.channels.hook_rules import Secret
from models.channels.hooks import Hook
from models.deliveries import unknown_urls
from models.deliveries.unknown_urls import KEPT_OF_BODY, UnknownUrl
from models.settings import log
from models.settings.config import Config
from receiver.service import Service
from tests.receiver.intake.rules import set_rules

SECONDS = 10


def kept(*, all_paths: bool = True, until: Callable[[list[UnknownUrl]], bool] = bool) -> list[UnknownUrl]:
    """What is kept, as soon as it is so."""
    deadline = monotonic() + 10
    while not until(found := unknown_urls.page(all_paths=all_paths)):
        assert monotonic() < deadline, found
    return found


def test_a_request_to_no_hook_is_kept_as_it_came_without_its_secrets(operations: Hook, service: Service) -> None:
    path = f"/hooks/channels/{operations.channel_guid}/{operations.guid}x?from=db1"
    headers = {"Authorization": "Bearer abc", "Cookie": "a=b", "X-Gitlab-Token": "abc", "X-Tool": "backup"}
    answer = requests.post(service.base_url + path, data=b"\x00disk", headers=headers, timeout=SECONDS)
    assert answer.status_code == 404
    (found,) = kept()
    assert (found.method, found.target, found.size, found.alike) == ("POST", path, 5, True)
    content = unknown_urls.content(found.id)
    assert content.body == b"\x00disk"
    sent = dict(content.headers)
    assert [sent[name] for name in headers] == ["(secret)"] * 3 + ["backup"]


def test_a_header_that_some_hook_takes_for_a_secret_is_hidden(operations: Hook, service: Service) -> None:
    set_rules(operations, secret=Secret("header", "open sesame", "X-Door"))
    requests.post(f"{service.base_url}/hooks/{operations.guid}x", headers={"X-Door": "open sesame"}, timeout=SECONDS)
    (found,) = kept()
    assert dict(unknown_urls.content(found.id).headers)["X-Door"] == "(secret)"


def test_of_a_long_body_the_beginning_is_kept(service: Service) -> None:
    requests.post(f"{service.base_url}/hooks/x", data=b"a" * KEPT_OF_BODY + b"b" * 1000, timeout=SECONDS)
    (found,) = kept()
    assert found.size == KEPT_OF_BODY + 1000
    assert unknown_urls.content(found.id).body == b"a" * KEPT_OF_BODY


@pytest.mark.parametrize(
    ("method", "path", "alike"),
    [
        ("POST", "/hooks/backup", True),
        ("POST", "/hook/channels/1", True),
        ("POST", "/webhook", True),
        ("POST", "/5f2c0d1e-aaaa-4bbb-8ccc-0123456789ab", True),
        ("POST", "/", True),
        ("GET", "/", False),
        ("GET", "/favicon.ico", False),
        ("POST", "/wp-login.php", False),
    ],
)
def test_what_is_like_a_hooks_url_is_told_from_the_rest(service: Service, method: str, path: str, alike: bool) -> None:
    requests.request(method, service.base_url + path, timeout=SECONDS)
    assert [(one.target, one.alike) for one in kept()] == [(path, alike)]


def test_a_flood_is_counted_beyond_ten_a_second(service: Service) -> None:
    sent = 200
    host, port = service.url.removeprefix("http://").split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=10)
    for _ in range(sent):
        connection.request("POST", "/hooks/none", body=b"{}")
        connection.getresponse().read()
    connection.close()
    found = kept(until=lambda rows: sum(1 + row.left_out for row in rows) == sent)
    assert len(found) < sent
    assert unknown_urls.unseen().count == sent


def test_what_is_no_hooks_url_at_all_leaves_room_for_near_misses(service: Service) -> None:
    host, port = service.url.removeprefix("http://").split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=10)
    for path in (*("/favicon.ico",) * 50, "/hooks/near"):
        connection.request("GET", path)
        connection.getresponse().read()
    connection.close()
    assert [row.target for row in kept(all_paths=False)] == ["/hooks/near"]


def test_what_came_last_is_kept_when_the_receiver_stops(desk_config: Config) -> None:
    service = Service(desk_config)
    service.start()
    requests.post(f"{service.base_url}/hooks/last", timeout=SECONDS)
    assert service.stop()
    assert [row.target for row in unknown_urls.page()] == ["/hooks/last"]


def test_the_url_is_in_no_log(operations: Hook, service: Service, tmp_path: Path) -> None:
    file = log.set_up(tmp_path, "text")
    requests.post(f"{service.base_url}/hooks/{operations.guid}x", timeout=SECONDS)
    kept()
    text = file.read_text()
    assert "unknown_hook" in text
    assert operations.guid not in text
