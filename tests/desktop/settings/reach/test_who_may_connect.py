"""Who may connect: what it means is said first, then each way is tried, and the rule for the firewall is named."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
import requests
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.settings.reach import ways
from desktop.settings.reach.who_may_connect import WhoMayConnect
from desktop.settings.receiver_page import ReceiverPage
from models.settings import config, firewall
from receiver.service import Service
from tests.desktop.conftest import Answers
from tests.desktop.settings.conftest import OnPage


@pytest.fixture
def who(on_page: OnPage[ReceiverPage]) -> WhoMayConnect:
    """The choice, on the page in front."""
    return on_page(ReceiverPage).who


@pytest.fixture
def stranger() -> Iterator[str]:
    """The URL of another program that speaks HTTP."""
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_others_are_let_in_after_what_it_means_was_read(
    who: WhoMayConnect, program: Desk, answers: Answers, qtbot: QtBot
) -> None:
    assert who.this_machine.isChecked()
    assert not who.panel.isVisible()
    who.others.setFocus()
    who.others.click()
    qtbot.waitUntil(lambda: program.receiver.config.host == "0.0.0.0" and program.receiver.state == "receiving")
    qtbot.waitUntil(who.others.hasFocus)
    title, text = answers.asked[-1]
    assert title == "Let other machines connect?"
    assert all(address in text for address in ways.addresses())
    port = program.receiver.url.rpartition(":")[2]
    assert requests.get(f"http://127.0.0.2:{port}/health", timeout=10).ok
    qtbot.waitUntil(lambda: bool(who.panel.rows) and who.panel.again.isEnabled())
    said = {url.text(): words.text() for url, words, _ in who.panel.rows}
    assert [said[f"http://{address}:{port}"] for address in ways.addresses()] == ["Answers."] * len(ways.addresses())
    assert all("Refused" not in words for words in said.values()), "by its own names it is called"
    assert port in (who.panel.rule.text() or port)
    assert config.load({}).host == "0.0.0.0"


def test_who_declines_stays_alone(who: WhoMayConnect, program: Desk, answers: Answers, qtbot: QtBot) -> None:
    answers.yes = False
    who.others.click()
    qtbot.waitUntil(lambda: bool(answers.asked) and who.this_machine.isChecked())
    assert program.receiver.config.host == "127.0.0.1"
    assert not who.panel.isVisible()


def test_others_are_kept_out_again(who: WhoMayConnect, program: Desk, qtbot: QtBot) -> None:
    program.receiver.use({"host": "0.0.0.0"})
    qtbot.waitUntil(lambda: who.others.isChecked() and who.others.isEnabled())
    who.this_machine.click()
    qtbot.waitUntil(lambda: who.this_machine.isChecked() and program.receiver.state == "receiving")
    port = program.receiver.url.rpartition(":")[2]
    with pytest.raises(requests.ConnectionError):
        requests.get(f"http://127.0.0.2:{port}/health", timeout=10)


def test_a_way_that_answers_can_begin_the_urls(
    who: WhoMayConnect, program: Desk, answers: Answers, qtbot: QtBot
) -> None:
    program.receiver.use({"host": "0.0.0.0"})
    qtbot.waitUntil(lambda: bool(who.panel.rows) and who.panel.again.isEnabled())
    chosen = next((row for row in who.panel.rows if row[2].isEnabled()), None)
    if chosen is None:
        pytest.skip("no way of this machine leads to it")
    url = chosen[0].text()
    chosen[2].click()
    qtbot.waitUntil(lambda: program.receiver.base_url() == url)
    assert answers.asked[-1][0] == "Change what the URLs begin with?"


def test_each_way_says_what_came_of_it(service: Service, stranger: str) -> None:
    port = service.url.rpartition(":")[2]
    with socket.create_server(("127.0.0.1", 0)) as probe:
        nobody = f"http://127.0.0.1:{probe.getsockname()[1]}"
    assert ways.tried(service.url).words == "Answers."
    assert ways.tried(f"http://127.0.0.1.nip.invalid:{port}").kind == "muted"
    assert ways.tried(nobody).words == "Nothing answers here."
    assert ways.tried(stranger).words == "Another program answers."


@pytest.mark.parametrize(
    ("platform", "tool", "begins"),
    [
        ("linux", "ufw", "sudo ufw allow 4665/tcp"),
        ("linux", "firewall-cmd", "sudo firewall-cmd --permanent --add-port=4665/tcp"),
        ("linux", "nft", "sudo nft add rule inet filter input tcp dport 4665 accept"),
        ("win32", "", 'netsh advfirewall firewall add rule name="Hookdesk" dir=in action=allow protocol=TCP'),
        ("darwin", "", "sudo /usr/libexec/ApplicationFirewall/socketfilterfw --add"),
    ],
)
def test_the_rule_is_the_one_of_the_system(platform: str, tool: str, begins: str) -> None:
    rule = firewall.rule(4665, platform, lambda name: name == tool)
    assert rule is not None
    assert rule.startswith(begins)


def test_no_firewall_is_said_as_well() -> None:
    assert firewall.rule(4665, "linux", lambda _: None) is None
