"""The guide: F1 opens the page about where the keyboard is, pages lead to each other, typing finds them."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.channels.properties import PropertiesDialog
from desktop.data.shown import CASES
from desktop.desk import Desk
from desktop.help import guide
from desktop.help.guide_window import GuideWindow
from desktop.menus.action_button import native_keys, plain_words
from desktop.settings.settings_dialog import SettingsDialog


def opened(program: Desk) -> GuideWindow:
    assert program.guide.window is not None
    return program.guide.window


def titles(window: GuideWindow) -> list[str]:
    items = [window.contents.item(row) for row in range(window.contents.count())]
    return [item.text() for item in items if not item.isHidden()]


def test_the_key_opens_the_page_about_what_is_in_front(program: Desk, qtbot: QtBot) -> None:
    program.shown.show_page(CASES)
    program.window.pages.take_keyboard()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    QTest.keyClick(program.window, Qt.Key.Key_F1)
    assert opened(program).page() == "cases"


def test_the_key_works_in_a_dialog_too(program: Desk, qtbot: QtBot) -> None:
    program.actions["edit_channel"].trigger()
    qtbot.waitUntil(lambda: bool(program.window.findChildren(PropertiesDialog)))
    (dialog,) = program.window.findChildren(PropertiesDialog)
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and QApplication.focusWidget() is not None)
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    assert opened(program).page() == "web-hooks"
    dialog.reject()


def test_a_second_time_the_same_window_comes_forward(program: Desk) -> None:
    program.actions["guide"].trigger()
    first = opened(program)
    first.close()
    program.actions["guide"].trigger()
    assert opened(program) is first
    assert first.isVisible()


def test_typing_leaves_the_pages_that_have_the_words(program: Desk, qtbot: QtBot) -> None:
    program.actions["guide"].trigger()
    QTest.keyClicks(opened(program).search, "restore backup")
    assert titles(opened(program)) == ["Keeping it safe"]
    assert opened(program).page() == "safe-keeping"


def test_escape_takes_the_search_away_and_then_the_window(program: Desk) -> None:
    program.actions["guide"].trigger()
    window = opened(program)
    QTest.keyClicks(window.search, "backup")
    QTest.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert len(titles(window)) == len(guide.PAGES)
    QTest.keyClick(window.contents, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_link_leads_to_its_page_and_one_to_the_web_to_the_browser(program: Desk, opened: list[str]) -> None:
    program.actions["guide"].trigger()
    window = program.guide.window
    assert window is not None
    window.text.anchorClicked.emit(QUrl("formats.md"))
    assert window.page() == "formats"
    window.text.anchorClicked.emit(QUrl("https://example.org/"))
    assert opened == ["https://example.org/"]


@pytest.mark.parametrize("page", guide.read(), ids=lambda page: page.name)
def test_all_links_of_a_page_lead_to_pages(page: guide.Page) -> None:
    assert page.title != page.name
    for link in re.findall(r"\]\(([^)]+)\)", page.text):
        assert link.removesuffix(".md") in guide.PAGES


def reached(program: Desk, path: str) -> QAction:
    """What a way through the menus, such as "View > Unknown URLs", leads to; fails where there is no such way."""
    first, *others = (step.strip() for step in path.split(">"))
    [found] = [action for action in program.window.menuBar().actions() if plain_words(action) == first]
    for step in others:
        menu = found.menu()
        assert isinstance(menu, QMenu), path
        steps = {plain_words(action).rstrip("…"): action for action in menu.actions()}
        assert step in steps, path
        found = steps[step]
    return found


def test_every_way_through_the_menus_that_the_guide_names_is_there_with_its_key(program: Desk) -> None:
    ways = [way for page in guide.read() for way in re.findall(r"\*\*([^*]+ > [^*]+)\*\*(?: \(([^)]+)\))?", page.text)]
    assert len(ways) > 5
    for path, keys in ways:
        action = reached(program, path.partition("Settings > ")[0] + "Settings" if "Settings >" in path else path)
        assert not keys or keys in native_keys(action), path


def test_the_guide_tells_of_each_page_of_the_settings(program: Desk, qtbot: QtBot) -> None:
    program.actions["settings"].trigger()
    [dialog] = program.window.findChildren(SettingsDialog)
    there = [page.title for page in dialog.pages]
    qtbot.waitUntil(program.tasks.idle)
    dialog.reject()
    texts = {page.name: page.text for page in guide.read()}
    assert re.findall(r"^- \*\*(.+?)\*\*:", texts["settings"], re.MULTILINE) == there
    named = {page for text in texts.values() for page in re.findall(r"Settings > ([^*]+)\*\*", text)}
    assert named
    assert named <= set(there)


def test_the_menu_says_the_key_of_the_guide(program: Desk) -> None:
    assert native_keys(program.actions["guide"]) == ["F1"]
