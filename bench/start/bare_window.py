"""The barest window of PySide6: `python -m bench.start.bare_window` shows it until it is ended."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit


def main() -> None:
    app = QApplication(["bare"])
    window = QMainWindow()
    window.setCentralWidget(QPlainTextEdit("Hello"))
    window.show()
    app.exec()


if __name__ == "__main__":
    main()
