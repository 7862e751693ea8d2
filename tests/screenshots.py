"""`python -m tests.screenshots [folder]`: draws the screens of the README from a sample desk."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import requests
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.channels.web_hooks.hook_details import OLD_URLS, POSTING, RULES
from desktop.data.shown import ACTIVITY, CASES, DELIVERIES
from desktop.deliveries.actions import edit_replay
from desktop.deliveries.actions.edit_replay import EditReplay
from desktop.desk import Desk
from desktop.dialogs.asking import Ask
from desktop.formats.wanted import WantedFormat
from desktop.posting.composer import open_composer
from desktop.process.application import application
from desktop.settings.receiver_page import ReceiverPage
from desktop.settings.settings_dialog import SettingsDialog
from desktop.widgets.theme import ThemeChoice
from desktop.window import exported
from desktop.window.exporting import progress_of
from desktop.words import clock
from models.cases import case_pages, cases, people
from models.cases.case_filter import Filter
from models.channels import channels, hooks
from models.database import backups, open_database
from models.deliveries import deliveries
from models.files.folder_store import FolderStore
from models.settings.config import Config
from models.settings.options import DEFAULT_PORT
from tests import screenshots_of_files, screenshots_of_help
from tests.samples import sample_files
from tests.samples.sample_desk import NOW, SampleDesk
from tests.samples.sample_reports import BACKUP, MONITOR
from tests.samples.sample_watchers import WATCHERS, bodies
from tests.samples.sample_work import DENIZ

DEFAULT_FOLDER = Path(__file__).parent.parent / "docs" / "screenshots"
THEMES: tuple[ThemeChoice, ...] = ("light", "dark")
PATIENCE_SECONDS = 20.0
SETTINGS = ("receiver", "database", "deliveries", "notifications", "appearance", "people", "start")
REJECTED = """{
  "id": "disk-db09",
  "text": "Volume /var on db-09 is 91 % full, 3.2 GB left.",
  "subject": 9,
  "attachments": [
    {"@type": "file", "displayName": "df-report", "ext": "txt"},
    {"@type": "link", "displayName": "Dashboard", "url": "https://monitor.example.org/db-09"}
  ]
}"""


def main(folder: Path) -> int:
    """Write every screenshot, and say where."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, patch.object(clock, "now", lambda: NOW):
        os.environ["HOOKDESK_HOME"] = home
        for theme in THEMES:
            first_start(app, Path(home) / theme, folder, theme)
            busy_desk(app, Path(home) / theme, folder, theme)
            desk_with_files(app, Path(home) / theme / "files", folder, theme)
    return 0


def first_start(app: QApplication, home: Path, folder: Path, theme: ThemeChoice) -> None:
    """The window on an empty database."""
    with running(app, home / "first" / "desk.db", theme, SampleDesk().empty) as desk:
        start = desk.window.activity.first_start
        wait(app, start.test.isVisible)
        _save(app, desk.window, folder / f"first-start-{theme}.png")


def desk_with_files(app: QApplication, home: Path, folder: Path, theme: ThemeChoice) -> None:
    """A case with pictures and other files, and the viewer."""
    store = FolderStore(home / "files")
    with running(app, home / "desk.db", theme, lambda: sample_files.fill(store, NOW), "Plant") as desk:
        screenshots_of_files.draw(
            desk, lambda ready: wait(app, ready), lambda widget, path: _save(app, widget, path), folder, theme
        )


def busy_desk(app: QApplication, home: Path, folder: Path, theme: ThemeChoice) -> None:
    """The pages of a channel in use, and the dialog with its web hooks."""
    with running(app, home / "busy" / "desk.db", theme, SampleDesk().fill, "Operations") as desk:
        window = desk.window
        operations = channels.find("Operations").id
        wait(app, lambda: window.shown.channel is not None)
        newest = case_pages.page(Filter(operations, "open"), limit=1)[0]
        window.open_case(newest.id)
        wait(app, lambda: window.shown.case is not None)
        _save(app, window, folder / f"cases-{theme}.png")
        window.shown.show_page(ACTIVITY)
        wait(app, lambda: window.activity.newest_seen(operations) is not None)
        _save(app, window, folder / f"activity-{theme}.png")
        deliveries_page(app, desk, folder, theme)
        web_hooks(app, desk, operations, folder, theme)
        window.shown.show_page(CASES)
        case_desk(app, desk, operations, folder, theme)
        mending(app, desk, operations, folder, theme)
        format_editor(app, desk, operations, folder, theme)
        settings_pages(app, desk, folder, theme)
        screenshots_of_help.draw(
            desk, lambda ready: wait(app, ready), lambda widget, path: _save(app, widget, path), folder, theme
        )


