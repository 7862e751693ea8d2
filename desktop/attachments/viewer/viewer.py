"""The window in which pictures and texts are looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QTextOption
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop.attachments.attachment_words import detail, shown_name
from desktop.attachments.drag_out import Carrier, DragOut
from desktop.attachments.picture_reading import is_picture
from desktop.attachments.pictures import Pictures
from desktop.attachments.viewer.picture_view import PictureView
from desktop.attachments.viewer.viewer_table import LEFT_BUTTONS, ON_VIEWER, PICTURE_BUTTONS, RIGHT_BUTTONS
from desktop.menus.action_button import ActionButton
from desktop.menus.action_set import ActionSet
from desktop.text_size.fixed_font import FixedFont
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.theme import READING_POINTS, ThemeHolder
from desktop.words import problem_words
from desktop.words.language import number, tr
from models.messages.posted import Posted
from models.problems import Problem


class Outside(Carrier, Protocol):
    """What reads files, and leads out of the viewer."""

    pictures: Pictures

    def read_text(
        self, posted: Posted, done: Callable[[str], None], failed: Callable[[Problem], None], owner: QObject
    ) -> None: ...
    def save_as(self, posted: Posted) -> None: ...
    def open_outside(self, posted: Posted) -> None: ...


class Viewer(QDialog):
    """Shows one file at a time; what is being read when another is wanted is dropped."""

    def __init__(
        self, posted: Sequence[Posted], first: int, *, outside: Outside, theme: ThemeHolder, parent: QWidget | None
    ) -> None:
        """`posted` are pictures and texts that are here; the one at the place `first` is shown."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._posted, self._place, self._outside = posted, first, outside
        self._there = False
        self.picture = PictureView()
        self.text = QPlainTextEdit(readOnly=True)
        self.said = QLabel(wordWrap=True)
        self.name, self.place = ElidedLabel(role="heading"), QLabel()
        self._stack = QStackedWidget()
        self._actions = ActionSet(ON_VIEWER, lambda: self, theme=theme, parent=self)
        self._lay_out(theme)
        DragOut(self.name, lambda _: self.shown(), outside).watch()
        # One that is larger than the room is moved with the mouse instead.
        DragOut(self.picture.viewport(), lambda _: self.shown() if self.picture.fits else None, outside).watch()
        self._show()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 130, self.fontMetrics().height() * 36)

    def shown(self) -> Posted:
        """The file that is shown."""
        return self._posted[self._place]

    def go(self, steps: int) -> None:
        """Show another file."""
        self._place += steps
        self._show()

    def can_go(self, steps: int) -> bool:
        return 0 <= self._place + steps < len(self._posted)

    def has_picture(self) -> bool:
        return self._there and self._stack.currentWidget() is self.picture

    def can_copy(self) -> bool:
        return self._there

    def zoom(self, steps: int) -> None:
        self.picture.zoom(steps)

    def fit(self) -> None:
        self.picture.fit()

    def show_real_size(self) -> None:
        self.picture.show_real_size()

    def copy(self) -> None:
        """Copy the picture, what is marked of the text, or all of it."""
        clipboard = QGuiApplication.clipboard()
        if self.has_picture():
            clipboard.setImage(self.picture.image)
        else:
            clipboard.setText(self.text.textCursor().selectedText() or self.text.toPlainText())

    def save(self) -> None:
        self._outside.save_as(self.shown())

    def open_outside(self) -> None:
        self._outside.open_outside(self.shown())

    def _show(self) -> None:
        posted = self.shown()
        self.setWindowTitle(shown_name(posted))
        self.name.show_text(tr("{name} ({detail})", name=shown_name(posted), detail=detail(posted)))
        place, total = number(self._place + 1), number(len(self._posted))
        self.place.setText(tr("{place} of {total}", place=place, total=total))
        self._say("")
        done = self._on_image if is_picture(posted) else self._on_text
        read = self._outside.pictures.read if is_picture(posted) else self._outside.read_text
        read(posted, partial(done, posted), partial(self._on_problem, posted), self)

    def _on_image(self, posted: Posted, image: QImage) -> None:
        if posted is self.shown():
            self._stack.setCurrentWidget(self.picture)
            self.picture.show_image(image)
            self._on_there()

    def _on_text(self, posted: Posted, text: str) -> None:
        if posted is self.shown():
            self._stack.setCurrentWidget(self.text)
            self.text.setPlainText(text)
            self._on_there()

    def _on_problem(self, posted: Posted, problem: Problem) -> None:
        if posted is self.shown():
            self._say(problem_words.whole(problem))

    def _on_there(self) -> None:
        self._there = True
        (self.picture if self.has_picture() else self.text).setFocus()
        self._actions.update()

    def _say(self, sentence: str) -> None:
        """Show a sentence in place of what is not here."""
        self._there = False
        self.said.setText(sentence)
        self._stack.setCurrentWidget(self.said)
        self._actions.update()

    def _lay_out(self, theme: ThemeHolder) -> None:
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setAccessibleName(tr("Text"))
        self.text.setTabChangesFocus(True)
        self.text.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        FixedFont(self.text, theme, READING_POINTS)
        for widget in (self.said, self.picture, self.text):
            self._stack.addWidget(widget)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.place)
        for name in (*LEFT_BUTTONS, *PICTURE_BUTTONS, *RIGHT_BUTTONS):
            if name in (PICTURE_BUTTONS[0], RIGHT_BUTTONS[0]):
                foot.addStretch()
            foot.addWidget(ActionButton(self._actions[name], kind="plain"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)
