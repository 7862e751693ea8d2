"""The messages of one channel, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.data.keyset_model import REFRESH_LIMIT, KeysetModel, Page
from desktop.words.language import tr
from desktop.words.message_text import MOST_CHARACTERS, first_line
from desktop.words.message_words import author
from models.messages import messages
from models.messages.messages import Message


class MessageModel(KeysetModel[Message]):
    """Loads only the part of a long text that is laid out; `messages.text` reads the whole."""

    channel_id: int | None = None
    kept_rows = 2 * REFRESH_LIMIT

    def show_channel(self, channel_id: int | None) -> None:
        """Forget what was shown and load another channel, None for none."""
        self.channel_id = channel_id
        if channel_id is None:
            self.clear()
        else:
            self.restart()

    def page(self) -> Page[Message]:
        channel_id = self.channel_id

        def read(last: Message | None, limit: int) -> Sequence[Message]:
            if channel_id is None:
                return ()
            before = None if last is None else last.id
            return messages.page(channel_id, before=before, limit=limit, text_limit=MOST_CHARACTERS)

        return read

    def key(self, record: Message) -> int:
        return record.id

    def text(self, record: Message) -> str:
        who, text = author(record), first_line(record.text)
        if record.case is None:
            return f"{who}: {text}"
        return tr("{author}, case {case}: {text}", author=who, case=record.case, text=text)
