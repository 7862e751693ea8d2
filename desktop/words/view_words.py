"""The name of a view: one that a person gave it, or that of a view that comes with the program."""

from __future__ import annotations

from desktop.words.language import Sentence, tr
from models.cases.views import View

READY_MADE = {
    "Mine": Sentence("Mine"),
    "Nobody's": Sentence("Nobody's"),
    "High and above": Sentence("High and above"),
    "Overdue": Sentence("Overdue"),
}


def view_name(view: View) -> str:
    """What the side bar and the header call it."""
    return tr(READY_MADE[view.name]) if view.id is None and view.name in READY_MADE else view.name
