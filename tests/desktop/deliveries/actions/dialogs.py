"""The dialogs that actions on deliveries open."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop.deliveries.page import DeliveriesPage


def dialog_of(qtbot: QtBot, page: DeliveriesPage, kind: type[QDialog]) -> QDialog:
    """The dialog of a kind, once it is shown."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(kind)))
    return next(one for one in page.findChildren(kind) if one.isVisible())
