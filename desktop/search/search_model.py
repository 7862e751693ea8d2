"""What a search found, as a list that goes on as it is scrolled: cases first, then messages."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from desktop.cases.list.case_words import read_out
from desktop.data.keyset_model import KeysetModel, Page
from desktop.data.reload import Reload
from desktop.data.tasks import Tasks
from desktop.words import clock
from desktop.words.language import tr
from models import search
from models.cases.cases import Case
from models.channels import channels
from models.search import Hit

# Cases come at once; who gets so many will rather type another word than read them.
MOST_CASES = 50


@dataclass(frozen=True, slots=True)
class Question:
    """Words, and the channel that they are searched in; None searches all."""

    words: str = ""
    channel_id: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A case with the words in its own subject or description, or a message with them; `channel` is a name."""

    channel: str
    case: Case | None
    hit: Hit | None


class SearchModel(KeysetModel[Found]):
    """Shows the answer to the last question until that of the next is there, so that nothing flickers."""

    def __init__(self, tasks: Tasks, *, page_size: int = 50, parent: QObject | None = None) -> None:
        super().__init__(tasks, page_size=page_size, parent=parent)
        self.question = Question()
        self._answer = Reload(
            tasks, self._find, self._on_answer, question=lambda: self.question, owner=self, problem=self._on_problem
        )

    def ask(self, question: Question) -> None:
        """Show what is found for another question; nothing for one without words."""
        self.question = question
        if not question.words.strip():
            self.clear()
            self.loaded.emit()
            return
        self.forget_questions()
        self._loading = True
        self._answer()

    def forget_questions(self) -> None:
        super().forget_questions()
        self._answer.forget()

    def is_asking(self) -> bool:
        """Whether the answer to a question is still to come."""
        return self._loading

    def refresh(self) -> None:
        if self._loading:
            self.ask(self.question)
        elif self.question.words.strip():
            super().refresh()

    def page(self) -> Page[Found]:
        asked = self.question
        return lambda last, limit: find(asked, last, limit)

    def key(self, record: Found) -> int:
        if record.hit is not None:
            return record.hit.message_id
        return 0 if record.case is None else -record.case.id

    def text(self, record: Found) -> str:
        if record.hit is None:
            return "" if record.case is None else read_out(record.case, clock.now(), True)
        hit, case = record.hit, record.case
        text = f"{hit.before}{hit.hit}{hit.after}"
        if case is None:
            return tr("Message, {channel}: {text}", channel=record.channel, text=text)
        return tr(
            "Message, #{case} {subject}, {channel}: {text}",
            case=case.number,
            subject=case.subject,
            channel=record.channel,
            text=text,
        )

    def starts_section(self, row: int) -> bool:
        """Whether a row is the first case or the first message."""
        rows = self.records()
        return row == 0 or (row < len(rows) and rows[row].hit is not None and rows[row - 1].hit is None)

    def _find(self, asked: Question) -> list[Found]:
        return find(asked, None, self._page_size)

    def _on_answer(self, found: list[Found]) -> None:
        self.beginResetModel()
        self._rows = found
        self.endResetModel()
        self._exhausted = len(found) < self._page_size
        self._loading = False
        self.loaded.emit()


def find(asked: Question, last: Found | None, limit: int) -> list[Found]:
    """The cases and the first messages, or the messages behind `last`."""
    before = None if last is None or last.hit is None else last.hit.message_id
    cases = search.cases_with(asked.words, asked.channel_id, limit=MOST_CASES) if last is None else []
    hits = search.messages_with(asked.words, asked.channel_id, before=before, limit=limit)
    names = {one.id: one.name for one in channels.all_channels()} if any(hit.case is None for hit in hits) else {}
    found = [Found(case.channel, case, None) for case in cases]
    for hit in hits:
        channel = names.get(hit.channel_id, "") if hit.case is None else hit.case.channel
        found.append(Found(channel, hit.case, hit))
    return found
