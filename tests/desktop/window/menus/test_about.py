"""Help > About, and the licences of what the installed program brings."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.dialogs.licences_dialog import LicencesDialog
from desktop.window.menus.about_dialog import AboutDialog
from models.settings import licences
from models.settings.licences import BundledPart
from models.settings.version import version


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[BundledPart]:
    """Two parts, as a build writes them down."""
    index = [
        {"part": "hookdesk 1.0", "licence": "MIT", "texts": ["LICENSE"]},
        {"part": "Qt 6", "licence": "LGPL-3.0-only", "texts": ["LGPL.txt", "GPL.txt"]},
    ]
    (tmp_path / "index.json").write_text(json.dumps(index))
    for name in ("LICENSE", "LGPL.txt", "GPL.txt"):
        (tmp_path / name).write_text(f"<b>text of {name}</b>")
    monkeypatch.setattr(licences, "_folder", lambda: tmp_path)
    return licences.bundled_parts()


def test_about_tells_the_version(qtbot: QtBot) -> None:
    dialog = AboutDialog([])
    qtbot.addWidget(dialog)
    assert any(label.startswith(f"Hookdesk {version()}") for label in _texts(dialog))


def test_about_of_a_source_has_no_licences_to_show(qtbot: QtBot) -> None:
    dialog = AboutDialog(licences.bundled_parts())
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.licences.isVisible()


def test_about_of_a_bundle_opens_the_texts_of_the_part_that_is_chosen(qtbot: QtBot, bundled: list[BundledPart]) -> None:
    about = AboutDialog(bundled)
    qtbot.addWidget(about)
    about.show()
    about.licences.click()
    dialog = about.findChild(LicencesDialog)
    assert isinstance(dialog, LicencesDialog)

    assert dialog.text.toPlainText() == "MIT\n\n<b>text of LICENSE</b>"
    dialog.list.setCurrentRow(1)
    assert dialog.text.toPlainText() == "LGPL-3.0-only\n\n<b>text of LGPL.txt</b>\n\n<b>text of GPL.txt</b>"


def _texts(dialog: AboutDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]
