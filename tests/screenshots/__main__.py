"""`python -m tests.screenshots [folder]`: draws the screens of the README from a sample desk."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from unittest.mock import patch

from PySide6.QtWidgets import QApplication

from desktop.data.shown import ACTIVITY, CASES
from desktop.process.application import application
from desktop.widgets.theme import ThemeChoice
from desktop.words import clock
from models.cases import case_pages
from models.cases.case_filter import Filter
from models.channels import channels
from models.files.folder_store import FolderStore
from tests.samples import sample_files
from tests.samples.sample_desk import NOW, SampleDesk
from tests.screenshots import files, help
from tests.screenshots.dialogs import format_editor, mending, settings_pages, web_hooks
from tests.screenshots.pages import case_desk, deliveries_page
from tests.screenshots.running import running, save, wait

DEFAULT_FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
THEMES: tuple[ThemeChoice, ...] = ("light", "dark")


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
        save(app, desk.window, folder / f"first-start-{theme}.png")


def desk_with_files(app: QApplication, home: Path, folder: Path, theme: ThemeChoice) -> None:
    """A case with pictures and other files, and the viewer."""
    store = FolderStore(home / "files")
    with running(app, home / "desk.db", theme, lambda: sample_files.fill(store, NOW), "Plant") as desk:
        files.draw(desk, lambda ready: wait(app, ready), lambda widget, path: save(app, widget, path), folder, theme)


def busy_desk(app: QApplication, home: Path, folder: Path, theme: ThemeChoice) -> None:
    """The pages of a channel in use, and the dialog with its web hooks."""
    with running(app, home / "busy" / "desk.db", theme, SampleDesk().fill, "Operations") as desk:
        window = desk.window
        operations = channels.find("Operations").id
        wait(app, lambda: window.shown.channel is not None)
        newest = case_pages.page(Filter(operations, "open"), limit=1)[0]
        window.open_case(newest.id)
        wait(app, lambda: window.shown.case is not None)
        save(app, window, folder / f"cases-{theme}.png")
        window.shown.show_page(ACTIVITY)
        wait(app, lambda: window.activity.newest_seen(operations) is not None)
        save(app, window, folder / f"activity-{theme}.png")
        deliveries_page(app, desk, folder, theme)
        web_hooks(app, desk, operations, folder, theme)
        window.shown.show_page(CASES)
        case_desk(app, desk, operations, folder, theme)
        mending(app, desk, operations, folder, theme)
        format_editor(app, desk, operations, folder, theme)
        settings_pages(app, desk, folder, theme)
        help.draw(desk, lambda ready: wait(app, ready), lambda widget, path: save(app, widget, path), folder, theme)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_FOLDER))
