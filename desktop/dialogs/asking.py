"""The questions a person is asked, behind one object that is handed in, so that a test can answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.dialogs.ok_cancel import ok_cancel
from desktop.words import problem_words
from desktop.words.language import tr
from models.problems import Problem

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Wrong = Callable[[str], str]
"""A sentence about what is wrong with a text that is being typed, empty where nothing is."""


def nothing_wrong(_: str) -> str:
    """Any text will do."""
    return ""


class Ask:
    """Modal questions. All texts are shown as they are, never as HTML."""

    def confirm(self, parent: QWidget | None, title: str, text: str, button: str, danger: bool = False) -> bool:
        """True when the person pressed `button`; Cancel and Escape are False."""
        box = _box(parent, title, text)
        yes = _add(box, button, "danger" if danger else "primary", QMessageBox.ButtonRole.AcceptRole)
        no = _add(box, tr("Cancel"), "plain", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no if danger else yes)
        box.setEscapeButton(no)
        box.exec()
        return box.clickedButton() is yes

    def choose(self, parent: QWidget | None, title: str, text: str, choices: Sequence[str]) -> str | None:
        """Which of some buttons was pressed, the first is the likely one; None for Cancel and Escape."""
        box = _box(parent, title, text)
        buttons = [
            _add(box, choice, "plain" if number else "primary", QMessageBox.ButtonRole.AcceptRole)
            for number, choice in enumerate(choices)
        ]
        no = _add(box, tr("Cancel"), "plain", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(buttons[0])
        box.setEscapeButton(no)
        box.exec()
        pressed = box.clickedButton()
        return next((choice for choice, button in zip(choices, buttons, strict=True) if button is pressed), None)

    def problem(self, parent: QWidget | None, problem: Problem) -> None:
        """Say what is wrong and what to do about it."""
        box = _box(parent, problem_words.title(problem), problem_words.what_to_do(problem))
        _add(box, tr("OK"), "primary", QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def text(
        self, parent: QWidget | None, title: str, label: str, value: str = "", wrong: Wrong = nothing_wrong
    ) -> str | None:
        """A line of text without spaces around it, None for Cancel; OK waits until there is one that is not wrong."""
        field = QLineEdit(value)
        field.selectAll()
        return (_form(parent, title, label, field, wrong) or "").strip() or None

    def number(
        self, parent: QWidget | None, title: str, label: str, value: int, lowest: int, highest: int
    ) -> int | None:
        """A whole number between the two, None for Cancel."""
        field = QLineEdit(str(value))
        field.setValidator(QIntValidator(lowest, highest, field))
        field.selectAll()
        entered = _form(parent, title, label, field, nothing_wrong)
        return int(entered) if entered else None

    def save_file(self, parent: QWidget | None, title: str, name: str, kinds: str) -> Path | None:
        """Where a file shall be written, None for Cancel; `kinds` is as in "PDF files (*.pdf)"."""
        path, _ = QFileDialog.getSaveFileName(parent, title, str(Path.home() / name), kinds)
        return Path(path) if path else None

    def open_file(self, parent: QWidget | None, title: str, kinds: str) -> Path | None:
        """A file that shall be read, None for Cancel."""
        path, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), kinds)
        return Path(path) if path else None

    def folder(self, parent: QWidget | None, title: str) -> Path | None:
        """A folder that is there, None for Cancel."""
        path = QFileDialog.getExistingDirectory(parent, title, str(Path.home()))
        return Path(path) if path else None

    def printer(self, parent: QWidget | None) -> QPrinter | None:
        """The printer and how to print on it, None for Cancel."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # a library that the first window does without

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, parent)
        return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def _box(parent: QWidget | None, title: str, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("Hookdesk")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(text)
    for label in box.findChildren(QLabel):  # the informative text has a label and a format of its own
        label.setTextFormat(Qt.TextFormat.PlainText)
    layout = box.layout()
    if layout is not None:
        layout.setContentsMargins(24, 24, 24, 20)
    box.setWindowModality(Qt.WindowModality.WindowModal)
    return box


def _add(box: QMessageBox, text: str, kind: str, role: QMessageBox.ButtonRole) -> QPushButton:
    button = QPushButton(text, box)  # PySide does not see that the box takes it over
    button.setProperty("kind", kind)
    box.addButton(button, role)
    return button


def _form(parent: QWidget | None, title: str, label: str, field: QLineEdit, wrong: Wrong) -> str | None:
    """What was entered, read here: without a parent the field goes with the dialog when this returns."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    field.setMinimumWidth(field.fontMetrics().averageCharWidth() * 40)
    form = QFormLayout()
    form.addRow(label, field)
    buttons = ok_cancel()
    ok, trouble = buttons.button(QDialogButtonBox.StandardButton.Ok), QLabel(wordWrap=True)
    trouble.setTextFormat(Qt.TextFormat.PlainText)
    trouble.setProperty("role", "danger")
    trouble.setMinimumHeight(trouble.fontMetrics().height())
    form.addRow("", trouble)

    def look() -> None:
        said = wrong(field.text().strip())
        trouble.setText(said)
        ok.setEnabled(bool(field.text().strip()) and field.hasAcceptableInput() and not said)

    field.textChanged.connect(look)
    look()
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(24, 24, 24, 20)
    layout.setSpacing(20)
    layout.addLayout(form)
    layout.addWidget(buttons)
    field.setFocus()
    return field.text() if dialog.exec() == QDialog.DialogCode.Accepted else None
