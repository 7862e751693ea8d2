"""The attachments of a message as buttons, for a view that is made of widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QPushButton, QStyleOptionButton, QVBoxLayout, QWidget

from desktop.activity.chips import MOST, WIDEST_CHARACTERS
from desktop.attachments.attachment_menu import attachment_menu
from desktop.attachments.attachment_use import AttachmentUse
from desktop.attachments.attachment_words import about, detail, icon, shown_name, spoken, why
from desktop.attachments.carrying import can_carry
from desktop.attachments.drag_out import DragOut
from desktop.attachments.pictures import SMALL
from desktop.data.turns import Turns
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
        self._drag = DragOut(self, lambda _: self.posted, use)
        self._seen: QPixmap | None = None
        self.show_state(posted)

    def show_state(self, posted: Posted) -> None:
        """Show what has become of the attachment."""
        self.posted = posted
        width = self.fontMetrics().averageCharWidth() * WIDEST_CHARACTERS
        name = self.fontMetrics().elidedText(shown_name(posted), Qt.TextElideMode.ElideMiddle, width)
        said = detail(posted)
        self.setIcon(self._theme.icon(*icon(posted)))
        if self._has_picture():
            self.setIconSize(SMALL)
        # With a space: some icons are wider than high and would touch the name.
        label = f" {name}\n {said}" if self._has_picture() else f" {name}  ({said})" if said else f" {name}"
        self.setText(label.replace("&", "&&"))
        self.setAccessibleName(spoken(posted))
        self.setAccessibleDescription(why(posted))
        self.setToolTip(plain_tooltip(about(posted)))

    def _has_picture(self) -> bool:
        return self._use.pictures.can_have(self.posted)

    def paintEvent(self, event: QPaintEvent) -> None:
        # Asked for here: what nobody sees is not read.
        self._seen = self._picture() if self._has_picture() else None
        super().paintEvent(event)
        self._seen = None

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Paint the picture in the room of the icon. Set as the icon, each that comes would have all laid out anew."""
        super().initStyleOption(option)
        if self._seen is not None:
            option.icon = QIcon(self._seen)

    def _picture(self) -> QPixmap:
        """The small picture in the middle of its room, or the icon while it is read: the name stays where it is."""
        ratio = self.devicePixelRatioF()
        room = QPixmap(SMALL * ratio)
        room.setDevicePixelRatio(ratio)
        room.fill(Qt.GlobalColor.transparent)
        side = self.fontMetrics().height()
        shown = self._use.pictures.small(self.posted) or self._theme.current.picture(*icon(self.posted), side, ratio)
        place = QRect(QPoint(), shown.deviceIndependentSize().toSize())
        place.moveCenter(QRect(QPoint(), SMALL).center())
        with QPainter(room) as painter:
            painter.drawPixmap(place.topLeft(), shown)
        return room

    def new_menu(self) -> Menu:
        """What can be done with it now."""
        return attachment_menu(self.posted, self._use, theme=self._theme, parent=self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag.takes(event)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._drag.takes(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._drag.takes(event):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and can_carry(self.posted):
            self._use.copy(self.posted)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()  # Qt knows it only of buttons in dialogs
        else:
            super().keyPressEvent(event)

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
        self.more: QPushButton | None = None
        self._turns = Turns(self._add_next, self)
        use.pictures.came.connect(self._on_picture)
        for each in posted[:MOST]:
            self._add(each)
        if len(posted) > MOST:
            self.more = QPushButton(tr("and {count} more", len(posted) - MOST))
            self.more.setProperty("kind", "flat")
            self.more.setAutoDefault(False)
            self.more.clicked.connect(self._on_more)
            self._flow.addWidget(self.more)

    def event(self, event: QEvent) -> bool:
        # Of a chip, which asks nobody in Python for each of its events. Left alone, the key is the window's, which
        # copies the text of the message.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            chip = self.focusWidget()
            if event.matches(QKeySequence.StandardKey.Copy) and isinstance(chip, Chip) and can_carry(chip.posted):
                event.accept()
                return True
        return super().event(event)

    def show_states(self, posted: Sequence[Posted]) -> None:
        """Show what has become of the same attachments; the keyboard stays where it is."""
        self._posted = posted
        for chip, state in zip(self._chips, posted, strict=False):
            if chip.posted != state:
                chip.show_state(state)
                self._tell(state)
        self._flow.invalidate()
        self.updateGeometry()

    def _add(self, posted: Posted) -> Chip:
        chip = Chip(posted, theme=self._theme, use=self._use)
        self._flow.addWidget(chip)
        if self._chips:
            self.setTabOrder(self._chips[-1], chip)
        self._chips.append(chip)
        self._tell(posted)
        return chip

    def _add_next(self) -> bool:
        """Add one of those that are left: a thousand at once would hold the window for seconds."""
        added = len(self._chips)
        if added < len(self._posted):
            self._flow.setEnabled(False)  # it would lay out all chips at each that is shown
            self._add(self._posted[added]).show()
            self._flow.setEnabled(True)
        return added + 1 < len(self._posted)

    def _on_picture(self, content: str) -> None:
        for chip in self._chips:
            if chip.posted.hash == content:
                chip.update()

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
        if self.more is None:
            return
        self._flow.removeWidget(self.more)
        self._add_next()
        if self.more.hasFocus():
            self._chips[-1].setFocus()
        self.more.hide()
        self._turns.begin_soon()