def deliveries_page(app: QApplication, desk: Desk, folder: Path, theme: ThemeChoice) -> None:
    """The deliveries of the channel, with the fault of a rejected one marked."""
    page = desk.window.deliveries
    desk.shown.show_page(DELIVERIES)
    wait(app, lambda: page.pane.model.rowCount() > 0)
    rejected = next(row for row in page.pane.model.records() if row.code == "invalid_report")
    page.open_delivery(rejected.id)
    wait(app, lambda: page.detail.body() is not None)
    _save(app, desk.window, folder / f"deliveries-{theme}.png")


def web_hooks(app: QApplication, desk: Desk, channel_id: int, folder: Path, theme: ThemeChoice) -> None:
    """The tab of a channel's properties: how to post, the limits of a web hook, and a URL that was replaced."""
    desk.channels.edit("web_hooks")
    wait(app, lambda: desk.channels.dialog is not None)
    dialog = desk.channels.dialog
    if dialog is None:
        return
    found = {hook.purpose: hook.id for hook in hooks.of_channel(channel_id)}
    details = dialog.web_hooks.form.details
    for purpose, page, name in (
        (MONITOR, POSTING, "web-hooks"),
        (BACKUP, RULES, "limits"),
        (MONITOR, OLD_URLS, "replaced-url"),
    ):
        dialog.web_hooks.choose_hook(found[purpose])
        details.show_page(page)
        wait(app, desk.tasks.idle)
        _save(app, dialog, folder / f"{name}-{theme}.png")
    dialog.reject()


def case_desk(app: QApplication, desk: Desk, channel_id: int, folder: Path, theme: ThemeChoice) -> None:
    """A list that is filtered, a case that was worked on, what a search finds, and an export under way."""
    window = desk.window
    window.open_case(cases.find(channel_id, 45).id)
    wait(app, lambda: (case := window.shown.case) is not None and case.number == 45)
    _save(app, window, folder / f"timeline-{theme}.png")
    window.views.choose(2)
    window.cases.pane.chips.filtered.emit(Filter(state="open", priorities=(3, 4, 5), assignee_id=people.find(DENIZ).id))
    window.cases.open_case(cases.find(channel_id, 47).id)
    wait(app, lambda: (case := window.shown.case) is not None and case.number == 47 and desk.tasks.idle())
    _save(app, window, folder / f"filters-{theme}.png")
    desk.actions["search"].trigger()
    QTest.keyClicks(window.search.field, "disk")
    wait(app, lambda: window.search.page.model.question.words == "disk" and desk.tasks.idle())
    _save(app, window, folder / f"search-{theme}.png")
    desk.shown.leave_search()
    progress = progress_of(exported.CASES, "cases.xlsx", window)
    progress.show_progress(3400, 12480)
    progress.show()
    _save(app, progress, folder / f"export-{theme}.png")
    progress.reject()
    window.shown.show_channel(channel_id)


def mending(app: QApplication, desk: Desk, channel_id: int, folder: Path, theme: ThemeChoice) -> None:
    """A delivery that is edited and replayed, and a case that is composed and sent."""
    hook = next(hook for hook in hooks.of_channel(channel_id) if hook.purpose == MONITOR)
    url = hooks.url(desk.receiver.base_url(), hook.channel_guid, hook.guid)
    requests.post(url, data=REJECTED.encode(), timeout=10)
    read = edit_replay.draft(deliveries.newest_id(channel_id))
    editor = EditReplay(read, tasks=desk.tasks, theme=desk.theme, ask=Ask(), parent=desk.window)
    editor.resize(1000, 650)
    editor.show()
    editor.send.click()
    wait(app, lambda: editor.answer.view.isVisible() and editor.report.findings.isVisible())
    _save(app, editor, folder / f"edit-and-replay-{theme}.png")
    editor.close()
    composer = open_composer(hook, url, tasks=desk.tasks, theme=desk.theme, parent=desk.window)
    composer.resize(1000, 650)
    form = composer.form
    form.choose("case")
    form.id.selectAll()
    QTest.keyClicks(form.id, "disk-db09")
    QTest.keyClicks(form.subject, "Disk almost full on host db-09")
    form.text.setPlainText("Volume /var on db-09 is 91 % full, 3.2 GB left.")
    form.attachments.add.click()
    composer.send.click()
    wait(app, lambda: composer.exchange.choice.isVisible() and desk.tasks.idle())
    _save(app, composer, folder / f"composer-{theme}.png")
    composer.close()


