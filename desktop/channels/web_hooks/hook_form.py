"""One web hook of the properties dialog: its URL, purpose and state, what can be done, and below that the details."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.channels.web_hooks.hook_buttons import HookButtons
from desktop.channels.web_hooks.hook_details import OLD_URLS, HookDetails
from desktop.channels.web_hooks.hook_drafts import HookDraft
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.formats.wanted import of_hook
from desktop.suggestions.suggested import Suggested
from desktop.widgets.copy_button import CopyButton
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.field_label import FieldLabel
from desktop.widgets.hint import Hint
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock
from desktop.words.language import Sentence, number, tr
from desktop.words.plain_tooltip import plain_tooltip
from models.channels.hooks import PURPOSE_LENGTH

NO_PURPOSE = Sentence("Say what posts here, so that its messages and deliveries can be told apart.")


class HookForm(QWidget):
    """Edits the draft it shows as the person types; only another URL is stored at once."""

    edited = Signal()
    tested = Signal()
    """A test post was answered: the database counted a delivery."""
    replaced = Signal(str, object)
    """The guid that a web hook had, and the Hook with its new URL."""
    format_wanted = Signal(object)
    """A WantedFormat that shall be edited."""
    rejected_wanted = Signal(int)
    """The id of a web hook whose rejected deliveries shall be listed."""

    def __init__(
        self,
        url_of: Callable[[str], str],
        *,
        tasks: Tasks,
        theme: ThemeHolder,
        ask: Ask,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._url_of = url_of
        self._draft = HookDraft("", "", True)
        self._suggested = dict[int, Suggested]()
        self.url = QLineEdit(readOnly=True)
        self.url.setAccessibleName(tr("URL"))
        self.copy = CopyButton(tr("Copy"), self.url.text, theme=theme, name=tr("Copy the URL"))
        self.purpose = QLineEdit(maxLength=PURPOSE_LENGTH)
        self.purpose.setPlaceholderText(tr("What posts here, for example: Nightly backup"))
        self.purpose.setAccessibleName(tr("Purpose"))
        self.purpose_hint = Hint(self.purpose)
        self.enabled = QCheckBox(tr("&Enabled"))
        self.last = ElidedLabel(role="muted")
        self.last.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.rejected = _rejected_button()
        # What stands below does not move when the button comes or goes.
        self.last.setMinimumHeight(self.rejected.sizeHint().height())
        self.buttons = HookButtons(tasks=tasks, theme=theme, ask=ask)
        self.details = HookDetails(url_of, tasks=tasks, theme=theme, ask=ask)
        self._lay_out()
        self._connect()

    def show_draft(self, draft: HookDraft) -> None:
        """Show this draft and edit it from now on."""
        self._draft = draft
        url = self._url_of(draft.guid)
        self.url.setText(url)
        self.url.setToolTip(plain_tooltip(url))
        self.url.setCursorPosition(0)
        self.purpose.setText(draft.purpose)
        self.purpose.setCursorPosition(0)
        self.purpose_hint.clear_problem()
        self.enabled.blockSignals(True)
        self.enabled.setChecked(draft.enabled)
        self.enabled.blockSignals(False)
        self.copy.say_when_copied(tr("Copied") if draft.saved else tr("Works after OK"))
        self.buttons.show_draft(draft, url)
        self.details.show_draft(draft)
        self._suggest()
        self.show_state()

    def show_suggestions(self, suggestions: Sequence[Suggested]) -> None:
        """Say which format each of these web hooks should have."""
        self._suggested = {each.hook.id: each for each in suggestions}
        self._suggest()
        self.show_state()

    def show_state(self) -> None:
        """Show again what the database knows of the draft."""
        saved = self._draft.saved
        self.rejected.setVisible(saved is not None and saved.rejected > 0)
        if saved is None or saved.last_delivery_at is None:
            self.last.show_text(tr("Never used") if saved else tr("Not saved yet"))
            return
        ago = clock.long_relative(saved.last_delivery_at, clock.now())
        line = tr(
            "Last delivery {ago}, {accepted} accepted", ago=ago, accepted=number(saved.deliveries - saved.rejected)
        )
        self.last.show_text(line, tooltip=clock.exact(saved.last_delivery_at))
        if self._draft.rejecting is None:
            self.rejected.setText(tr("{count} rejected", saved.rejected))
        else:
            self.rejected.setText(tr("Rejects most: {count} rejected", saved.rejected))

    def check(self) -> None:
        """Say at the field what keeps the draft from being saved, with the cursor in it."""
        if self.purpose.text().strip():
            self.details.check_rules()
            return
        self.purpose_hint.show_problem(tr(NO_PURPOSE))
        self.purpose.setFocus()

    def _suggest(self) -> None:
        saved = self._draft.saved
        self.details.reading.show_suggested(None if saved is None else self._suggested.get(saved.id))

    def _on_edited(self) -> None:
        self._draft.purpose = self.purpose.text()
        self._draft.enabled = self.enabled.isChecked()
        self.edited.emit()

    def _on_replaced(self, draft: HookDraft, before: str) -> None:
        if draft is self._draft:
            self.show_draft(draft)
            self.buttons.say_replaced()
            self.details.show_page(OLD_URLS)
            self.copy.setFocus()
        self.replaced.emit(before, draft.saved)

    def _on_rejected(self) -> None:
        if self._draft.saved is not None:
            self.rejected_wanted.emit(self._draft.saved.id)

    def _on_format_wanted(self, reads: str) -> None:
        if self._draft.saved is not None:
            self.format_wanted.emit(of_hook(self._draft.saved.id, reads))

    def _connect(self) -> None:
        self.purpose.textEdited.connect(self._on_edited)
        self.enabled.toggled.connect(self._on_edited)
        self.rejected.clicked.connect(self._on_rejected)
        self.buttons.tested.connect(self.tested)
        self.buttons.replaced.connect(self._on_replaced)
        self.details.format_wanted.connect(self._on_format_wanted)
        self.details.edited.connect(self.edited)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 1)
        purpose = QVBoxLayout()
        purpose.setSpacing(4)
        purpose.addWidget(self.purpose)
        purpose.addWidget(self.purpose_hint)
        rows = (
            (FieldLabel(tr("&URL"), self.url), _row(self.url, self.copy, stretch=0)),
            (FieldLabel(tr("&Purpose"), self.purpose), purpose),
            (QLabel(tr("State")), _row(self.enabled, self.last, self.rejected, stretch=1)),
            (None, _row(self.buttons, stretch=0)),
        )
        for at, (label, field) in enumerate(rows):
            if label is not None:
                top = Qt.AlignmentFlag.AlignTop if label.buddy() else Qt.AlignmentFlag.AlignVCenter
                grid.addWidget(label, at, 0, top)
            grid.addLayout(field, at, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 12)
        layout.setSpacing(12)
        layout.addLayout(grid)
        layout.addWidget(self.details, 1)


def _rejected_button() -> QPushButton:
    button = QPushButton()
    button.setAutoDefault(False)
    button.setProperty("kind", "beside")
    button.setProperty("wrong", "true")
    button.setToolTip(tr("Show the rejected deliveries of this web hook"))
    return button


def _row(*widgets: QWidget, stretch: int) -> QHBoxLayout:
    """Widgets side by side, of which the one at `stretch` takes the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, int(place == stretch))
    return row
