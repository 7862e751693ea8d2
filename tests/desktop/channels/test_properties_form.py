"""One web hook of the dialog: Send Test posts for real, and the samples are for its URL."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.data.tasks import Tasks
from desktop.posting.composer import Composer
from models.channels import hooks
from models.channels.hooks import Hook
from models.messages import messages
from tests.desktop.channels.conftest import Open
from tests.desktop.conftest import Answers


def test_send_test_posts_for_real_and_is_counted(
    qtbot: QtBot, open_dialog: Open, operations: Hook, tasks: Tasks
) -> None:
    form = open_dialog().web_hooks.form
    form.buttons.test.click()
    [composer] = form.findChildren(Composer)
    composer.form.text.setPlainText("is anybody there?")
    with qtbot.waitSignal(composer.tested):
        composer.send.click()
    qtbot.waitUntil(tasks.idle)
    assert [message.text for message in messages.page(operations.channel_id)] == ["is anybody there?"]
    assert hooks.get(operations.guid).deliveries == 1
    assert form.last.text() == "Last delivery just now, 1 accepted"
    assert not form.rejected.isVisible()


def test_a_test_that_is_refused_is_counted_as_rejected(
    qtbot: QtBot, open_dialog: Open, operations: Hook, tasks: Tasks
) -> None:
    form = open_dialog().web_hooks.form
    hooks.set_enabled(operations.guid, False)
    form.buttons.test.click()
    [composer] = form.findChildren(Composer)
    with qtbot.waitSignal(composer.tested):
        composer.send.click()
    qtbot.waitUntil(lambda: form.rejected.text() == "1 rejected")
    assert form.rejected.isVisibleTo(form)
    composer.reject()


def test_only_a_saved_hook_can_be_tested(open_dialog: Open) -> None:
    tab = open_dialog().web_hooks
    assert tab.form.buttons.test.isVisible()
    tab.add.click()
    assert not tab.form.buttons.test.isVisible()
    assert "404" in tab.form.buttons.words.text()


@pytest.mark.parametrize(
    ("place", "word"), [(0, "curl"), (1, "Invoke-RestMethod"), (2, "requests.post"), (3, "fetch(")]
)
def test_the_samples_are_for_the_chosen_hook(open_dialog: Open, hook_url: str, place: int, word: str) -> None:
    snippets = open_dialog().web_hooks.form.details.snippets
    snippets.choose(place)
    assert word in snippets.text()
    assert hook_url in snippets.text()


def test_copying_the_url_of_an_unsaved_hook_says_when_it_works(open_dialog: Open) -> None:
    tab = open_dialog().web_hooks
    tab.form.copy.click()
    assert tab.form.copy.text() == "Copied"
    tab.add.click()
    width = tab.form.copy.width()
    tab.form.copy.click()
    assert tab.form.copy.text() == "Works after OK"
    assert tab.form.copy.width() == width, "nothing moves"


def test_escape_asks_before_what_was_typed_is_lost(open_dialog: Open, answers: Answers) -> None:
    dialog = open_dialog()
    dialog.web_hooks.add.click()
    answers.yes = False
    dialog.reject()
    assert dialog.isVisible()
    assert answers.asked == [("Leave without saving?", "What you changed in the properties is lost.")]
    answers.yes = True
    dialog.reject()
    assert not dialog.isVisible()


def test_escape_asks_nothing_where_nothing_was_changed(open_dialog: Open, answers: Answers) -> None:
    dialog = open_dialog()
    dialog.reject()
    assert not dialog.isVisible()
    assert answers.asked == []
