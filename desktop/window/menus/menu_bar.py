"""The menus: which action is found where."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QMenuBar

from desktop.cases.case_keys import CaseKeys
from desktop.cases.list.case_pane import CasePane
from desktop.deliveries.delivery_keys import DeliveryKeys
from desktop.window.actions import Actions
from desktop.words.language import tr
from models.channels.hooks import Hook


def fill(bar: QMenuBar, actions: Actions, case_keys: CaseKeys, pane: CasePane, delivery_keys: DeliveryKeys) -> None:
    """The menu bar."""
    file = bar.addMenu(tr("&File"))
    file.addActions([actions.new_channel, actions.export_cases])
    file.addSeparator()
    file.addAction(actions.try_again)
    file.addAction(actions.choose_port)
    file.addSeparator()
    file.addAction(actions.move_to_server)
    file.addSeparator()
    file.addAction(actions.quit)
    edit = bar.addMenu(tr("&Edit"))
    edit.addAction(actions.undo)
    edit.addSeparator()
    edit.addActions([actions.copy, actions.select_all])
    edit.addSeparator()
    edit.addAction(actions.search)
    edit.addSeparator()
    edit.addActions([actions.people, actions.person, actions.retention])
    view = bar.addMenu(tr("&View"))
    view.addActions([actions.show_activity, actions.show_cases, actions.show_deliveries])
    view.addSeparator()
    view.addActions([actions.previous_channel, actions.next_channel])
    view.addSeparator()
    view.addMenu(pane.head.filter_menu)
    view.addMenu(pane.head.sort_menu)
    view.addAction(case_keys.save_view)
    view.addSeparator()
    view.addActions([delivery_keys.rejected, delivery_keys.find_text])
    view.addMenu(delivery_keys.filter_menu)
    view.addSeparator()
    view.addAction(actions.refresh)
    view.addMenu(tr("&Theme")).addActions(list(actions.themes.values()))
    view.addSeparator()
    view.addActions([actions.keep_receiving, actions.notify])
    fill_channel_menu(bar.addMenu(tr("&Channel")), actions)
    case = bar.addMenu(tr("C&ase"))
    case.addActions([case_keys.next, case_keys.previous, case_keys.mark, case_keys.mark_all])
    case.addSeparator()
    case_keys.fill(case)
    bar.addMenu(delivery_keys.menu(bar))
    bar.addMenu(tr("&Help")).addActions([actions.shortcuts, actions.open_log, actions.about])


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
        purpose = hook.purpose.replace("&", "&&")
        label = purpose if hook.enabled else tr("{purpose} (disabled)", purpose=purpose)
        menu.addAction(label).triggered.connect(lambda _, hook=hook: copy(hook))
    menu.menuAction().setEnabled(bool(hooks))