def format_editor(app: QApplication, desk: Desk, channel_id: int, folder: Path, theme: ThemeChoice) -> None:
    """A format that is written beside what came, and its trial on all of that."""
    hook = hooks.add(channel_id, "Watchers of the cellar")
    url = hooks.url(desk.receiver.base_url(), hook.channel_guid, hook.guid)
    for body in bodies():
        requests.post(url, data=body, timeout=10)
    desk.formats.open_editor(WantedFormat(hook.id))
    wait(app, lambda: bool(desk.formats.windows) and desk.tasks.idle())
    [window] = desk.formats.windows
    window.edited.put(WATCHERS)
    wait(app, lambda: len(window.becomes.cards) == 2 and desk.tasks.idle())
    _save(app, window, folder / f"format-editor-{theme}.png")
    window.head.try_it.click()
    wait(app, window.trial.isVisible)
    window.trial.show_rows.click()
    _save(app, window, folder / f"format-trial-{theme}.png")
    window.close()


def settings_pages(app: QApplication, desk: Desk, folder: Path, theme: ThemeChoice) -> None:
    """Each page of the settings, and how other machines reach this one."""
    backups.run(NOW)
    desk.actions["settings"].trigger()
    [dialog] = desk.window.findChildren(SettingsDialog)
    dialog.resize(920, 640)
    for row, name in enumerate(SETTINGS):
        dialog.list.setCurrentRow(row)
        wait(app, desk.tasks.idle)
        _save(app, dialog, folder / f"settings-{name}-{theme}.png")
    dialog.show_page(ReceiverPage)
    page = dialog.stack.currentWidget()
    assert isinstance(page, ReceiverPage)
    desk.receiver.use({"host": "0.0.0.0"})
    wait(app, lambda: bool(page.who.panel.rows) and page.who.panel.again.isEnabled())
    _save(app, dialog, folder / f"settings-other-machines-{theme}.png")
    desk.receiver.use({"host": ""})
    wait(app, lambda: desk.receiver.state == "receiving" and desk.tasks.idle())
    dialog.reject()


@contextmanager
def running(
    app: QApplication, path: Path, theme: ThemeChoice, fill: Callable[[], None], channel: str = "General"
) -> Iterator[Desk]:
    """A desk on a new database that was filled, receiving on the usual port if that is free."""
    open_database(path)
    fill()
    config = Config(
        database=str(path),
        host="127.0.0.1",
        port=_port(),
        public_url=None,
        theme=theme,
        person="Deniz",
        fetch="off",
    )
    desk = Desk(config, app=app, folder=path.parent)
    # Before it is shown: a channel that was looked at would have nothing unread.
    desk.shown.show_page(CASES if channel == "Operations" else ACTIVITY)
    desk.shown.show_channel(channels.find(channel).id)
    desk.start()
    desk.window.resize(1280, 800)
    wait(app, lambda: desk.receiver.state != "stopped" and desk.receiver.state != "starting")
    try:
        yield desk
    finally:
        desk.window.hide()  # closing it would ask whether reception may end
        desk.stop()


def wait(app: QApplication, ready: Callable[[], bool]) -> None:
    """Let the program run until something is there; raise TimeoutError when it does not come."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError("A screen did not become ready.")
        app.processEvents()


def _save(app: QApplication, widget: QWidget, path: Path) -> None:
    settled = time.monotonic() + 1.0
    wait(app, lambda: time.monotonic() > settled)
    widget.grab().save(str(path))
    print(path)


def _port() -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", DEFAULT_PORT))
        except OSError:
            return 0
    return DEFAULT_PORT


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_FOLDER))
