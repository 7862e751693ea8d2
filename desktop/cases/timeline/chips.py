"""The attachments of a message as buttons, for a view that is made of widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.activity.chips import MOST, WIDEST_CHARACTERS
from desktop.attachments.attachment_menu import attachment_menu
from desktop.attachments.attachment_use import AttachmentUse
from desktop.attachments.attachment_words import about, detail, icon, shown_name, spoken, why
from desktop.attachments.carrying import can_carry
from desktop.attachments.drag_out import DragOut
from desktop.attachments.pictures import SMALL
from desktop.menus.menu import Menu
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from desktop.words.plain_tooltip import plain_tooltip
from models.messages.posted import Posted

Opener = Callable[[str], object]


class Chip(QPushButton):
    """One attachment; a click opens it, and the menu has what else can be done with it. It can be dragged away."""

    def __init__(self, posted: Posted, *, theme: ThemeHolder, use: AttachmentUse) -> None:
        super().__init__()
        self.posted, self._theme, self._use = posted, theme, use
        self.setProperty("kind", "plain")
        self.setAutoDefault(False)
        self.clicked.connect(lambda: use.open(self.posted))
        DragOut(self, lambda _: self.posted, use)
        use.pictures.came.connect(self._on_picture)
        self.show_state(posted)

    def show_state(self, posted: Posted) -> None:
        """Show what has become of the attachment."""
        self.posted = posted
        width = self.fontMetrics().averageCharWidth() * WIDEST_CHARACTERS
        name = self.fontMetrics().elidedText(shown_name(posted), Qt.TextElideMode.ElideMiddle, width)
        said = detail(posted)
        self._show_icon()
        # With a space: some icons are wider than high and would touch the name.
        label = f" {name}\n {said}" if self._has_picture() else f" {name}  ({said})" if said else f" {name}"
        self.setText(label.replace("&", "&&"))
        self.setAccessibleName(spoken(posted))
        self.setAccessibleDescription(why(posted))
        self.setToolTip(plain_tooltip(about(posted)))

    def _has_picture(self) -> bool:
        return self._use.pictures.can_have(self.posted)

    def _show_icon(self) -> None:
        small = self._use.pictures.small(self.posted) if self._has_picture() else None
        if self._has_picture():
            self.setIconSize(SMALL)
        self.setIcon(self._theme.icon(*icon(self.posted)) if small is None else QIcon(small))

    def _on_picture(self, content: str) -> None:
        if content == self.posted.hash:
            self._show_icon()

    def new_menu(self) -> Menu:
        """What can be done with it now."""
        return attachment_menu(self.posted, self._use, theme=self._theme, parent=self)

    def event(self, event: QEvent) -> bool:
        # Otherwise the key is the window's, which copies the text of the message.
        if event.type() == QEvent.Type.ShortcutOverride and self._copies(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._copies(event):
            self._use.copy(self.posted)
        else:
            super().keyPressEvent(event)

    def _copies(self, event: QEvent) -> bool:
        wanted = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy)
        return wanted and can_carry(self.posted)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.new_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())


class Chips(QWidget):
    """The chips of a message in rows; of very many the first ones, and the rest at a click. Below them stands what kept
    files from coming."""

    def __init__(self, posted: Sequence[Posted], *, theme: ThemeHolder, use: AttachmentUse) -> None:
        super().__init__()
        self._posted, self._theme, self._use = posted, theme, use
        self._chips: list[Chip] = []
        self._rows = QWidget()
        self._flow = FlowLayout(self._rows)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._rows)
        for widget in (self, self._rows):
            policy = widget.sizePolicy()
            policy.setHeightForWidth(True)
            widget.setSizePolicy(policy)
        self._troubles = dict[int, ElidedLabel]()
        self._more: QPushButton | None = None
        self._add(posted[:MOST])
        if len(posted) > MOST:
            self._more = QPushButton(tr("and {count} more", len(posted) - MOST))
            self._more.setProperty("kind", "flat")
            self._more.setAutoDefault(False)
            self._more.clicked.connect(self._on_more)
            self._flow.addWidget(self._more)

    def show_states(self, posted: Sequence[Posted]) -> None:
        """Show what has become of the same attachments; the keyboard stays where it is."""
        self._posted = posted
        for chip, state in zip(self._chips, posted, strict=False):
            if chip.posted != state:
                chip.show_state(state)
                self._tell(state)
        self._flow.invalidate()
        self.updateGeometry()

    def _add(self, posted: Sequence[Posted]) -> None:
        for each in posted:
            chip = Chip(each, theme=self._theme, use=self._use)
            self._chips.append(chip)
            self._flow.addWidget(chip)
            self._tell(each)

    def _tell(self, posted: Posted) -> None:
        """Say below what is wrong with an attachment, or nothing any more."""
        said, label = why(posted), self._troubles.pop(posted.id, None)
        if label is not None and not said:
            label.hide()
            label.deleteLater()
        elif said:
            if label is None:
                label = ElidedLabel(role="muted")
                self._column.addWidget(label)
            label.show_text(said)
            self._troubles[posted.id] = label

    def _on_more(self) -> None:
        if self._more is not None:
            self._flow.removeWidget(self._more)
            self._more.hide()
        self._add(self._posted[MOST:])
        self.updateGeometry()
