"""The tray: its state and menu, what closing the window does, and messages on new cases."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

import pytest
import requests
from PySide6.QtCore import QSettings
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from desktop.data.tasks import Tasks
from desktop.desk import Desk
from desktop.tray.background import HOW_TO_END, KEEP_RECEIVING, STAYS
from desktop.tray.new_cases import NewCases
from desktop.tray.tray import LONGEST, Tray, plain
from desktop.tray.tray_icon import SIDES, TrayState, tray_icon
from desktop.tray.tray_messages import TrayMessages
from desktop.widgets.theme import ThemeHolder
from desktop.window.main_window import SETTINGS_FILE
from desktop.words.language import tr
from models.cases import arrivals, case_actions, case_moving, case_pages
from models.cases.arrivals import Arrivals
from models.cases.case_filter import Filter
from models.channels import channels, hooks
from models.channels.hooks import Hook
from tests.desktop.data.test_silence import make_silent

Post = Callable[..., None]
Told = list[tuple[str, str]]


@pytest.fixture
def tray_there() -> bool:
    return True


@pytest.fixture
def tray(program: Desk) -> Tray:
    """The tray of the program, which has been told that there is one."""
    assert program.background.tray is not None
    return program.background.tray


@pytest.fixture
def told(tray: Tray) -> Told:
    """The messages of the tray."""
    messages: Told = []
    tray.told.connect(lambda title, text: messages.append((title, text)))
    return messages


@pytest.fixture
def closed(program: Desk, told: Told) -> Desk:
    """The window is closed, the program goes on, and a person has been told so."""
    program.window.close()
    assert not program.window.isVisible()
    assert told == [(tr(STAYS), tr(HOW_TO_END))]
    told.clear()
    return program


def test_closing_the_window_keeps_receiving_and_is_explained_once(
    qtbot: QtBot, closed: Desk, told: Told, post: Post
) -> None:
    with qtbot.assertNotEmitted(closed.background.ended):
        post("still there?")
        closed.background.show_window()
        closed.window.close()
    assert told == []
    assert closed.receiver.state == "receiving"


@pytest.mark.parametrize("reason", [QSystemTrayIcon.ActivationReason.Trigger, None])
def test_the_window_comes_back_from_the_icon_and_from_its_menu(
    qtbot: QtBot, closed: Desk, tray: Tray, reason: QSystemTrayIcon.ActivationReason | None
) -> None:
    if reason is None:
        closed.actions["open_window"].trigger()
    else:
        tray.icon.activated.emit(reason)
    qtbot.waitUntil(closed.window.isVisible)


@pytest.mark.parametrize("visible", [True, False])
def test_quit_ends_the_program_with_or_without_its_window(
    qtbot: QtBot, program: Desk, tray: Tray, visible: bool
) -> None:
    if not visible:
        program.window.close()
    with qtbot.waitSignal(program.background.ended):
        program.actions["quit_from_tray"].trigger()
    assert not program.window.isVisible()


def test_quit_in_the_file_menu_ends_it_too(qtbot: QtBot, program: Desk, told: Told) -> None:
    with qtbot.waitSignal(program.background.ended):
        program.actions["quit"].trigger()
    assert told == []


def test_quit_waits_for_a_question_that_is_open(qtbot: QtBot, program: Desk, tray: Tray) -> None:
    program.actions["settings"].trigger()
    settings = QApplication.activeModalWidget()
    assert settings is not None
    with qtbot.assertNotEmitted(program.background.ended):
        program.actions["quit_from_tray"].trigger()
    settings.close()


def test_a_person_can_have_the_window_end_it_and_that_is_kept(
    qtbot: QtBot, program: Desk, tray: Tray, tmp_path: Path
) -> None:
    keep = program.actions["keep_receiving"]
    assert keep.isVisible()
    assert keep in tray.menu.actions()
    keep.trigger()
    with qtbot.waitSignal(program.background.ended):
        program.window.close()
    kept = QSettings(str(tmp_path / SETTINGS_FILE), QSettings.Format.IniFormat)
    assert kept.value(KEEP_RECEIVING) == "false"


def test_the_icon_says_how_the_receiver_is_and_what_is_unread(
    qtbot: QtBot, closed: Desk, tray: Tray, post: Post
) -> None:
    assert tray.state_line.text() == f"Receiving on {closed.receiver.url}"
    assert not tray.state_line.isEnabled()
    post("one")
    post("two")
    qtbot.waitUntil(lambda: tray.tooltip().endswith("\n2 unread"))
    assert tray.tooltip() == f"Hookdesk\nReceiving on {closed.receiver.url}\n2 unread"
    closed.receiver.stop()
    assert tray.state_line.text() == "Not receiving"


def test_a_new_case_is_told_and_a_click_opens_it(
    qtbot: QtBot, closed: Desk, tray: Tray, told: Told, post: Post
) -> None:
    post("a message is no case")
    post("Disk <b>full</b> on host 7", id="disk-7")
    qtbot.waitUntil(lambda: bool(told))
    assert told == [
        ("#1 Disk \u2039b\u203afull\u2039/b\u203a on host 7", "A new case in General, opened by First web hook.")
    ]
    tray.icon.messageClicked.emit()
    qtbot.waitUntil(lambda: (case := closed.shown.case) is not None and case.number == 1)
    assert closed.window.isVisible()


def test_a_hundred_new_cases_are_one_message(qtbot: QtBot, closed: Desk, told: Told, post: Post) -> None:
    channels.add("Empty")
    with requests.Session() as session:
        [hook] = hooks.of_channel(None)
        url = hooks.url(closed.receiver.base_url(), hook.channel_guid, hook.guid)
        for number in range(100):
            assert session.post(url, json={"id": f"case-{number}", "text": "x"}, timeout=10).status_code == 201
    qtbot.waitUntil(lambda: bool(told))
    qtbot.waitUntil(closed.tasks.idle)
    assert told == [("100 new cases", "In General. A click opens the newest.")]


def test_nothing_is_told_of_what_the_person_can_see(qtbot: QtBot, program: Desk, told: Told, post: Post) -> None:
    assert program.window.isActiveWindow()
    with qtbot.waitSignal(program.background.new_cases.arrived):
        post("In plain sight", id="seen")
    program.window.close()
    told.clear()
    post("Out of sight", id="unseen")
    qtbot.waitUntil(lambda: bool(told))
    assert [title for title, _ in told] == ["#2 Out of sight"]


def test_nothing_is_told_when_that_is_off(qtbot: QtBot, closed: Desk, told: Told, post: Post) -> None:
    notify = closed.actions["notify"]
    notify.trigger()
    with qtbot.waitSignal(closed.background.new_cases.arrived):
        post("quiet", id="quiet")
    notify.trigger()
    post("loud", id="loud")
    qtbot.waitUntil(lambda: bool(told))
    assert [title for title, _ in told] == ["#2 loud"]


def test_a_silent_hook_is_a_warning_and_is_told(qtbot: QtBot, closed: Desk, tray: Tray, told: Told) -> None:
    [hook] = hooks.of_channel(None)
    make_silent(hook)
    closed.background.silence.look()
    qtbot.waitUntil(lambda: bool(told))
    said = "First web hook has been silent for 3 h (expected every 2 h)."
    assert told == [("First web hook is silent", said)]
    assert tray.tooltip().endswith(f"\n{said}")
    tray.icon.messageClicked.emit()
    qtbot.waitUntil(closed.window.silence_bar.isVisible)


def test_a_case_that_is_moved_or_deleted_is_not_new(
    qtbot: QtBot, operations: Hook, hook_url: str, tasks: Tasks
) -> None:
    for name in ("moved", "deleted", "new"):
        assert requests.post(hook_url, json={"id": name, "text": name}, timeout=10).ok
    moved, deleted, _ = sorted(case_pages.page(Filter()), key=lambda case: case.id)
    before = arrivals.newest_id()
    other = channels.add("Other")
    case_moving.move([moved], other.id, "Deniz")
    case_actions.delete([deleted], "Deniz")
    assert arrivals.since(before) == Arrivals([], False, arrivals.newest_id())
    assert [case.subject for case in arrivals.since(0).cases] == ["new"]


def test_what_was_there_at_the_start_is_not_new(qtbot: QtBot, operations: Hook, hook_url: str, tasks: Tasks) -> None:
    assert requests.post(hook_url, json={"id": "old", "text": "old"}, timeout=10).ok
    watch = NewCases(tasks=tasks)
    watch.start()
    qtbot.waitUntil(tasks.idle)
    assert requests.post(hook_url, json={"id": "new", "text": "new"}, timeout=10).ok
    with qtbot.waitSignal(watch.arrived) as arrived:
        watch.look()
    assert [case.subject for case in arrived.args[0].cases] == ["new"]
    with qtbot.assertNotEmitted(watch.arrived):
        watch.look()
        qtbot.waitUntil(tasks.idle)


def test_after_a_message_the_next_one_waits(qtbot: QtBot, operations: Hook, hook_url: str) -> None:
    said: Told = []
    messages = TrayMessages(lambda title, text, _: said.append((title, text)), lambda: False, settle_ms=0, gap_ms=300)
    for name in ("one", "two", "three"):
        assert requests.post(hook_url, json={"id": name, "text": name}, timeout=10).ok
    three, two, one = arrivals.since(0).cases
    messages.on_arrived(Arrivals([one], False, one.id))
    qtbot.waitUntil(lambda: len(said) == 1)
    messages.on_arrived(Arrivals([two], False, two.id))
    messages.on_arrived(Arrivals([three], True, three.id))
    qtbot.waitUntil(lambda: len(said) == 2)
    assert [title for title, _ in said] == ["#1 one", "2+ new cases"]


def test_only_tags_are_changed_in_what_the_system_draws() -> None:
    assert plain("A & B\n<img src='file:///etc/passwd'>") == "A & B \u2039img src='file:///etc/passwd'\u203a"
    assert len(plain("x" * 1_000_000)) == LONGEST


def test_each_state_has_a_picture_of_its_own(theme: ThemeHolder) -> None:
    states: tuple[TrayState, ...] = ("receiving", "stopped", "problem", "warning")
    with as_file(files("resources") / "images" / "hookdesk.svg") as picture:
        program_icon = QIcon(str(picture))
    drawn = {
        (state, unread): tray_icon(program_icon, state, unread, theme.current)
        for state in states
        for unread in (True, False)
    }
    for side in SIDES:
        pictures = [bytes(icon.pixmap(side, side).toImage().constBits()) for icon in drawn.values()]
        assert len(set(pictures)) == len(pictures)
    assert _dot(drawn["problem", False]) == theme.current.color("danger")
    assert _dot(drawn["receiving", True]) == theme.current.color("ok")


def _dot(icon: QIcon) -> QColor:
    return icon.pixmap(64, 64).toImage().pixelColor(50, 50)


@pytest.mark.parametrize("tray_there", [False])
def test_without_a_tray_closing_the_window_ends_the_program(qtbot: QtBot, program: Desk) -> None:
    assert program.background.tray is None
    assert not program.actions["keep_receiving"].isVisible()
    with qtbot.waitSignal(program.background.ended):
        program.window.close()
