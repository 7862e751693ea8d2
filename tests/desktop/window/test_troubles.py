"""A disk on which nothing can be written: the window lives, says so, and says no more when there is room again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import requests
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from models.channels import hooks
from models.problems import Unavailable
from tests.full_disk import full

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits the size of this process's files as Unix does")


def test_the_window_says_that_nothing_can_be_stored_until_it_can(program: Desk, qtbot: QtBot, desk: Path) -> None:
    banner = program.window.banner
    [hook] = hooks.of_channel(None)
    url = hooks.url(program.receiver.base_url(), hook.channel_guid, hook.guid)

    def post() -> int:
        return requests.post(url, json={"text": "x" * 100_000}, timeout=20).status_code

    assert post() == 200
    with full(desk):
        assert post() == 503
        qtbot.waitUntil(banner.isVisible)
        assert banner.problem is not None
        assert "disk" in banner.problem.title
        assert str(program.receiver.trouble) == str(banner.problem)
        assert "refused" in program.window.status.receiver.text()
        assert post() == 503
    assert post() == 200
    qtbot.waitUntil(lambda: not banner.isVisible())
    assert program.receiver.state == "receiving"
    assert "Receiving" in program.window.status.receiver.text()


def test_a_trouble_that_is_over_is_not_said_again_by_what_met_it_too(program: Desk) -> None:
    banner, trouble = program.window.banner, Unavailable("The disk is full.", "Free some space.")
    banner.show_trouble(trouble)
    assert banner.isVisible()
    banner.show_trouble(None)
    banner.show_problem(Unavailable("The disk is full.", "Free some space."))
    assert not banner.isVisible()
    banner.show_trouble(trouble)
    assert banner.isVisible()


def test_the_window_notices_by_itself_that_reports_can_be_stored_again(program: Desk, qtbot: QtBot, desk: Path) -> None:
    [hook] = hooks.of_channel(None)
    url = hooks.url(program.receiver.base_url(), hook.channel_guid, hook.guid)
    with full(desk), qtbot.waitSignal(program.bridge.troubled):
        assert requests.post(url, json={"text": "x" * 200_000}, timeout=20).status_code == 503
    qtbot.waitUntil(lambda: program.receiver.state == "receiving" and not program.window.banner.isVisible())
