"""The one application object of the program, with its name and icon."""

from __future__ import annotations

import sys
from importlib.resources import as_file, files

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication


def application() -> QApplication:
    """Makes it; the caller keeps it and hands it on."""
    QCoreApplication.setApplicationName("Hookdesk")
    app = QApplication(sys.argv[:1])
    app.setDesktopFileName("hookdesk")
    with as_file(files("resources") / "images" / "hookdesk.svg") as icon:
        app.setWindowIcon(QIcon(str(icon)))
    return app
