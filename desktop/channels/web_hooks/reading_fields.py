"""The fields of how a web hook reads what it is sent, of how it answers, and of whether it fetches files."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QCompleter, QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout

from desktop.channels.web_hooks.rule_field import ChoiceBox, Field
from desktop.words.language import Sentence, number, tr
from models.channels.hook_rules import AUTOMATIC, OWN, Rules, by_format, format_id_of
from models.formats.own_formats import OwnFormat
from receiver.formats.presets import presets

OF_OURS = {
    AUTOMATIC: (
        Sentence("Automatic"),
        Sentence("Hookdesk JSON as it is, anything else by the format that recognises it, or as a message."),
    ),
    OWN: (Sentence("Hookdesk JSON only"), Sentence("Anything else is refused, with what is wrong with it.")),
}
GONE = Sentence("A format that is not there any more")
ANSWERS = {
    "": Sentence("As the format says"),
    "ours": Sentence("Hookdesk's own: what became of it, 200, 201 or 208"),
    "always 200": Sentence("Hookdesk's own, always 200"),
    "ok": Sentence("ok, as Slack does"),
    "pagerduty": Sentence("As PagerDuty does: 202 and the dedup_key"),
    "opsgenie": Sentence("As Opsgenie does: 202 and a requestId"),
}


class FormatBox(ChoiceBox):
    """Typing finds the formats with that text in their names; what is none of them goes again."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(ChoiceBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(16)
        self.setAccessibleName(tr("Reads"))
        found = QCompleter(self.model(), self)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        rows = QListView()
        rows.setObjectName("found")
        found.setPopup(rows)
        self.setCompleter(found)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setEditText(self.itemText(self.currentIndex()))


class ReadsField(Field):
    """By which format the web hook reads, with a line that says what the chosen one does."""

    def __init__(self) -> None:
        super().__init__()
        self.box = FormatBox()
        self.edit = QPushButton()
        self.edit.setAutoDefault(False)
        self.about = QLabel(wordWrap=True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setProperty("role", "muted")
        self.setFocusProxy(self.box)
        self._own: Sequence[OwnFormat] | None = None
        self._reads = AUTOMATIC
        self._fill()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.box, 1)
        row.addWidget(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.about)
        self.box.activated.connect(self._on_chosen)

    def show_formats(self, own: Sequence[OwnFormat]) -> None:
        """Offer the administrator's own formats as well."""
        self._own = own
        self._fill()

    def show_rules(self, rules: Rules) -> None:
        self._reads = rules.reads
        self._fill()

    def choose(self, reads: str) -> None:
        """Choose one that is in the list, as a person does."""
        place = self.box.findData(reads)
        self.box.setCurrentIndex(place)
        self._on_chosen(place)

    def part(self) -> Rules:
        return Rules(reads=self._reads)

    def check(self) -> bool:
        """What is chosen in a list can be stored."""
        return True

    def _on_chosen(self, place: int) -> None:
        chosen = self.box.itemData(place)
        if isinstance(chosen, str) and chosen != self._reads:
            self._reads = chosen
            self._say()
            self.edited.emit()

    def _fill(self) -> None:
        """Offer ours, the administrator's own, and those that come with the program, each by name."""
        named = sorted(((name, each.name) for name, each in presets().items()), key=lambda one: one[1].casefold())
        groups = (
            [(reads, tr(words)) for reads, (words, _) in OF_OURS.items()],
            [(by_format(each.id), each.name) for each in self._own or ()],
            named,
        )
        self.box.clear()
        for group in groups:
            if group and self.box.count():
                self.box.insertSeparator(self.box.count())
            for reads, name in group:
                self.box.addItem(name, reads)
        if self.box.findData(self._reads) < 0:
            self.box.addItem(tr("Reading it…") if self._own is None else tr(GONE), self._reads)
        self.box.setCurrentIndex(self.box.findData(self._reads))
        self._say()

    def _say(self) -> None:
        about = self._about()
        self.about.setText(about)
        self.box.setAccessibleDescription(about)
        is_ours = self._reads in OF_OURS
        self.edit.setText(tr("&Make a format…") if is_ours else tr("Edit &format…"))

    def _about(self) -> str:
        if self._reads in OF_OURS:
            return tr(OF_OURS[self._reads][1])
        if self._reads in presets():
            return presets()[self._reads].about
        own = next((each for each in self._own or () if each.id == format_id_of(self._reads)), None)
        if own is None:
            return ""
        if own.published is None:
            return tr("No version of it is published yet, so everything is read as by Automatic.")
        return tr("Your own, version {number}.", number=number(own.published))


class AnswersField(Field):
    """What a sender is told, since each has its own idea of success."""

    def __init__(self) -> None:
        super().__init__()
        self.box = ChoiceBox()
        self.box.setAccessibleName(tr("Answers"))
        for answers, words in ANSWERS.items():
            self.box.addItem(tr(words), answers)
        self.setFocusProxy(self.box)
        self.lay_out(self.box)
        self.box.activated.connect(self.edited)

    def show_rules(self, rules: Rules) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(rules.answers)))

    def part(self) -> Rules:
        return Rules(answers=self.box.currentData())

    def check(self) -> bool:
        """What is chosen in a list can be stored."""
        return True


class FetchField(Field):
    """Whether the files that its reports name are fetched; from where, is an option of the receiver."""

    def __init__(self) -> None:
        super().__init__()
        self.on = QCheckBox(tr("Fetch what its reports name, from where it is allowed"))
        self.setFocusProxy(self.on)
        self.lay_out(self.on)
        self.on.clicked.connect(self.edited)

    def show_rules(self, rules: Rules) -> None:
        self.on.setChecked(rules.fetches)

    def part(self) -> Rules:
        return Rules(fetches=self.on.isChecked())

    def check(self) -> bool:
        """Both can be stored."""
        return True
