"""The table of words: what the sender's words for a priority mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.widgets.theme import ThemeHolder
from desktop.words import priorities
from desktop.words.language import tr
from models.cases.cases import PRIORITIES

MOST_SEEN = 12
"""So many words that were seen are offered; a body that has more has no words there."""
_NOT_IN_THE_TABLE = -1


class WordRow:
    """A word and what it means; `seen` says that it is only offered until a priority is chosen."""

    def __init__(self, word: str, meaning: str | None, theme: ThemeHolder) -> None:
        self.word = QLineEdit(word)
        self.word.setPlaceholderText(tr("a word"))
        self.word.setAccessibleName(tr("Word"))
        self.meaning = QComboBox()
        self.meaning.addItem(tr("not in the table"), _NOT_IN_THE_TABLE)
        for place in range(len(PRIORITIES)):
            self.meaning.addItem(priorities.priority(place), place)
        names = [name.lower() for name in PRIORITIES]
        said = (meaning or "").lower()
        self.meaning.setCurrentIndex(names.index(said) + 1 if said in names else 0)
        self.meaning.setAccessibleName(tr("What {word} means", word=word or tr("the word")))
        self.remove = QToolButton()
        self.remove.setIcon(theme.icon("xmark"))
        self.remove.setToolTip(tr("Take {word} out", word=word or tr("the word")))
        self.remove.setAccessibleName(self.remove.toolTip())

    def widgets(self) -> tuple[QWidget, ...]:
        return (self.word, self.meaning, self.remove)

    def pair(self) -> tuple[str, str] | None:
        """The word in lower case and the name of its priority, if it has both."""
        word, place = self.word.text().strip().lower(), self.meaning.currentData()
        return (word, PRIORITIES[place]) if word and place != _NOT_IN_THE_TABLE else None


class PriorityTable(QWidget):
    """Words that were seen stand there by themselves, to be given a meaning."""

    edited = Signal(object)
    """The words by what they mean, as Format has them."""

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[WordRow] = []
        self._seen: Sequence[str] = ()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.add = QPushButton(theme.icon("plus"), tr("Add a w&ord"))
        self.add.setProperty("kind", "flat")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._on_add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._grid)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(tr("What the words mean"))

    def rows(self) -> Sequence[WordRow]:
        """The rows in their order."""
        return self._rows

    def words(self) -> dict[str, str]:
        """The words by what they mean."""
        return dict(pair for row in self._rows if (pair := row.pair()) is not None)

    def show_words(self, words: Mapping[str, str]) -> None:
        """Show a table; the one that stands here already is left as it is."""
        if dict(words) == self.words():
            return
        for row in list(self._rows):
            self._drop(row)
        for word, meaning in words.items():
            self._append(word, meaning)
        self.show_seen(self._seen)

    def show_seen(self, words: Sequence[str]) -> None:
        """Offer words that senders used and the table has not."""
        self._seen = words
        there = {row.word.text().strip().lower() for row in self._rows}
        stays = {word.lower() for word in words[:MOST_SEEN]}
        for row in list(self._rows):
            word = row.word.text().strip().lower()
            if row.pair() is None and word and word not in stays and not row.word.hasFocus():
                self._drop(row)
        for word in words[:MOST_SEEN]:
            if word.lower() not in there:
                self._append(word, None)

    def _append(self, word: str, meaning: str | None) -> WordRow:
        row = WordRow(word, meaning, self._theme)
        place = self._grid.rowCount()
        for column, widget in enumerate(row.widgets()):
            self._grid.addWidget(widget, place, column)
        self._rows.append(row)
        row.word.textEdited.connect(lambda _: self._tell())
        row.meaning.activated.connect(lambda _: self._tell())
        row.remove.clicked.connect(lambda: self._on_remove(row))
        return row

    def _on_add(self) -> None:
        self._append("", PRIORITIES[2]).word.setFocus()

    def _on_remove(self, row: WordRow) -> None:
        self._drop(row)
        self.add.setFocus()
        self._tell()

    def _drop(self, row: WordRow) -> None:
        self._rows.remove(row)
        for widget in row.widgets():
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _tell(self) -> None:
        self.edited.emit(self.words())
