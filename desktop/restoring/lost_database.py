"""A database that is gone, empty or mixed with another one: a person says how to go on, nothing is done unasked."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QDialog

from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.restoring.put_back import put_back
from desktop.restoring.restore_dialog import FILES, RestoreDialog
from desktop.words import problem_words
from desktop.words.language import tr
from models.database.files.standing import CopiedOver, Lost, Missed
from models.files.store import Store
from models.upkeep import restoring


def ask_how_to_go_on(
    ask: Ask, lost: Lost | CopiedOver, store: Store, restore: Callable[[Ask, Path], bool] | None = None
) -> str | None:
    """Ask, and do what was chosen; the address of the database to open then, None to quit. Raises Problem.

    `restore` lets a backup be chosen and puts it in the place of the database: without it restore_backup().
    """
    title, text = problem_words.title(lost), tr("Nothing was changed. What is there is kept in a folder of its own.")
    if isinstance(lost, Missed):
        text = tr("Nothing was made there. If it is on a disk or a share that is not connected, connect it.")
    choices = _choices(ask, lost, store, restore or (lambda ask, path: restore_backup(ask, path, store)))
    while (chosen := ask.choose(None, title, text, list(choices))) is not None:
        if (address := choices[chosen]()) is not None:
            return str(address)
    return None


def restore_backup(ask: Ask, path: Path, store: Store) -> bool:
    """Let a backup be chosen and put it in the place of a database that is not open; whether that was done."""
    tasks = Tasks(1, around=nullcontext)
    dialog = RestoreDialog(path, tasks=tasks, ask=ask)
    try:
        if dialog.exec() != QDialog.DialogCode.Accepted or dialog.file is None:
            return False
        return put_back(dialog.file, path, store) is not None
    finally:
        tasks.close(wait=False)
        dialog.deleteLater()
        tasks.deleteLater()


def _choices(
    ask: Ask, lost: Lost | CopiedOver, store: Store, restore: Callable[[Ask, Path], bool]
) -> dict[str, Callable[[], Path | None]]:
    """What can be done, by the words of its button, the most likely first: the file to open, None to ask again."""
    path, now = lost.path, datetime.now(UTC)
    choices: dict[str, Callable[[], Path | None]] = {}

    def use_copied() -> Path:
        restoring.restore(path, path, now, store)
        return path

    def begin_anew() -> Path:
        restoring.begin_anew(path, now, store)
        return path

    if isinstance(lost, CopiedOver):
        choices[tr("Use the file that was copied")] = use_copied
    if isinstance(lost, Missed):
        choices[tr("Look again")] = lambda: path if path.exists() else None
    choices[tr("Restore a backup…")] = lambda: path if restore(ask, path) else None
    choices[tr("Begin with an empty desk")] = begin_anew
    choices[tr("Open another file…")] = lambda: ask.open_file(None, tr("Open a database"), tr(FILES))
    return choices
