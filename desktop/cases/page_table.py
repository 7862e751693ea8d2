"""What can be done on the Cases page while it is in front: a row each."""

from __future__ import annotations

from desktop.cases.page import CasesPage
from desktop.menus.action import Action
from desktop.menus.menu import Entry
from desktop.words.language import Sentence

# fmt: off
ON_PAGE: tuple[Action[CasesPage], ...] = (
    Action("next_case", Sentence("&Next case"), "J", "",
           lambda on: on.pane.list.step(1)),
    Action("previous_case", Sentence("Pre&vious case"), "K", "",
           lambda on: on.pane.list.step(-1)),
    Action("mark", Sentence("&Select"), "X", "",
           lambda on: on.pane.list.toggle_mark()),
    Action("mark_all", Sentence("Select all t&hat are listed"), "Shift+X", "",
           lambda on: on.pane.list.mark_all()),
    Action("filter_cases", Sentence("&Filter cases"), "F", "filter",
           lambda on: on.pane.open_filter_menu()),
    Action("order_cases", Sentence("&Order of the cases")),
    Action("save_view", Sentence("&Save view…"), "Shift+V", "",
           lambda on: on.pane.save_wanted.emit()),
    Action("comment", Sentence("&Comment"), "C", "comment",
           lambda on: on.view.comment.field.setFocus(), lambda on: on.shown.case is not None),
)
# fmt: on

MOVING: tuple[Entry, ...] = ("next_case", "previous_case", "mark", "mark_all", None)
"""Above the rest of the Case menu of the window."""
