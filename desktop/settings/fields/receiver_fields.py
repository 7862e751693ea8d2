"""The fields of the receiver's options, kept in step with the receiver, which says what it could not have."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.process.receiver_control import ReceiverControl
from desktop.settings.fields.choice_field import ChoiceField
from desktop.settings.fields.option_field import OptionField
from desktop.settings.fields.receiver_change import ReceiverChange
from desktop.words import problem_words
from desktop.words.language import tr
from models.problems import Problem
from receiver.serving.binding import NoPlace


class ReceiverFields(QObject):
    """None can be changed while the receiver starts. What cannot be had is said where it was entered."""

    def __init__(self, *, receiver: ReceiverControl, change: ReceiverChange, page: QWidget) -> None:
        super().__init__(page)
        self._receiver, self._change, self._page = receiver, change, page
        self._fields: dict[str, OptionField | ChoiceField] = {}
        receiver.changed.connect(self._follow)
        change.declined.connect(self._show)
        self._starting = False

    def take(self, name: str, field: OptionField | ChoiceField) -> None:
        """Look after the field of an option."""
        self._fields[name] = field
        field.entered.connect(partial(self._on_entered, name))

    def _on_entered(self, name: str, text: str) -> None:
        field = self._fields[name]
        at = partial(self._say, field, text) if isinstance(field, OptionField) else None
        self._change.begin({name: text}, self._page.window(), at)

    def _follow(self) -> None:
        before, self._starting = self._starting, self._receiver.state == "starting"
        for field in self._fields.values():
            field.setEnabled(not self._starting)
        if before and not self._starting:  # what else becomes of the receiver takes nothing away that is being typed
            self._show()

    def _show(self) -> None:
        for field in self._fields.values():
            field.show_option(self._receiver.config)

    def _say(self, field: OptionField, text: str, problem: Problem) -> None:
        receiver = self._receiver
        if isinstance(problem, NoPlace) and receiver.state in ("receiving", "refusing"):
            title = problem_words.title(problem)
            why = tr("{title} It receives on {url} as before.", title=title, url=receiver.url)
        else:
            why = problem_words.whole(problem)
        field.refuse(why, text)
