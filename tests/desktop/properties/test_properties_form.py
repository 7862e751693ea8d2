"""One web hook of the dialog: Send Test posts for real, and the samples are for its URL."""

from __future__ import annotations

import socket

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.tasks import Tasks
from models import hooks, messages
from models.hooks import Hook
from tests.desktop.conftest import Answers
from tests.desktop.properties.conftest import Open


def test_send_test_posts_for_real(
    qtbot: QtBot, open_dialog: Open, operations: Hook, answers: Answers, tasks: Tasks
) -> None:
    answers.line = "is anybody there?"
    form = open_dialog().web_hooks.form
    QTest.mouseClick(form.test, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: form.result.text().startswith("200 OK"))
    qtbot.waitUntil(tasks.idle)
    assert '"posted"' in form.result.text()
    assert [message.text for message in messages.page(operations.channel_id)] == ["is anybody there?"]
    assert hooks.get(operations.guid).deliveries == 1
    assert form.last.text() == "Last delivery just now, 1 in all"


def test_a_test_that_is_refused_says_why(qtbot: QtBot, open_dialog: Open, operations: Hook, answers: Answers) -> None:
    form = open_dialog().web_hooks.form
    hooks.set_enabled(operations.guid, False)
    answers.line = "hello"
    form.test.click()
    qtbot.waitUntil(lambda: form.result.text().startswith("403 Forbidden"))
    assert "{" not in form.result.text()


def test_a_test_that_reaches_nothing_says_so(qtbot: QtBot, open_dialog: Open, answers: Answers) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = taken.getsockname()[1]
    form = open_dialog(base_url=f"http://127.0.0.1:{nobody}").web_hooks.form
    answers.line = "hello"
    form.test.click()
    qtbot.waitUntil(lambda: form.result.text().startswith("Nothing answers at 127.0.0.1"))
    assert form.test.isEnabled()


def test_only_a_saved_hook_can_be_tested(open_dialog: Open) -> None:
    tab = open_dialog().web_hooks
    assert tab.form.test.isVisible()
    tab.add.click()
    assert not tab.form.test.isVisible()
    assert "404" in tab.form.result.text()


@pytest.mark.parametrize(
    ("place", "word"), [(0, "curl"), (1, "Invoke-RestMethod"), (2, "requests.post"), (3, "fetch(")]
)
def test_the_samples_are_for_the_chosen_hook(open_dialog: Open, hook_url: str, place: int, word: str) -> None:
    snippets = open_dialog().web_hooks.form.snippets
    snippets.choose(place)
    assert word in snippets.text()
    assert hook_url in snippets.text()
