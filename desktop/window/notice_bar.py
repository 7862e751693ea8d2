"""The line in a channel that says what somebody should know of one of its web hooks, with the next step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.suggestions.notice import Notice, rejects_most
from desktop.suggestions.suggested import Suggested
from desktop.widgets.icon_label import IconLabel
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from desktop.words.message_text import breakable


class NoticeBar(QWidget):
    """Shows the first notice that nobody has dismissed; the next one follows."""

    use_wanted = Signal(object)
    """The Suggested whose format shall be used."""
    rejected_wanted = Signal(int)
    """The id of a web hook whose rejected deliveries shall be listed."""
    delivery_wanted = Signal(int)

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notices: Sequence[Notice] = ()
        self._dismissed = set[tuple[int, str]]()
        self.notice: Notice | None = None
        self._icon = IconLabel()
        self.words = QLabel(wordWrap=True)
        self.step, self.look, self.dismiss = QPushButton(), QPushButton(tr("Show it")), QPushButton(tr("Dismiss"))
        self._lay_out()
        self.hide()

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Show these, what was dismissed left out."""
        self._notices = notices
        self.notice = next((each for each in notices if _name(each) not in self._dismissed), None)
        self.setVisible(self.notice is not None)
        if self.notice is None:
            return
        is_suggestion = isinstance(self.notice, Suggested)
        said = self.notice.question_of_hook() if isinstance(self.notice, Suggested) else rejects_most(self.notice)
        self._icon.show_icon(
            self._theme.icon(*(("lightbulb", "accent") if is_suggestion else ("circle-exclamation", "danger")))
        )
        self.words.setText(breakable(said))
        self.step.setText(tr("Use its format") if is_suggestion else tr("Show rejected"))
        self.look.setVisible(is_suggestion)
        for button in (self.step, self.look, self.dismiss):
            button.setAccessibleDescription(said)

    def _on_step(self) -> None:
        if isinstance(self.notice, Suggested):
            self.use_wanted.emit(self.notice)
        elif self.notice is not None:
            self.rejected_wanted.emit(self.notice.hook_id)

    def _on_look(self) -> None:
        if isinstance(self.notice, Suggested):
            self.delivery_wanted.emit(self.notice.delivery_id)

    def _on_dismissed(self) -> None:
        if self.notice is not None:
            self._dismissed.add(_name(self.notice))
            self.show_notices(self._notices)

    def _lay_out(self) -> None:
        self.setObjectName("noticeBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 20, 8)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        for button, clicked in (
            (self.step, self._on_step),
            (self.look, self._on_look),
            (self.dismiss, self._on_dismissed),
        ):
            button.setProperty("kind", "small")
            button.clicked.connect(clicked)
            row.addWidget(button)


def _name(notice: Notice) -> tuple[int, str]:
    """What tells notices apart: one that was dismissed stays so until the program ends."""
    return (notice.hook.id, notice.preset) if isinstance(notice, Suggested) else (notice.hook_id, "")
