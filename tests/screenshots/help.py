"""The screens for a person who is stuck: why nothing arrives, the guide, and a backup that is put back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.desk import Desk
from desktop.dialogs.asking import Ask
from desktop.help.why_nothing import WhyNothing
from desktop.restoring.restore_dialog import RestoreDialog
from desktop.widgets.theme import ThemeChoice
from models.channels import hooks
from models.database import backups
from tests.samples.sample_desk import NOW

Wait = Callable[[Callable[[], bool]], None]
Save = Callable[[QWidget, Path], None]


def draw(desk: Desk, wait: Wait, save: Save, folder: Path, theme: ThemeChoice) -> None:
    """Needs the desk of tests/samples/sample_desk.py."""
    _why_nothing(desk, wait, lambda dialog: save(dialog, folder / f"why-nothing-{theme}.png"))
    desk.actions["guide"].trigger()
    guide = desk.guide.window
    assert guide is not None
    guide.show_page("cases")
    guide.resize(920, 640)
    save(guide, folder / f"guide-{theme}.png")
    guide.close()
    _restore(desk, wait, lambda dialog: save(dialog, folder / f"restore-{theme}.png"))


def _why_nothing(desk: Desk, wait: Wait, save: Callable[[QWidget], None]) -> None:
    """One web hook is disabled, and so the next step is said."""
    hook = hooks.of_channel(None)[0]
    hooks.set_enabled(hook.guid, False)
    desk.actions["why_nothing"].trigger()
    why = desk.window.findChildren(WhyNothing)[-1]
    wait(lambda: why.hook.count() > 0)
    why.hook.setCurrentIndex(next(at for at in range(why.hook.count()) if hook.purpose in why.hook.itemText(at)))
    wait(lambda: all(row.check is not None for row in why.checks.rows) and desk.tasks.idle())
    why.resize(820, 680)
    save(why)
    why.reject()
    hooks.set_enabled(hook.guid, True)


def _restore(desk: Desk, wait: Wait, save: Callable[[QWidget], None]) -> None:
    backup = backups.run(NOW)
    dialog = RestoreDialog(
        Path(desk.receiver.config.database), tasks=desk.tasks, ask=Ask(), first=backup.path, parent=desk.window
    )
    dialog.show()
    wait(lambda: dialog.restore.isEnabled() and desk.tasks.idle())
    save(dialog)
    dialog.reject()
