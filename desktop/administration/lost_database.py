"""A database that is gone, empty or mixed with another one: a person says how to go on, nothing is done unasked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from desktop.dialogs.asking import Ask
from desktop.words import clock, problem_words
from desktop.words.language import Sentence, tr
from models.database import backup_files
from models.database.files.standing import CopiedOver, Lost
from models.upkeep import restoring

ANOTHER = Sentence("Open another file…")
FILES = Sentence("Databases (*.db);;All files (*)")


def ask_how_to_go_on(ask: Ask, lost: Lost | CopiedOver) -> str | None:
    """Ask, and do what was chosen; the address of the database to open then, None to quit. Raises Problem."""
    choices = _choices(lost)
    title, text = problem_words.title(lost), tr("Nothing was changed. What is there is kept in a folder of its own.")
    chosen = ask.choose(None, title, text, [*choices, tr(ANOTHER)])
    if chosen is None:
        return None
    if chosen in choices:
        choices[chosen]()
        return str(lost.path)
    file = ask.open_file(None, tr("Open a database"), tr(FILES))
    return None if file is None else str(file)


def _choices(lost: Lost | CopiedOver) -> dict[str, Callable[[], object]]:
    """What can be done, by the words of its button, the most likely first."""
    path, now = lost.path, datetime.now(UTC)
    choices: dict[str, Callable[[], object]] = {}
    if isinstance(lost, CopiedOver):
        choices[tr("Use the file that was copied")] = lambda: restoring.restore(path, path, now)
    if backups := backup_files.of(path):
        backup, made = backups[0], clock.time_of_day(backups[0].made_at, now)
        choices[tr("Restore the backup of {made}", made=made)] = lambda: restoring.restore(backup.path, path, now)
    choices[tr("Begin with an empty desk")] = lambda: restoring.begin_anew(path, now)
    return choices
