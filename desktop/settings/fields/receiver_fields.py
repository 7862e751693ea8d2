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
from models.problems import Problem


class ReceiverFields(QObject):
    """None can be changed while the receiver starts. The one that was changed last says what came of it."""

    def __init__(self, *, receiver: ReceiverControl, change: ReceiverChange, page: QWidget) -> None:
        super().__init__(page)
        self._receiver, self._change, self._page = receiver, change, page
        self._fields: dict[str, OptionField | ChoiceField] = {}
        self._last = ""
        receiver.changed.connect(self._follow)
        receiver.refused.connect(self._on_refused)
        change.declined.connect(self._follow)

    def take(self, name: str, field: OptionField | ChoiceField) -> None:
        """Look after the field of an option."""
        self._fields[name] = field
        field.entered.connect(partial(self._on_entered, name))

    def _on_entered(self, name: str, text: str) -> None:
        self._last = name
        self._change.begin({name: text}, self._page.window())

    def _follow(self) -> None:
        starting = self._receiver.state == "starting"
        for field in self._fields.values():
            field.setEnabled(not starting)
            if not starting:
                field.show_option(self._receiver.config)

    def _on_refused(self, problem: Problem) -> None:
        field = self._fields.get(self._last)
        if isinstance(field, OptionField):
            field.refuse(problem_words.whole(problem))
