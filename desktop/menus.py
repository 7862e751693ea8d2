"""The menus: which action is found where."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QMenuBar

from desktop.actions import Actions
from models.hooks import Hook


def fill(bar: QMenuBar, actions: Actions) -> None:
    """The menu bar."""
    file = bar.addMenu("&File")
    file.addAction(actions.new_channel)
    file.addSeparator()
    file.addAction(actions.try_again)
    file.addAction(actions.choose_port)
    file.addSeparator()
    file.addAction(actions.quit)
    edit = bar.addMenu("&Edit")
    edit.addActions([actions.copy, actions.select_all])
    view = bar.addMenu("&View")
    view.addActions([actions.show_activity, actions.show_cases])
    view.addSeparator()
    view.addActions([actions.previous_channel, actions.next_channel])
    view.addSeparator()
    view.addAction(actions.refresh)
    view.addMenu("&Theme").addActions(list(actions.themes.values()))
    fill_channel_menu(bar.addMenu("&Channel"), actions)
    bar.addMenu("C&ase").addActions(actions.of_case())
    bar.addMenu("&Help").addActions([actions.open_log, actions.about])


def fill_channel_menu(menu: QMenu, actions: Actions) -> None:
    """What can be done with the channel that is shown."""
    menu.addActions([actions.edit, actions.new_hook])
    menu.addMenu(actions.copy_url)
    menu.addSeparator()
    menu.addActions([actions.mark_read, actions.rename])
    menu.addSeparator()
    menu.addAction(actions.delete)


def fill_copy_menu(menu: QMenu, hooks: Sequence[Hook], copy: Callable[[Hook], None]) -> None:
    """A web hook a line, by its purpose."""
    menu.clear()
    for hook in hooks:
        # An & in a purpose is an &, not the mark of a shortcut.
        label = hook.purpose.replace("&", "&&") + ("" if hook.enabled else " (disabled)")
        menu.addAction(label).triggered.connect(lambda _, hook=hook: copy(hook))
    menu.menuAction().setEnabled(bool(hooks))
