"""Why does nothing arrive? Each thing that keeps a post away is found, and the first says the next step."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
from pytestqt.qtbot import QtBot

from desktop.data.shown import DELIVERIES
from desktop.desk import Desk
from desktop.help import way_checks
from desktop.help.check import Check
from desktop.help.why_nothing import ANSWERS, LAST, LEADS, LISTENS, TAKES, UNKNOWN, WhyNothing
from models.channels import channels, hooks
from models.channels.hook_rules import Secret
from models.channels.hooks import Hook


@pytest.fixture
def hook(program: Desk) -> Hook:
    """The hook of General."""
    (found,) = hooks.of_channel(None)
    return found


@pytest.fixture
def looked(program: Desk, qtbot: QtBot) -> Callable[[], WhyNothing]:
    """Open the page from the menu, and wait until it has looked at everything."""

    def look() -> WhyNothing:
        program.actions["why_nothing"].trigger()
        why = program.window.findChildren(WhyNothing)[-1]
        qtbot.waitUntil(lambda: all(row.check is not None for row in why.checks.rows))
        return why

    return look


def check(why: WhyNothing, place: int) -> Check:
    found = why.checks.rows[place].check
    assert found is not None
    return found


def says(why: WhyNothing) -> list[int]:
    """Under which of the checks there is a next step."""
    return [place for place, row in enumerate(why.checks.rows) if row.next_step.isVisibleTo(why)]


def with_rules(hook: Hook, **rules: object) -> None:
    hooks.save(hook.edit(), replace(hook.edit(), rules=replace(hook.rules, **rules)))  # type: ignore[arg-type]  # any


def test_a_desk_that_was_never_posted_to_is_looked_at(looked: Callable[[], WhyNothing]) -> None:
    why = looked()
    assert [check(why, place).mark for place in (LISTENS, LEADS, ANSWERS, TAKES, LAST, UNKNOWN)] == [
        "ok", "warning", "ok", "ok", "warning", "ok",
    ]  # fmt: skip
    assert says(why) == [LEADS]


def test_what_arrived_is_told(looked: Callable[[], WhyNothing], post: Callable[..., None]) -> None:
    post("hello")
    last = check(looked(), LAST)
    assert (last.mark, "Posted" in last.words) == ("ok", True)


def test_a_disabled_hook_is_the_first_step(looked: Callable[[], WhyNothing], hook: Hook) -> None:
    hooks.set_enabled(hook.guid, False)
    why = looked()
    assert (check(why, TAKES).mark, says(why)) == ("danger", [TAKES])


def test_an_expired_hook_is_wrong(looked: Callable[[], WhyNothing], hook: Hook) -> None:
    with_rules(hook, expires_at=datetime.now(UTC) - timedelta(hours=3))
    assert "expired 3 hours ago" in check(looked(), TAKES).words


def test_a_secret_and_chosen_senders_may_be_the_reason(looked: Callable[[], WhyNothing], hook: Hook) -> None:
    with_rules(hook, senders=("192.0.2.0/24",), secret=Secret("header", "open sesame", "X-Secret"))
    found = check(looked(), TAKES)
    assert found.mark == "warning"
    assert "192.0.2.0/24" in found.words
    assert "X-Secret" in found.words
    assert "open sesame" not in found.words


def test_a_rejected_post_is_told_with_its_cause(looked: Callable[[], WhyNothing], program: Desk, hook: Hook) -> None:
    with_rules(hook, reads="own")
    url = hooks.url(program.receiver.base_url(), hook.channel_guid, hook.guid)
    assert requests.post(url, b"{not json", timeout=10).status_code == 400
    found = check(looked(), LAST)
    assert (found.mark, "Not JSON" in found.words) == ("danger", True)


def test_a_letter_too_much_in_the_url_is_found(
    looked: Callable[[], WhyNothing], program: Desk, hook: Hook, qtbot: QtBot
) -> None:
    url = hooks.url(program.receiver.base_url(), hook.channel_guid, hook.guid)
    assert requests.post(f"{url}a", json={"text": "lost"}, timeout=10).status_code == 404
    why = looked()

    def found() -> bool:  # what came to no hook is kept a moment after its answer
        why.again.click()
        qtbot.waitUntil(lambda: all(row.check is not None for row in why.checks.rows))
        return check(why, UNKNOWN).mark == "danger"

    qtbot.waitUntil(found)
    assert "1 character too much" in check(why, UNKNOWN).words
    assert says(why) == [UNKNOWN]


def test_a_receiver_that_is_stopped_is_the_first_step(looked: Callable[[], WhyNothing], program: Desk) -> None:
    program.receiver.stop()
    why = looked()
    assert (check(why, LISTENS).mark, check(why, ANSWERS).mark) == ("danger", "danger")
    assert says(why) == [LISTENS]


def test_the_deliveries_of_the_chosen_hook_are_shown(
    looked: Callable[[], WhyNothing], program: Desk, qtbot: QtBot
) -> None:
    other = hooks.add(channels.add("Plant").id, "Machines")
    why = looked()
    why.hook.setCurrentIndex(next(n for n in range(why.hook.count()) if "Machines" in why.hook.itemText(n)))
    why.show_deliveries.click()
    qtbot.waitUntil(lambda: program.shown.channel is not None and program.shown.channel.id == other.channel_id)
    assert program.shown.page == DELIVERIES
    qtbot.waitUntil(lambda: program.window.deliveries.pane.filter().hook_id == other.id)


class _Other(BaseHTTPRequestHandler):
    """Something else that listens: its answers have no JSON."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<h1>It works!</h1>")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def other_program() -> Iterator[str]:
    """The URL of a server that is not Hookdesk."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Other) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_another_program_at_the_address_is_told_from_the_receiver(other_program: str) -> None:
    found = way_checks.answers(other_program)
    assert (found.mark, "Something else" in found.words) == ("danger", True)


def test_a_name_that_leads_nowhere_is_wrong() -> None:
    found = way_checks.leads_here("http://nobody.invalid")
    assert (found.mark, "nobody.invalid" in found.words) == ("danger", True)
