"""What a channel says of all its web hooks: whether an update reopens a closed case, and how far ids are known."""

from __future__ import annotations

from dataclasses import dataclass

from models.channels import hooks
from models.database import change, execute, writing
from models.database.rows import Column, Rows
from models.news.changes import tell

SET = "UPDATE channels SET reopen_on_update = ?, ids_per_hook = ? WHERE id = ? AND removed_at IS NULL"
# Who looked a hook up before looks it up again, since the scope of its ids has changed.
REVISE = f"UPDATE hooks SET {hooks.REVISED} WHERE channel_id = ?"


@dataclass(frozen=True, slots=True)
class Rules:
    """`ids_per_hook`: each web hook knows only the ids and keys that came to itself, and not those of the others.

    What was reported before that was changed keeps its scope: the new one knows nothing of it.
    """

    reopen_on_update: bool = True
    ids_per_hook: bool = False


DEFAULT = Rules()
OF_CHANNEL = Rows(
    Rules,
    Column("reopen_on_update", "reopen_on_update", bool),
    Column("ids_per_hook", "ids_per_hook", bool),
)


def set_rules(channel_id: int, rules: Rules) -> None:
    """Hold a channel to its rules from the next report on; nothing happens where it is gone."""
    with writing():
        if not change(SET, (rules.reopen_on_update, rules.ids_per_hook, channel_id)):
            return
        execute(REVISE, (channel_id,))
        tell([channel_id])
