"""Replay all that a web hook rejected: which causes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from desktop.deliveries.list.delivery_words import cause
from desktop.dialogs.ok_cancel import ok_cancel
from desktop.words.language import Sentence, number, tr
from models.deliveries import deliveries, unmended
from models.deliveries.deliveries import Delivery
from receiver.codes import DOUBTFUL_SENDERS

DOUBT = Sentence("Rejected because of who sent it. Replay these only if you trust the sender.")


@dataclass(frozen=True, slots=True)
class Rejected:
    """What a hook rejected up to the delivery `newest`: how many wait to be mended, by the code of the refusal."""

    hook_id: int
    purpose: str
    newest: int
    counts: Mapping[str, int]


def read(delivery: Delivery) -> Rejected:
    """What the hook of a delivery rejected until now."""
    newest = deliveries.newest_id(delivery.channel_id)
    return Rejected(delivery.hook_id, delivery.hook, newest, unmended.rejected(delivery.hook_id, newest))


class ReplayAllDialog(QDialog):
    """Asks which causes; those that speak of a doubtful sender are left out unless they are chosen."""

    def __init__(self, rejected: Rejected, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rejected = rejected
        self.setWindowTitle(tr("Replay all rejected"))
        self.causes = {code: self._box(code, count) for code, count in rejected.counts.items()}
        self.buttons = ok_cancel()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        for box in self.causes.values():
            box.toggled.connect(self._count)
        self._count()
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setFocus()

    def codes(self) -> list[str]:
        """The causes that were chosen."""
        return [code for code, box in self.causes.items() if box.isChecked()]

    def _box(self, code: str, count: int) -> QCheckBox:
        box = QCheckBox(f"{cause(code)}: {number(count)}")
        box.setChecked(code not in DOUBTFUL_SENDERS)
        return box

    def _count(self) -> None:
        many = sum(self._rejected.counts[code] for code in self.codes())
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(tr("Replay {count}", many) if many else tr("Replay"))
        ok.setEnabled(bool(many))

    def _lay_out(self) -> None:
        title = _plain(tr("Replay what “{purpose}” rejected?", purpose=self._rejected.purpose), "heading")
        how = _plain(
            tr(
                "Oldest first, each once, as it was sent. What was mended already is left out, and so is what cannot "
                "work: a body that is empty or was not kept whole."
            ),
            "muted",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(how)
        column.addSpacing(8)
        doubtful = [box for code, box in self.causes.items() if code in DOUBTFUL_SENDERS]
        for box in self.causes.values():
            if box not in doubtful:
                column.addWidget(box)
        if doubtful:
            column.addSpacing(8)
            column.addWidget(_plain(tr(DOUBT), "muted"))
            for box in doubtful:
                column.addWidget(box)
        column.addSpacing(8)
        column.addWidget(self.buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)


def _plain(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label
