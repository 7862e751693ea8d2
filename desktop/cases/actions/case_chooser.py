"""Which other case: by its number or by words of its subject, of any channel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.data.reload import Reload
from desktop.data.tasks import Tasks
from desktop.dialogs.chooser import Choice, Chooser
from desktop.words.language import tr
from models import search
from models.cases.cases import Case

MOST_FOUND = 20


class CaseChooser(Chooser):
    """Searches as a person types; the cases that ask are not among what is found."""

    def __init__(self, heading: str, asking: Sequence[Case], anchor: QWidget, *, tasks: Tasks) -> None:
        super().__init__(heading, (), anchor, finds=False)
        self._asking = asking
        find = Reload(tasks, _find, self._show, question=self.field.text, owner=self)
        self.field.setPlaceholderText(tr("Number or words of the subject"))
        self.typed.connect(lambda _: find())

    def _show(self, found: Sequence[Case]) -> None:
        own = {case.id for case in self._asking}
        here = {case.channel_id for case in self._asking}
        self.show_choices([Choice(_line(case, here), case) for case in found if case.id not in own])


def _find(asked: str) -> Sequence[Case]:
    return search.cases_with(asked, limit=MOST_FOUND)


def _line(case: Case, here: set[int]) -> str:
    elsewhere = "" if case.channel_id in here else f"  ·  {case.channel}"
    return f"#{case.number} {case.subject}{elsewhere}"
