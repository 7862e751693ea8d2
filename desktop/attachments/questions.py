"""What a person is asked, or told, before something is done with an attachment."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop.dialogs.asking import Ask
from desktop.words.language import tr
from models.files.file_names import file_name
from models.messages.posted import Posted
from models.problems import Problem

NO_WAY_BACK = Problem(
    "This file is missing from the store, and no address leads to it.",
    "A backup may have it, in its folder files. Put it back into the store, and try again.",
)


def saves_program(ask: Ask, posted: Posted) -> bool:
    """Whether a program shall be saved, which is never opened."""
    title = tr("{name} can run on a computer and is not opened.", name=file_name(posted))
    text = tr(
        "A sender sent it, and whoever opens it lets it do whatever that sender wished. Save it if you know what it is."
    )
    return ask.confirm(QApplication.activeWindow(), title, text, tr("Save as…"), danger=True)


def saves_unopened(ask: Ask, name: str) -> bool:
    """Whether a file shall be saved that no program opens."""
    title = tr("No program of this computer opens {name}.", name=name)
    text = tr("It can be saved, and opened where there is one.")
    return ask.confirm(QApplication.activeWindow(), title, text, tr("Save as…"))


def fetches_lost(ask: Ask, posted: Posted) -> bool:
    """Whether a file that is missing from the store shall be fetched again; False, with a sentence, where it cannot."""
    if not posted.url:
        ask.problem(QApplication.activeWindow(), NO_WAY_BACK)
        return False
    title = tr("{name} is missing from the store.", name=file_name(posted))
    text = tr("It was kept, and something else than Hookdesk deleted it. It can be fetched again.")
    return ask.confirm(QApplication.activeWindow(), title, text, tr("Retry now"))
