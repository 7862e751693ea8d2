"""A web hook that should speak and does not: in its channel, in the list of channels, until somebody knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.data.silence_watch import SilenceWatch
from desktop.data.tasks import Tasks
from desktop.desk import Desk
from desktop.window.side_bar.channel_delegate import WARNING_ROLE
from desktop.window.silence_bar import NARROW_CHARACTERS, SilenceBar
from desktop.words import clock
from models.channels import channels, hooks
from models.channels.hook_rules import Rules
from models.channels.hooks import Hook
from models.database import execute, writing
from models.database.tables import to_stored
from models.deliveries.delivery_filter import DeliveryFilter

TWO_HOURS = 7200


def make_silent(hook: Hook, hours: float = 3) -> Hook:
    """It should speak every two hours, and has been waited for in vain."""
    with writing():
        hooks.change(replace(hooks.get(hook.guid).edit(), rules=Rules(silent_after=TWO_HOURS)))
        since = to_stored(datetime.now(UTC) - timedelta(hours=hours, minutes=1))
        execute("UPDATE hooks SET watched_since = ?, last_accepted_at = NULL WHERE id = ?", (since, hook.id))
    return hooks.get(hook.guid)


def settings(folder: Path) -> QSettings:
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def first_hook(program: Desk) -> Hook:
    """The hook of General."""
    [hook] = hooks.of_channel(None)
    return hook


@pytest.fixture
def silent_hook(program: Desk, first_hook: Hook, qtbot: QtBot) -> Hook:
    """The hook of General has not spoken for three hours, and the program has noticed."""
    hook = make_silent(first_hook)
    program.background.silence.look()
    qtbot.waitUntil(program.window.silence_bar.isVisible)
    return hook


def warning(program: Desk, channel: str = "General") -> str:
    model = program.window.side.model
    return str(model.index_of(channels.find(channel).id).data(WARNING_ROLE))


def test_it_is_said_in_the_channel_and_marked_in_the_list(program: Desk, silent_hook: Hook) -> None:
    said = "First web hook has been silent for 3 h (expected every 2 h)."
    assert program.window.silence_bar.words.text() == said
    assert program.window.silence_bar.words.textFormat() == Qt.TextFormat.PlainText
    assert warning(program) == said
    index = program.window.side.model.index(0)
    assert said in str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert said in str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_it_is_over_as_soon_as_it_speaks(
    qtbot: QtBot, program: Desk, silent_hook: Hook, post: Callable[..., None]
) -> None:
    post("here I am")
    qtbot.waitUntil(lambda: not program.window.silence_bar.isVisible())
    assert warning(program) == ""


def test_another_channel_does_not_show_it(qtbot: QtBot, program: Desk, silent_hook: Hook) -> None:
    other = channels.add("Other")
    qtbot.waitUntil(lambda: program.window.side.model.rowCount() == 2)
    program.shown.show_channel(other.id)
    qtbot.waitUntil(lambda: program.shown.channel is not None and program.shown.channel.id == other.id)
    assert not program.window.silence_bar.isVisible()
    assert warning(program) != ""
    program.shown.show_channel(silent_hook.channel_id)
    qtbot.waitUntil(program.window.silence_bar.isVisible)


def test_dismissed_it_is_quiet_until_it_spoke(
    qtbot: QtBot, program: Desk, silent_hook: Hook, post: Callable[..., None]
) -> None:
    bar, watch = program.window.silence_bar, program.background.silence
    bar.dismiss.setFocus()
    QTest.keyClick(bar.dismiss, Qt.Key.Key_Space)
    assert not bar.isVisible()
    assert warning(program) == ""
    with qtbot.waitSignal(watch.changed):
        watch.look()
    assert not bar.isVisible()
    post("once more")
    qtbot.waitUntil(program.tasks.idle)
    make_silent(silent_hook, hours=4)
    watch.look()
    qtbot.waitUntil(bar.isVisible)
    assert "silent for 4 h" in bar.words.text()


def test_dismissed_it_stays_quiet_after_the_next_start(
    qtbot: QtBot, operations: Hook, tasks: Tasks, tmp_path: Path
) -> None:
    make_silent(operations)
    watch = SilenceWatch(tasks=tasks, settings=settings(tmp_path))
    with qtbot.waitSignal(watch.began) as began:
        watch.look()
    [hook] = began.args[0]
    watch.dismiss(hook)
    again = SilenceWatch(tasks=tasks, settings=settings(tmp_path))
    with qtbot.assertNotEmitted(again.began), qtbot.waitSignal(again.changed):
        again.look()
    assert again.silent() == []


def test_the_properties_open_on_the_silent_one(qtbot: QtBot, program: Desk, silent_hook: Hook) -> None:
    hooks.add(silent_hook.channel_id, "Another")
    program.window.silence_bar.properties.click()
    qtbot.waitUntil(lambda: program.channels.dialog is not None)
    dialog = program.channels.dialog
    assert dialog is not None
    assert dialog.tabs.currentWidget() is dialog.web_hooks
    assert dialog.web_hooks.form.purpose.text() == "First web hook"
    assert dialog.web_hooks.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "First web hook, Silent for 3 h · never used"
    )
    dialog.reject()


def test_its_deliveries_are_shown(qtbot: QtBot, program: Desk, silent_hook: Hook, post: Callable[..., None]) -> None:
    program.window.silence_bar.deliveries.click()
    qtbot.waitUntil(lambda: program.window.deliveries.isVisible())
    assert program.window.deliveries.pane.filter() == DeliveryFilter(silent_hook.channel_id, silent_hook.id)


def test_several_are_counted_the_longest_silent_first(qtbot: QtBot, program: Desk, silent_hook: Hook) -> None:
    for number in (1, 2):
        make_silent(hooks.add(silent_hook.channel_id, f"Job {number}"), hours=3 + number)
    bar = program.window.silence_bar
    program.background.silence.look()
    qtbot.waitUntil(lambda: bar.words.text().startswith("Job 2 has been silent for 5 h"))
    assert bar.words.text().endswith("So are 2 others.")
    bar.dismiss.click()
    assert bar.words.text().startswith("Job 1 has been silent for 4 h")
    assert bar.words.text().endswith("So is 1 other.")


def test_in_a_narrow_window_the_buttons_stand_below(qtbot: QtBot, program: Desk, silent_hook: Hook) -> None:
    bar: SilenceBar = program.window.silence_bar
    beside, limit = program.window.width() - bar.width(), bar.fontMetrics().averageCharWidth() * NARROW_CHARACTERS
    program.window.resize(beside + limit, 700)
    qtbot.waitUntil(lambda: bar.deliveries.y() < bar.words.geometry().bottom())
    program.window.resize(program.window.minimumWidth(), 700)
    qtbot.waitUntil(lambda: bar.deliveries.y() >= bar.words.geometry().bottom())
    assert bar.sizeHint().width() <= bar.width()


def test_lengths_are_said_as_a_person_says_them() -> None:
    lengths = [timedelta(seconds=20), timedelta(minutes=59), timedelta(hours=47), timedelta(days=2, hours=5)]
    assert [clock.span(length) for length in lengths] == ["1 min", "59 min", "47 h", "2 days"]
    assert [clock.period(seconds) for seconds in (90, 5400, 7200, 86_400, 259_200)] == [
        "90 s",
        "90 min",
        "2 h",
        "1 day",
        "3 days",
    ]
