"""The priorities of a case: their words in the language of the program, and the roles of their colours."""

from __future__ import annotations

from desktop.words.language import Sentence, tr

# At the places of models.cases.cases.PRIORITIES, which are what the database, exports and answers say.
_WORDS = (
    Sentence("None"),
    Sentence("Low"),
    Sentence("Normal"),
    Sentence("High"),
    Sentence("Very High"),
    Sentence("Critical"),
)

# At the same places.
ROLES = ("muted", "muted", "accent", "warning", "warning", "danger")


def priority(place: int) -> str:
    """The priority at a place, "None" at the first."""
    return tr(_WORDS[place])


def or_none(place: int) -> str:
    """The same where it stands alone: "No priority" at the first place."""
    return priority(place) if place else tr("No priority")
