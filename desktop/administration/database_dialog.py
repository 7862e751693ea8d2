"""The first start: where this desk keeps what it gets."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QRadioButton, QVBoxLayout, QWidget

from desktop.administration.server_form import ServerForm
from desktop.dialogs.ok_cancel import ok_cancel
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.settings import option_files, options


class DatabaseDialog(QDialog):
    """A file of this computer, which is a press of Enter, or a server that several desks share."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Hookdesk")
        self.on_file = QRadioButton(tr("On this computer, in a file. Nothing else is needed."))
        self.on_file.setChecked(True)
        self.on_server = QRadioButton(tr("On a PostgreSQL server, which several desks and receivers share."))
        self.form = ServerForm()
        self.form.setVisible(False)
        self.buttons = ok_cancel()
        self.go_on = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.go_on.setText(tr("Continue"))
        self.buttons.accepted.connect(self._continue)
        self.buttons.rejected.connect(self.reject)
        self.on_server.toggled.connect(self._on_toggled)
        self.form.changed.connect(self._follow)
        self.form.tried.connect(self._on_tried)
        self._continuing = False
        self._lay_out()
        self.go_on.setFocus()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 74, super().sizeHint().height())

    def done(self, result: int) -> None:
        self.form.stop()
        super().done(result)

    def _continue(self) -> None:
        """Try a server first: if it cannot be reached, that is better said here than at the next start."""
        if self.on_file.isChecked():
            self.accept()
            return
        self._continuing = True
        self.form.begin_test()
        self._follow()

    def _on_tried(self, found: bool) -> None:
        if self._continuing and found:
            self.accept()
        self._continuing = False

    def _on_toggled(self, on_server: bool) -> None:
        self.form.setVisible(on_server)
        if on_server:
            self.form.host.setFocus()
        self.adjustSize()
        self._follow()

    def _follow(self) -> None:
        ready = self.form.is_complete() and not self.form.trying
        self.go_on.setEnabled(self.on_file.isChecked() or ready)
        self.form.fit(self, self._column)

    def _lay_out(self) -> None:
        title = QLabel(tr("Where shall this desk keep its channels, messages and cases?"))
        title.setProperty("role", "heading")
        title.setWordWrap(True)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(16)
        for widget in (title, self.on_file, self.on_server, self.form):
            column.addWidget(widget)
        column.addStretch()
        column.addWidget(self.buttons)


def choose_database(app: QApplication) -> str | None:
    """Ask for the database; its address, saved for the next start if it is a server's. None when the person left."""
    theme = ThemeHolder(app, "system")
    dialog = DatabaseDialog()
    try:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        if dialog.on_file.isChecked():
            return str(options.default("database"))
        option_files.save("database", dialog.form.url())
        return dialog.form.url()
    finally:
        dialog.deleteLater()
        theme.deleteLater()
