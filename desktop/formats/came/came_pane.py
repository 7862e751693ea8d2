"""The left column: a delivery that came, or a body that was pasted, as a tree."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from desktop.data.tasks import Tasks
from desktop.formats.came.body_model import BodyModel
from desktop.formats.came.body_view import BodyView
from desktop.formats.came.came_reader import Came, CameReader, Pasted
from desktop.formats.came.paste_dialog import PasteDialog
from desktop.formats.column_title import ColumnTitle
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.local_key import on_key
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock
from desktop.words.language import number, tr
from desktop.words.measures import size
from models.deliveries.deliveries import Delivery

TREE, NOTHING = range(2)


class CamePane(QWidget):
    """Alt+Left and Alt+Right step through the deliveries, wherever in the pane the keyboard is."""

    came = Signal(object)
    """The Came that is shown now."""

    def __init__(self, hook_id: int, *, tasks: Tasks, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._deliveries: Sequence[Delivery] = ()
        self.shown: Came | None = None
        self.reader = CameReader(hook_id, tasks=tasks, parent=self)
        self.model = BodyModel(self)
        self.view = BodyView(self.model, theme=theme)
        self.newer = self._arrow("chevron-left", tr("A newer delivery (Alt+Left)"))
        self.older = self._arrow("chevron-right", tr("An older delivery (Alt+Right)"))
        self.place = QLabel()
        self.facts = ElidedLabel(role="muted")
        self.paste = self._arrow("paste", tr("Paste a body"))
        self.empty = EmptyState("inbox", "", theme=theme)
        self.empty.add_button(tr("Paste a body"), self.ask_for_body, kind="primary")
        self._stack = QStackedWidget()
        self._wanted: int | None = None
        self._lay_out()
        self._connect()

    def start(self, delivery_id: int | None) -> None:
        """Show a delivery, or the newest there is."""
        self._wanted = delivery_id
        self.reader.list()
        if delivery_id is not None:
            self.reader.show(delivery_id)

    def show_delivery(self, delivery_id: int) -> None:
        """Show a delivery of the web hook."""
        self.reader.show(delivery_id)

    def show_pasted(self, body: bytes) -> None:
        """Show a body that did not come to the web hook."""
        self.reader.show(Pasted(body))

    def step(self, by: int) -> None:
        """Go to an older delivery (1), or to a newer one (-1)."""
        at = self._at()
        to = 0 if at is None else at + by
        if 0 <= to < len(self._deliveries):
            self.reader.show(self._deliveries[to].id)

    def ask_for_body(self) -> None:
        """Let a person paste a body."""
        dialog = PasteDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.given.connect(self.show_pasted)
        dialog.open()

    def _on_listed(self, found: Sequence[Delivery]) -> None:
        self._deliveries = found
        if self.shown is None and self._wanted is None:
            if found:
                self.reader.show(found[0].id)
            else:
                self._show_nothing()
        self._show_place()

    def _on_read(self, came: Came) -> None:
        self.shown = came
        at = self._at()
        self.model.show_body(came.value)
        self._stack.setCurrentIndex(NOTHING if came.trouble else TREE)
        if came.trouble:
            self.empty.show_text(tr("This body cannot be read"), came.trouble)
        self.facts.show_text(_facts(came))
        self._wanted = None if at is not None else self._wanted
        self._show_place()
        self.came.emit(came)

    def _on_gone(self) -> None:
        self._wanted = None
        self.reader.list()

    def _show_nothing(self) -> None:
        self.empty.show_text(
            tr("Nothing came to this web hook yet"), tr("Post something to its URL, or paste a body that it will get.")
        )
        self._stack.setCurrentIndex(NOTHING)

    def _at(self) -> int | None:
        asked = None if self.shown is None else self.shown.asked
        return next((at for at, each in enumerate(self._deliveries) if each.id == asked), None)

    def _show_place(self) -> None:
        at, many = self._at(), len(self._deliveries)
        self.newer.setEnabled(many > 0 and (at is None or at > 0))
        self.older.setEnabled(many > 0 and (at is None or at < many - 1))
        if at is not None:
            self.place.setText(tr("{number} of {many}", number=number(at + 1), many=number(many)))
        else:
            self.place.setText(tr("pasted") if self.shown is not None and self.shown.delivery is None else "")

    def _arrow(self, icon: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._theme.icon(icon))
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

    def _connect(self) -> None:
        self.reader.listed.connect(self._on_listed)
        self.reader.read.connect(self._on_read)
        self.reader.gone.connect(self._on_gone)
        self.newer.clicked.connect(lambda: self.step(-1))
        self.older.clicked.connect(lambda: self.step(1))
        self.paste.clicked.connect(self.ask_for_body)
        on_key(self, lambda: self.step(-1), "Alt+Left")
        on_key(self, lambda: self.step(1), "Alt+Right")

    def _lay_out(self) -> None:
        self.place.setProperty("role", "muted")
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 8, 0)
        column.setSpacing(4)
        column.addWidget(ColumnTitle(tr("WHAT CAME"), self.newer, self.place, self.older, self.paste))
        column.addWidget(self.facts)
        column.addWidget(self._stack, 1)


def _facts(came: Came) -> str:
    delivery = came.delivery
    if delivery is None:
        return tr("Pasted, {size}", size=size(came.size))
    when = clock.time_of_day(delivery.received_at, clock.now())
    return " · ".join([when, delivery.method, str(delivery.status), size(delivery.size)])
