"""Addresses: the ways to write a hook's URL, what senders put behind it, and who only looks whether it is there."""

from __future__ import annotations

import pytest
import requests

from models.channels import hooks, old_urls
from models.deliveries import deliveries
from receiver.intake.target_cache import Targets, own_part
from receiver.service import Service
from tests.receiver import raw

HOOK = "11111111-2222-3333-4444-555555555555"
CHANNEL = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"


def post(url: str, target: str, service: Service) -> int:
    host = service.url.removeprefix("http://")
    return raw.exchange(url, raw.post(url, f"Host: {host}", target=target)).status


@pytest.mark.parametrize("behind", ["", "/", "/slack", "/v2/alerts", "%0A", "//x//", "/%2F?a=1", "?a=1", "%20", ")"])
@pytest.mark.parametrize("path", ["/hooks/channels/{c}/{h}", "//hooks//channels/{c}//{h}", "/hooks/{h}", "/hooks/{H}"])
def test_whatever_is_behind_the_guid_leads_to_the_hook(
    service: Service, hook_url: str, operations: hooks.Hook, path: str, behind: str
) -> None:
    channel, hook = operations.channel_guid, operations.guid
    target = path.format(c=channel, h=hook, H=hook.upper()) + behind
    assert post(hook_url, target, service) == 200
    (delivery,) = deliveries.page()
    assert delivery.outcome == "posted"


@pytest.mark.parametrize(
    ("path", "target", "behind"),
    [
        ("", "", ""),
        ("/v2/alerts/a/b/close", "/v2/alerts/a%2Fb/close?identifierType=alias", "/v2/alerts/a%2Fb/close"),
        ("\n", "%0A", "%0A"),
        ("/", "/", "/"),
        ("/ı".encode().decode("latin-1"), "/%C4%B1", "/%C4%B1"),
    ],
)
def test_what_is_behind_is_kept_as_it_was_sent(path: str, target: str, behind: str) -> None:
    for before in (f"/hooks/{HOOK}", f"/hooks/channels/{CHANNEL}/{HOOK}"):
        assert Targets().behind(before + path, f"http://h{before}{target}") == behind
        assert own_part(before + path) == before


def test_what_is_behind_a_quoted_guid_is_quoted_again() -> None:
    assert Targets().behind(f"/hooks/{HOOK}/a b", f"/hooks/{HOOK.replace('-', '%2D')}/a%20b") == "/a%20b"


def test_the_short_address_of_a_replaced_url_leads_on(service: Service, operations: hooks.Hook) -> None:
    old = f"{service.url}/hooks/{operations.guid}"
    new = old_urls.replace_url(operations.guid, old_urls.LONGEST_GRACE)
    assert new.guid != operations.guid
    assert requests.post(old, json={"text": "a"}, timeout=10).status_code == 200
    assert deliveries.page()[0].old_url


def test_a_hook_that_stops_has_stopped_under_all_of_its_addresses(
    service: Service, hook_url: str, operations: hooks.Hook
) -> None:
    urls = [hook_url, f"{hook_url}/slack", f"{service.url}/hooks/{operations.guid}"]
    assert [requests.post(url, json={"text": "a"}, timeout=10).status_code for url in urls] == [200] * 3
    hooks.set_enabled(operations.guid, False)
    assert [requests.post(url, json={"text": "a"}, timeout=10).status_code for url in urls] == [403] * 3
    assert [requests.get(url, timeout=10).status_code for url in urls] == [403] * 3
    hooks.set_enabled(operations.guid, True)
    assert [requests.get(url, timeout=10).status_code for url in urls] == [200] * 3


def test_a_put_is_a_post(hook_url: str) -> None:
    answer = requests.put(hook_url, json={"id": "a", "text": "b"}, timeout=10)
    assert (answer.status_code, answer.json()["status"]) == (201, "opened")
    assert deliveries.page()[0].method == "PUT"


def test_who_only_looks_is_told_that_it_works_and_leaves_no_delivery(hook_url: str) -> None:
    answer = requests.get(f"{hook_url}/slack", timeout=10)
    assert (answer.status_code, answer.text) == (200, "ready\n")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    head = requests.head(hook_url, timeout=10)
    assert (head.status_code, head.content) == (200, b"")
    assert deliveries.page() == []


def test_the_page_for_a_person_shows_the_address_without_what_is_behind_it(hook_url: str) -> None:
    page = requests.get(f"{hook_url}/<b>", headers={"Accept": "text/html"}, timeout=10).text
    assert hook_url in page
    assert f"{hook_url}/" not in page


def test_who_looks_at_what_is_not_there_hears_it(service: Service, hook_url: str, operations: hooks.Hook) -> None:
    assert requests.get(f"{service.url}/hooks/{operations.channel_guid}", timeout=10).status_code == 404
    assert requests.get(hook_url, headers={"Host": "rebound.example"}, timeout=10).status_code == 421
    hooks.remove(operations.guid)
    assert requests.get(hook_url, timeout=10).status_code == 410
