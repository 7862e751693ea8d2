"""From a channel's properties to what its web hooks did."""

from __future__ import annotations

from collections.abc import Callable

import requests
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from models.channels import channels, hooks
from models.deliveries.delivery_filter import DeliveryFilter
from tests.desktop.conftest import Answers


def test_the_rejected_deliveries_of_a_hook_are_a_click_away(
    qtbot: QtBot, program: Desk, post: Callable[..., None]
) -> None:
    [hook] = hooks.of_channel(None)
    hooks.add(hook.channel_id, "Another")
    post("accepted")
    url = hooks.url(program.receiver.base_url(), hook.channel_guid, hook.guid)
    assert requests.post(url, data=b"{", timeout=10).status_code == 400
    program.channels.edit_hook(hook.id)
    qtbot.waitUntil(lambda: program.channels.dialog is not None)
    dialog = program.channels.dialog
    assert dialog is not None
    assert dialog.web_hooks.form.rejected.text() == "1 rejected"
    dialog.web_hooks.form.rejected.click()
    window = program.window
    qtbot.waitUntil(lambda: window.deliveries.isVisible())
    assert window.deliveries.pane.filter() == DeliveryFilter(hook.channel_id, hook.id, "rejected")
    qtbot.waitUntil(lambda: [row.code for row in window.deliveries.pane.model.records()] == ["invalid_json"])


def test_a_name_that_is_taken_is_told_while_it_is_typed(qtbot: QtBot, program: Desk, answers: Answers) -> None:
    channels.add("Işık")
    qtbot.waitUntil(lambda: len(program.shown.channels) == 2)
    answers.line = None
    program.channels.new()
    assert answers.wrong("IŞIK") == "There is a channel Işık already."
    assert answers.wrong("Other") == ""


def test_the_urls_that_end_are_named_before_a_channel_is_deleted(qtbot: QtBot, program: Desk, answers: Answers) -> None:
    [hook] = hooks.of_channel(None)
    for number in range(9):
        hooks.add(hook.channel_id, f"Hook {number}")
    answers.yes = False
    program.channels.delete()
    qtbot.waitUntil(lambda: bool(answers.asked))
    text = answers.asked[-1][1]
    assert "its 10 web hooks end at once" in text
    assert "Hook 8\n" in text
    assert "and 2 more" in text
