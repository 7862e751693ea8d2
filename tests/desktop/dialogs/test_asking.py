"""The questions and problems that a person is shown."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

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
