"""Suggestions in the window: what came looks like a sender's, and its format is used with a click."""

from __future__ import annotations

import pytest
import requests
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.suggestions.suggested import Suggested, of_hooks
from models.cases import cases
from models.channels import hooks
from models.channels.hook_rules import OWN
from models.channels.hooks import Hook
from models.deliveries import deliveries
from tests.desktop.conftest import Answers
from tests.receiver.formats.bodies_of import FOLDER
from tests.receiver.intake.rules import set_rules

ALARM = (FOLDER / "alertmanager.firing.json").read_bytes()


@pytest.fixture
def own_only(program: Desk) -> Hook:
    """The hook of General, which takes Hookdesk JSON only."""
    [hook] = hooks.of_channel(None)
    set_rules(hook, reads=OWN)
    return hooks.get(hook.guid)


def send(program: Desk, hook: Hook, body: bytes = ALARM) -> int:
    url = hooks.url(program.receiver.base_url(), hook.channel_guid, hook.guid)
    return requests.post(url, data=body, timeout=10).status_code


def test_the_suggested_format_is_used_and_what_was_refused_is_read_again(
    qtbot: QtBot, program: Desk, own_only: Hook, answers: Answers
) -> None:
    assert send(program, own_only) == 422
    bar = program.window.notice_bar
    qtbot.waitUntil(bar.isVisible)
    assert "looks like Alertmanager. Use its format?" in bar.words.text()
    bar.step.click()
    qtbot.waitUntil(lambda: hooks.get(own_only.guid).rules.reads == "alertmanager")
    qtbot.waitUntil(lambda: deliveries.page()[0].outcome == "opened")
    assert answers.asked == [
        ("Read 1 delivery again?", "They were refused, or read without a format, and would be read by it now.")
    ]
    assert cases.get(1).key
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert send(program, own_only) == 200


def test_a_format_that_is_saved_in_the_properties_is_offered_what_was_refused(
    qtbot: QtBot, program: Desk, own_only: Hook, answers: Answers
) -> None:
    send(program, own_only)
    program.channels.edit_hook(own_only.id)
    qtbot.waitUntil(lambda: program.channels.dialog is not None)
    dialog = program.channels.dialog
    assert dialog is not None
    form = dialog.web_hooks.form.details.reading
    qtbot.waitUntil(lambda: form.suggestion.suggested is not None)
    form.suggestion.use.click()
    dialog.accept()
    qtbot.waitUntil(lambda: deliveries.page()[0].outcome == "opened")
    assert [title for title, _ in answers.asked] == ["Read 1 delivery again?"]


def test_a_suggestion_that_was_dismissed_stays_away(qtbot: QtBot, program: Desk, own_only: Hook) -> None:
    send(program, own_only)
    bar = program.window.notice_bar
    qtbot.waitUntil(bar.isVisible)
    bar.dismiss.click()
    assert not bar.isVisible()
    before = program.window.status.today.text()
    send(program, own_only)
    qtbot.waitUntil(lambda: program.window.status.today.text() != before)
    assert not bar.isVisible()


def test_the_delivery_says_what_it_looks_like(qtbot: QtBot, program: Desk, own_only: Hook) -> None:
    send(program, own_only)
    [delivery] = deliveries.page()
    program.window.open_delivery(delivery.id)
    line = program.window.deliveries.detail.suggestion
    qtbot.waitUntil(line.isVisible)
    assert line.words.text() == "This looks like Alertmanager. Use its format?"
    with qtbot.waitSignal(program.window.deliveries.use_wanted) as used:
        line.use.click()
    assert isinstance(used.args[0], Suggested)
    qtbot.waitUntil(lambda: hooks.get(own_only.guid).rules.reads == "alertmanager")


def test_what_else_comes_does_not_hide_a_suggestion_but_what_is_read_does(
    qtbot: QtBot, program: Desk, own_only: Hook
) -> None:
    send(program, own_only)
    send(program, own_only, b'{"degrees": 7}')
    [suggested] = of_hooks(hooks.of_channel(None))
    assert suggested.preset == "alertmanager"
    assert send(program, own_only, b'{"text": "ours"}') == 200
    assert of_hooks(hooks.of_channel(None)) == []


def test_what_a_hook_reads_by_itself_suggests_nothing(qtbot: QtBot, program: Desk) -> None:
    [hook] = hooks.of_channel(None)
    assert send(program, hook, b'{"degrees": 7}') == 200
    [delivery] = deliveries.page()
    program.window.open_delivery(delivery.id)
    qtbot.waitUntil(lambda: program.window.deliveries.detail.body() is not None)
    assert not program.window.deliveries.detail.suggestion.isVisible()


def test_a_hook_that_rejects_most_is_marked_and_the_mark_leads_to_what_it_rejected(
    qtbot: QtBot, program: Desk, own_only: Hook
) -> None:
    for _ in range(3):
        assert send(program, own_only, b'{"degrees": 7}') == 422
    bar = program.window.notice_bar
    qtbot.waitUntil(bar.isVisible)
    assert bar.words.text().endswith("rejected 3 of its last 3 deliveries.")
    index = program.window.side.model.index(0)
    assert "rejected 3 of its last 3" in program.window.side.model.text(program.window.side.model.records()[0])
    assert index.isValid()
    bar.step.click()
    qtbot.waitUntil(lambda: program.window.deliveries.pane.filter().outcome == "rejected")
    assert program.window.deliveries.pane.filter().hook_id == own_only.id
