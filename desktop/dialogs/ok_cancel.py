"""The two buttons at the foot of a dialog: one step that comes next, and the way back."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox

_OK, _CANCEL = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel


def ok_cancel() -> QDialogButtonBox:
    """OK is filled; Cancel stays outlined also where the keyboard is on it and Enter would press it."""
    box = QDialogButtonBox(_OK | _CANCEL)
    box.button(_OK).setProperty("kind", "primary")
    box.button(_CANCEL).setProperty("kind", "plain")
    return box
