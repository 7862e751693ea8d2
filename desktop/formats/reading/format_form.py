"""The form of a format: a field a part, the less common ones behind More."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.formats.edited_format import EditedFormat
from desktop.formats.reading.completion import Offered, offered
from desktop.formats.reading.link_rows import LinkRows
from desktop.formats.reading.name_rows import NameRows
from desktop.formats.reading.part_field import PartField
from desktop.formats.reading.parts import PARTS, Part
from desktop.formats.reading.priority_table import PriorityTable
from desktop.formats.reading.recognise_fields import RecogniseFields
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr
from receiver.formats.editing.completions import Completion
from receiver.formats.format import ANSWERS, FormatFault, Recognise
from receiver.formats.templates import TemplateFault

ANSWER_WORDS = {
    "ours": Sentence("Hookdesk's own"),
    "always 200": Sentence("Always 200"),
    "ok": Sentence("ok, as Slack says it"),
    "pagerduty": Sentence("As PagerDuty answers"),
    "opsgenie": Sentence("As Opsgenie answers"),
}


class FormatForm(QScrollArea):
    """Shows the format that is edited and writes what is typed into it."""

    def __init__(self, edited: EditedFormat, known: Callable[[], Sequence[Completion]], *, theme: ThemeHolder) -> None:
        """`known` gives what expressions can use of the body that is shown."""
        super().__init__(widgetResizable=True)
        self._edited, self._known = edited, known
        self.parts = {part.name: self._part(part, theme) for part in PARTS}
        self.priorities = PriorityTable(theme=theme)
        self.links = LinkRows(partial(self._complete, is_template=False), theme=theme)
        self.answer = QComboBox()
        self.more = QPushButton(tr("&More"))
        self.about = QLineEdit()
        self.names = NameRows(partial(self._complete, is_template=False), theme=theme)
        self.recognise = RecogniseFields(partial(self._complete, is_template=False), theme=theme)
        self._theme = theme
        self._lay_out()
        self._connect()
        self._show()

    def show_faults(self, faults: Sequence[FormatFault]) -> None:
        """Mark everything that is wrong at its place."""
        by_part: dict[str, list[TemplateFault]] = {}
        for fault in faults:
            by_part.setdefault(fault.part, []).append(fault.said)
        for name, field in self.parts.items():
            field.show_faults(by_part.get(name, []))
        self.recognise.show_faults(by_part.get("recognise.when", []))
        self.links.show_faults([by_part.get(f"links.{at}.url", []) for at in range(len(self.links.rows))])
        self.names.show_faults({part.removeprefix("names."): said for part, said in by_part.items()})
        if any(part.startswith(("recognise.", "names.")) for part in by_part):
            self.show_more(True)

    def show_seen(self, words: Sequence[str]) -> None:
        """Offer words of priorities that senders used."""
        self.priorities.show_seen(words)

    def show_more(self, there: bool) -> None:
        """Show or hide what is seldom needed."""
        self.more.setChecked(there)
        self._more.setVisible(there)
        self.more.setIcon(self._theme.icon("chevron-down" if there else "chevron-right"))

    def go_to(self, part: str) -> None:
        """Put the keyboard into the field of a part."""
        fields: dict[str, QWidget] = {**self.parts, "priorities": self.priorities}
        field = fields.get(part)
        if field is not None:
            field.setFocus()
            self.ensureWidgetVisible(field)

    def go_to_fault(self) -> bool:
        """Put the keyboard into the first field that something is wrong with; whether there is one."""
        wrong = next((name for name, field in self.parts.items() if field.field.faults()), None)
        if wrong is not None:
            self.go_to(wrong)
        return wrong is not None

    def _part(self, part: Part, theme: ThemeHolder) -> PartField:
        field = PartField(
            tr(part.label).replace("&", ""),
            tr(part.hint),
            partial(self._complete, is_template=part.is_template),
            is_template=part.is_template,
            theme=theme,
        )
        field.field.setToolTip(tr(part.what))
        return field

    def _complete(self, text: str, at: int, *, is_template: bool) -> Offered | None:
        return offered(text, at, self._known(), is_template=is_template)

    def _connect(self) -> None:
        edited = self._edited
        for name, part in self.parts.items():
            part.field.edited.connect(partial(self._on_part, name, part))
        self.priorities.edited.connect(lambda words: edited.change(priorities=words))
        self.links.edited.connect(lambda links: edited.change(links=links))
        self.names.edited.connect(lambda names: edited.change(names=names))
        self.recognise.edited.connect(lambda wanted: edited.change(recognise=wanted))
        self.about.textEdited.connect(lambda text: edited.change(about=text))
        self.answer.activated.connect(lambda _: edited.change(answer=self.answer.currentData()))
        self.more.toggled.connect(self.show_more)
        edited.changed.connect(self._show)

    def _on_part(self, name: str, part: PartField) -> None:
        part.show_faults([])  # they were those of another text
        self._edited.change(**{name: part.field.text()})

    def _show(self) -> None:
        """Show what is not shown yet: the field that is typed in has it already."""
        format_ = self._edited.get()
        for name, part in self.parts.items():
            part.field.show_text(getattr(format_, name))
        self.priorities.show_words(format_.priorities)
        self.priorities.setVisible(bool(format_.priority.strip() or format_.priorities))
        self.links.show_links(format_.links)
        self.names.show_names(format_.names)
        self.recognise.show_recognise(format_.recognise)
        if self.about.text() != format_.about:
            self.about.setText(format_.about)
        self.answer.setCurrentIndex(self.answer.findData(format_.answer))

    def _lay_out(self) -> None:
        for answer in ANSWERS:
            self.answer.addItem(tr(ANSWER_WORDS[answer]), answer)
        self.more.setCheckable(True)
        self.more.setProperty("kind", "flat")
        self.more.setAutoDefault(False)
        self.about.setPlaceholderText(tr("one sentence about it"))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        for part in PARTS:
            _add_row(self._grid, tr(part.label), self.parts[part.name])
        _add_row(self._grid, "", self.priorities)
        _add_row(self._grid, tr("Links"), self.links)
        _add_row(self._grid, tr("A&nswer"), self.answer)
        self._more = QWidget()
        rare = QGridLayout(self._more)
        rare.setContentsMargins(0, 0, 0, 0)
        rare.setHorizontalSpacing(12)
        rare.setVerticalSpacing(8)
        rare.setColumnStretch(1, 1)
        _add_row(rare, tr("Abo&ut"), self.about)
        _add_row(rare, tr("Names"), self.names)
        _add_row(rare, tr("Recognise"), self.recognise)
        inside = QWidget()
        inside.setProperty("ground", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 4, 16, 16)
        column.setSpacing(8)
        column.addLayout(self._grid)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._more)
        column.addStretch()
        self.setWidget(inside)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_more(self._edited.get().recognise != Recognise() or bool(self._edited.get().names))


def _add_row(grid: QGridLayout, words: str, field: QWidget) -> None:
    row = grid.rowCount()
    label = QLabel(words)
    label.setProperty("role", "muted")
    label.setContentsMargins(0, 8, 0, 0)  # as far down as the first line in the field
    label.setBuddy(
        field.field if isinstance(field, PartField) else field
    )  # its letter leads to what takes the keyboard itself
    grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(field, row, 1)
