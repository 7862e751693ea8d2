"""From a channel's properties to what its web hooks did."""

from __future__ import annotations

from collections.abc import Callable

import requests
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from models.channels import hooks
from models.deliveries.delivery_filter import DeliveryFilter


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
