"""The one application object of the program, with its name and icon."""

from __future__ import annotations

import sys
from importlib.resources import as_file, files

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop.process.c_locale import use_no_country
from desktop.words.language import speak

SWITCH_SECONDS = 0.0005


def application() -> QApplication:
    """Make the application object; the caller keeps it and hands it on."""
    # A thread that waits for Python gets its turn sooner than after the usual 5 ms: under a flood of posts
    # the window answers in a half of the time, and no post takes longer.
    sys.setswitchinterval(SWITCH_SECONDS)
    QCoreApplication.setApplicationName("Hookdesk")
    # The name is what the desktop takes for that of its windows. setStyle() would have PySide read all names of styles.
    app = QApplication(["hookdesk", "-style", "Fusion"])
    use_no_country()  # Qt has taken the person's own
    app.setDesktopFileName("hookdesk")
    speak(app)
    with as_file(files("resources") / "images" / "hookdesk.svg") as icon:
        app.setWindowIcon(QIcon(str(icon)))
    return app
