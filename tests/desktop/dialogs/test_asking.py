"""The questions and problems that a person is shown."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QLineEdit, QMessageBox

from desktop.dialogs.asking import Ask
from desktop.widgets.theme import ThemeHolder
from models.problems import Problem


def test_a_long_title_of_a_problem_is_shown_whole(qapp: QApplication) -> None:
    theme, shown = ThemeHolder(qapp, "light"), list[tuple[int, int]]()

    def look() -> None:
        for box in qapp.topLevelWidgets():
            title = box.findChild(QLabel, "qt_msgbox_label") if isinstance(box, QMessageBox) else None
            if isinstance(title, QLabel) and box.isVisible():
                title.setWordWrap(False)
                smallest = title.minimumWidth() or title.minimumSizeHint().width()
                shown.append((smallest, title.fontMetrics().horizontalAdvance(title.text())))
                box.close()

    watch = QTimer()
    watch.setInterval(20)
    watch.timeout.connect(look)
    watch.start()
    Ask().problem(None, Problem("The certificate of the database server is not trusted. " * 3, "Check it."))
    watch.stop()
    width, needed = shown[0]
    # Qt's box wraps a title whose smallest width is more than it may take; one that says less is cut.
    assert width >= needed
    theme.deleteLater()


def test_ok_waits_for_a_text_that_is_not_wrong(qapp: QApplication) -> None:
    seen: list[tuple[bool, str]] = []

    def type_it() -> None:
        dialog = qapp.activeModalWidget()
        assert isinstance(dialog, QDialog)
        field, box = dialog.findChild(QLineEdit), dialog.findChild(QDialogButtonBox)
        assert isinstance(field, QLineEdit)
        assert isinstance(box, QDialogButtonBox)
        ok = box.button(QDialogButtonBox.StandardButton.Ok)
        for text in ("", "taken", "free"):
            field.setText(text)
            said = [label.text() for label in dialog.findChildren(QLabel) if label.property("role") == "danger"]
            seen.append((ok.isEnabled(), said[0]))
        ok.click()

    QTimer.singleShot(0, type_it)
    wrong = {"taken": "There is one already."}
    assert Ask().text(None, "New channel", "Name", wrong=lambda text: wrong.get(text, "")) == "free"
    assert seen == [(False, ""), (False, "There is one already."), (True, "")]
