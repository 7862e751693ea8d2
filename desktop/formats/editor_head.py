"""The head of the editor: what the format is called, how far it is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.formats.actions.editor_table import FORMAT_MENU
from desktop.formats.opening import Opening, changes
from desktop.menus.menu import new_menu
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import number, tr
from models.formats.own_formats import OwnFormat
from receiver.formats.format import Format


class EditorHead(QWidget):
    """Says nothing that is not so: a format without changes cannot be published."""

    def __init__(self, opening: Opening, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ElidedLabel(role="title")
        self.where = ElidedLabel(role="muted")
        self.state = ElidedLabel(role="muted")
        self.try_it = QPushButton(theme.icon("flask"), tr("Tr&y on the last 100"))
        self.publish = QPushButton(theme.icon("check", "on_accent"), tr("Pu&blish…"))
        self.more = QToolButton()
        self._hook = opening.hook
        self._lay_out(theme)

    def show_format(self, own: OwnFormat | None, in_force: Format | None, edited: Format) -> None:
        """Show the name, and what was changed since it was published."""
        self.name.show_text(edited.name)
        channel = tr("Web hook “{purpose}” in {channel}", purpose=self._hook.purpose, channel=self._hook.channel)
        self.where.show_text(channel)
        many = changes(in_force, edited)
        self.state.show_text(state(own, many))
        self.publish.setEnabled(many > 0 or (own is not None and own.published is None))

    def show_menu(self, actions: Mapping[str, QAction]) -> None:
        """Offer what can be done with the format."""
        self.more.setMenu(new_menu(FORMAT_MENU, actions, self))

    def _lay_out(self, theme: ThemeHolder) -> None:
        self.more.setIcon(theme.icon("ellipsis"))
        self.more.setToolTip(tr("More that can be done with the format"))
        self.more.setAccessibleName(tr("More"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.publish.setProperty("kind", "primary")
        said = QHBoxLayout()
        said.setSpacing(12)
        said.addWidget(self.where)
        said.addWidget(self.state)
        said.addStretch(1)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self.name)
        told.addLayout(said)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(8)
        row.addLayout(told, 1)
        for button in (self.try_it, self.publish):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addWidget(self.more)


def state(own: OwnFormat | None, many: int) -> str:
    """How far a format is, with so many changes."""
    if own is None:
        return tr("New: nothing of it is kept yet")
    if own.published is None:
        return tr("Draft, never published")
    version = number(own.published)
    if many == 0:
        return tr("Version {version}, in force", version=version)
    return tr("Draft, {count} changes since version {version}", many, version=version)
