"""What opens over the window, and beside it."""

from __future__ import annotations

from pathlib import Path

import requests
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.channels.web_hooks.hook_details import OLD_URLS, POSTING, RULES
from desktop.deliveries.actions import edit_replay
from desktop.deliveries.actions.edit_replay import EditReplay
from desktop.desk import Desk
from desktop.dialogs.asking import Ask
from desktop.formats.wanted import WantedFormat
from desktop.posting.composer import open_composer
from desktop.settings.receiver_page import ReceiverPage
from desktop.settings.settings_dialog import SettingsDialog
from desktop.widgets.theme import ThemeChoice
from models.channels import hooks
from models.database import backups
from models.deliveries import deliveries
from tests.samples.sample_desk import NOW
from tests.samples.sample_reports import BACKUP, MONITOR
from tests.samples.sample_watchers import WATCHERS, bodies
from tests.screenshots.running import save, wait

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
        save(app, dialog, folder / f"{name}-{theme}.png")
    dialog.reject()


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
    save(app, editor, folder / f"edit-and-replay-{theme}.png")
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
    save(app, composer, folder / f"composer-{theme}.png")
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
    save(app, window, folder / f"format-editor-{theme}.png")
    window.head.try_it.click()
    wait(app, window.trial.isVisible)
    window.trial.show_rows.click()
    save(app, window, folder / f"format-trial-{theme}.png")
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
        save(app, dialog, folder / f"settings-{name}-{theme}.png")
    dialog.show_page(ReceiverPage)
    page = dialog.stack.currentWidget()
    assert isinstance(page, ReceiverPage)
    desk.receiver.use({"host": "0.0.0.0"})
    wait(app, lambda: bool(page.who.panel.rows) and page.who.panel.again.isEnabled())
    save(app, dialog, folder / f"settings-other-machines-{theme}.png")
    desk.receiver.use({"host": ""})
    wait(app, lambda: desk.receiver.state == "receiving" and desk.tasks.idle())
    dialog.reject()
