"""Which page of the guide is about a widget."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_ABOUT = "guide"


def name_page(widget: QWidget, page: str) -> None:
    """F1 in a widget, or in what it holds, shows this page."""
    widget.setProperty(_ABOUT, page)


def page_about(widget: QWidget | None) -> str:
    """The page that a widget names, or what it is in; "" where none does."""
    while widget is not None:
        name = widget.property(_ABOUT)
        if name:
            return str(name)
        widget = widget.parentWidget()
    return ""
