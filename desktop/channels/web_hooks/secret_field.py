"""How a sender shows who it is: the choice of a secret, its value masked, Show, Copy and New."""

from __future__ import annotations

import secrets
from base64 import b64encode
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.channels.web_hooks.rule_field import ChoiceBox, Field
from desktop.widgets.copy_button import CopyButton
from desktop.widgets.hint import Hint
from desktop.widgets.theme import ThemeHolder
from desktop.words import problem_words
from desktop.words.language import Sentence, tr
from models.channels import hook_rules
from models.channels.hook_rules import SECRET_LENGTH, Rules, Secret, SecretKind
from models.problems import Problem

FIRST_HEADER = "X-Hook-Secret"
RANDOM_BYTES = 32

CHOICES: tuple[tuple[SecretKind | None, Sentence, Sentence], ...] = (
    (None, Sentence("None"), Sentence("Whoever knows the URL may post.")),
    ("header", Sentence("A header with a secret value"), Sentence("A post without this header and value is refused.")),
    (
        "github",
        Sentence("A signature as GitHub signs"),
        Sentence("Enter it as the secret of the web hook there. X-Hub-Signature-256 must sign the body with it."),
    ),
    (
        "standard",
        Sentence("A signature of Standard Webhooks"),
        Sentence(
            "Enter it as the signing secret at the sender. The webhook-signature header must sign the body with it."
        ),
    ),
)


def new_secret(kind: SecretKind) -> str:
    """A random value, as the kind writes it: that of Standard Webhooks is whsec_ and base64."""
    if kind == "standard":
        return "whsec_" + b64encode(secrets.token_bytes(RANDOM_BYTES)).decode()
    return secrets.token_urlsafe(RANDOM_BYTES)


class SecretField(Field):
    """Each kind keeps its own value while the dialog is open."""

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: dict[SecretKind, str] = {}
        self.kind = ChoiceBox()
        self.kind.setAccessibleName(tr("Secret"))
        self.kind.addItems([tr(label) for _, label, _ in CHOICES])
        self.header = QLineEdit(FIRST_HEADER)
        self.header.setAccessibleName(tr("Name of the header"))
        self.value = QLineEdit(maxLength=SECRET_LENGTH)
        self.value.setAccessibleName(tr("Value of the secret"))
        self.value.setEchoMode(QLineEdit.EchoMode.Password)
        self.hints = {field: Hint(field) for field in (self.header, self.value)}
        self.show_value = QPushButton(tr("Show"))
        self.show_value.setCheckable(True)
        self.show_value.setAccessibleName(tr("Show the secret"))
        self.copy = CopyButton(tr("Copy"), self.value.text, theme=theme, name=tr("Copy the secret"))
        self.renew = QPushButton(tr("New"))
        self.renew.setToolTip(tr("Make a new random secret"))
        self.renew.setAccessibleName(tr("Make a new secret"))
        for button in (self.show_value, self.renew):
            button.setAutoDefault(False)
        self._meaning = QLabel(wordWrap=True)
        self._meaning.setTextFormat(Qt.TextFormat.PlainText)
        self._meaning.setProperty("role", "muted")
        self._lay_out()
        self._connect()
        self._follow()

    def show_rules(self, rules: Rules) -> None:
        """Show the secret of these, masked."""
        secret = rules.secret
        self._values = {} if secret is None else {secret.kind: secret.value}
        kinds = [kind for kind, _, _ in CHOICES]
        self.kind.setCurrentIndex(kinds.index(None if secret is None else secret.kind))
        self.header.setText(secret.header if secret is not None and secret.header else FIRST_HEADER)
        self.show_value.setChecked(False)
        self._follow()

    def part(self) -> Rules:
        """Rules that hold nothing but the secret that is shown."""
        kind = self._kind()
        if kind is None:
            return Rules()
        header = self.header.text().strip() if kind == "header" else ""
        return Rules(secret=Secret(kind, self.value.text().strip(), header))

    def check(self) -> bool:
        secret = self.part().secret
        if secret is not None and secret.kind == "header" and not self._check(self.header, replace(secret, value="x")):
            return False
        return secret is None or self._check(self.value, secret)

    def _check(self, field: QLineEdit, secret: Secret) -> bool:
        """Whether the secret can be stored; otherwise that is said, with the cursor in this field."""
        try:
            hook_rules.check(Rules(secret=secret))
        except Problem as problem:
            self.hints[field].show_problem(problem_words.whole(problem))
            field.setFocus()
            return False
        return True

    def _kind(self) -> SecretKind | None:
        return CHOICES[self.kind.currentIndex()][0]

    def _on_chosen(self) -> None:
        kind = self._kind()
        if kind is not None and kind not in self._values:
            self._values[kind] = new_secret(kind)
        self._follow()
        self.edited.emit()

    def _on_typed(self) -> None:
        kind = self._kind()
        if kind is not None:
            self._values[kind] = self.value.text()
        self.edited.emit()

    def _on_renewed(self) -> None:
        kind = self._kind()
        if kind is not None:
            self.value.setText(new_secret(kind))
            self.hints[self.value].clear_problem()
            self._on_typed()

    def _follow(self) -> None:
        kind = self._kind()
        self.value.setText("" if kind is None else self._values[kind])
        self.value.setCursorPosition(0)
        for widget in (self.value, self.show_value, self.copy, self.renew):
            widget.setVisible(kind is not None)
        self.header.setVisible(kind == "header")
        self._meaning.setText(tr(CHOICES[self.kind.currentIndex()][2]))
        self.kind.setAccessibleDescription(self._meaning.text())
        for hint in self.hints.values():
            hint.clear_problem()

    def _on_shown(self, shown: bool) -> None:
        self.show_value.setText(tr("Hide") if shown else tr("Show"))
        self.value.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _connect(self) -> None:
        self.kind.activated.connect(self._on_chosen)
        self.value.textEdited.connect(self._on_typed)
        self.header.textEdited.connect(self._on_typed)
        self.show_value.toggled.connect(self._on_shown)
        self.renew.clicked.connect(self._on_renewed)

    def _lay_out(self) -> None:
        kind, value = QHBoxLayout(), QHBoxLayout()
        kind.addWidget(self.kind)
        kind.addWidget(self.header, 1)
        kind.addStretch()
        value.addWidget(self.value, 1)
        for button in (self.show_value, self.copy, self.renew):
            value.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for layout in (kind, value, column):
            layout.setSpacing(8)
        column.addLayout(kind)
        column.addLayout(value)
        for hint in self.hints.values():
            column.addWidget(hint)
        column.addWidget(self._meaning)
