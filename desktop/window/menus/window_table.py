"""What can be done in the window, whatever is in front: a row each."""

from __future__ import annotations

from desktop.data.shown import ACTIVITY, CASES, DELIVERIES
from desktop.menus.action import Action
from desktop.widgets.theme import ZOOMS, ThemeChoice
from desktop.window.menus.commands import Commands
from desktop.words.language import Sentence


def _page(name: str, words: Sentence, keys: str, page: int) -> Action[Commands]:
    return Action(name, words, keys, does=lambda on: on.show_page(page))


def _theme(name: str, words: Sentence, choice: ThemeChoice) -> Action[Commands]:
    return Action(
        name,
        words,
        does=lambda on: on.choose_theme(choice),
        is_on=lambda on: on.theme.choice == choice,
        one_of="theme",
    )


# fmt: off
ON_WINDOW: tuple[Action[Commands], ...] = (
    Action("export_cases", Sentence("&Export cases…"), "Ctrl+Shift+E", "file-export",
           lambda on: on.export_cases()),
    Action("export_messages", Sentence("Export me&ssages…"), "", "file-export",
           lambda on: on.export_messages(), lambda on: on.shown.channel_in_front is not None),
    Action("export_deliveries", Sentence("Export &deliveries…"), "", "file-export",
           lambda on: on.export_deliveries(), lambda on: on.shown.channel_in_front is not None),
    Action("try_again", Sentence("&Try to receive again"), "", "arrows-rotate",
           lambda on: on.receiver.start(), lambda on: on.receiver.state in ("problem", "stopped")),
    Action("choose_port", Sentence("Receive on another &port…"), "", "plug",
           lambda on: on.choose_port(), lambda on: on.receiver.state != "starting"),
    Action("move_to_server", Sentence("&Move to PostgreSQL…"), "", "database",
           lambda on: on.moving.open(), lambda on: on.moving.is_possible),
    Action("undo", Sentence("&Undo"), "Ctrl+Z", "rotate-left",
           lambda on: on.cases.undo_last(), lambda on: on.cases.can_undo()),
    Action("copy", Sentence("&Copy"), "Ctrl+C", "copy",
           lambda on: on.focus.copy(), lambda on: on.focus.can_copy()),
    Action("select_all", Sentence("Select &all"), "Ctrl+A", "",
           lambda on: on.focus.select_all(), lambda on: on.focus.can_select_all()),
    Action("search", Sentence("&Search"), "Ctrl+K; /", "magnifying-glass",
           lambda on: on.window.search.begin()),
    Action("person", Sentence("Perso&n at this desk…"), "", "id-badge",
           lambda on: on.person.choose(on.window)),
    Action("settings", Sentence("S&ettings…"), "Ctrl+,", "gear",
           lambda on: on.settings.open(on.choose_theme)),
    _page("show_activity", Sentence("&Activity"), "Ctrl+1", ACTIVITY),
    _page("show_cases", Sentence("&Cases"), "Ctrl+2", CASES),
    _page("show_deliveries", Sentence("&Deliveries"), "Ctrl+3", DELIVERIES),
    Action("next_channel", Sentence("&Next channel or view"), "Alt+Down", "",
           lambda on: on.window.side_bar.step(1)),
    Action("previous_channel", Sentence("&Previous channel or view"), "Alt+Up", "",
           lambda on: on.window.side_bar.step(-1)),
    Action("go_to_channel", Sentence("&Go to channel…"), "Ctrl+J", "",
           lambda on: on.go_to_channel(), lambda on: bool(on.shown.channels)),
    Action("refresh", Sentence("&Refresh"), "F5", "",
           lambda on: on.refresh()),
    _theme("theme_system", Sentence("&System"), "system"),
    _theme("theme_light", Sentence("&Light"), "light"),
    _theme("theme_dark", Sentence("&Dark"), "dark"),
    Action("compact", Sentence("Compact &lists"), "", "",
           lambda on: on.theme.set_compact(not on.theme.compact), is_on=lambda on: on.theme.compact),
    Action("larger_texts", Sentence("&Larger"), "Ctrl++; Ctrl+=", "",
           lambda on: on.theme.zoom_by(1), lambda on: on.theme.zoom < ZOOMS[-1]),
    Action("smaller_texts", Sentence("&Smaller"), "Ctrl+-", "",
           lambda on: on.theme.zoom_by(-1), lambda on: on.theme.zoom > ZOOMS[0]),
    Action("usual_texts", Sentence("&Usual size"), "Ctrl+0", "",
           lambda on: on.theme.set_zoom(100), lambda on: on.theme.zoom != 100),
    Action("guide", Sentence("&Guide"), "F1", "book-open",
           lambda on: on.dialogs.guide.show()),
    Action("why_nothing", Sentence("&Why does nothing arrive?"), "", "circle-question",
           lambda on: on.why_nothing()),
    Action("shortcuts", Sentence("&Keyboard shortcuts"), "?", "keyboard",
           lambda on: on.shortcuts_wanted.emit()),
    Action("open_data", Sentence("Open the &data folder"), "", "folder-open",
           lambda on: on.dialogs.open_data_folder()),
    Action("copy_diagnostics", Sentence("&Copy diagnostics"), "", "stethoscope",
           lambda on: on.copy_diagnostics()),
    Action("open_log", Sentence("&Open the log"), "", "file-lines",
           lambda on: on.dialogs.open_log(), lambda on: on.dialogs.has_log),
    Action("about", Sentence("&About Hookdesk"), "", "circle-info",
           lambda on: on.dialogs.show_about()),
)
# fmt: on
