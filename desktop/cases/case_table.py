"""What can be done with cases: a row each, and which of the menus of cases it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.attachments.attachment_use import AttachmentUse
from desktop.cases.actions.action_runner import Seen
from desktop.cases.actions.case_actions import CaseActions
from desktop.cases.paper.case_paper import CasePaper
from desktop.menus.action import Action
from desktop.menus.menu import Entry
from desktop.words.language import Sentence


@dataclass(frozen=True, slots=True)
class Chosen:
    """Cases as they were seen, never none; what acts on them, and the widget beside which that asks."""

    cases: Seen
    actions: CaseActions
    paper: CasePaper
    files: AttachmentUse
    anchor: QWidget


def _any_open(on: Chosen) -> bool:
    return any(case.state == "open" for case in on.cases)


def _any_closed(on: Chosen) -> bool:
    return any(case.state == "closed" for case in on.cases)


# fmt: off
ON_CASES: tuple[Action[Chosen], ...] = (
    Action("close", Sentence("Clos&e"), "E", "circle-check",
           lambda on: on.actions.close(on.cases), _any_open),
    Action("close_with_comment", Sentence("Close &with a comment…"), "Shift+E", "",
           lambda on: on.actions.close_with_comment(on.cases, on.anchor), _any_open),
    Action("reopen", Sentence("&Reopen"), "R", "rotate-left",
           lambda on: on.actions.reopen(on.cases), _any_closed),
    Action("assign", Sentence("&Assign…"), "A", "user",
           lambda on: on.actions.assign(on.cases, on.anchor)),
    Action("priority", Sentence("&Priority…"), "P", "flag",
           lambda on: on.actions.priority(on.cases, on.anchor)),
    Action("deadline", Sentence("&Deadline…"), "D", "calendar-day",
           lambda on: on.actions.deadline(on.cases, on.anchor)),
    Action("move", Sentence("&Move to a channel…"), "M", "arrow-right",
           lambda on: on.actions.move(on.cases, on.anchor)),
    Action("merge", Sentence("Mer&ge…"), "G", "code-merge",
           lambda on: on.actions.merge(on.cases, on.anchor)),
    Action("link", Sentence("&Link…"), "L", "link",
           lambda on: on.actions.link(on.cases, on.anchor)),
    Action("delete_case", Sentence("Dele&te…"), "Del", "trash-can",
           lambda on: on.actions.delete(on.cases)),
)
"""On those that are marked, or on the one on the screen."""

ON_CASE: tuple[Action[Chosen], ...] = (
    Action("copy_number", Sentence("Copy n&umber"), "", "hashtag",
           lambda on: on.paper.copy_number(on.cases[0])),
    Action("copy_text", Sentence("Cop&y as text"), "Ctrl+Shift+C", "copy",
           lambda on: on.paper.copy_as_text(on.cases[0])),
    Action("print", Sentence("Pr&int…"), "Ctrl+P", "print",
           lambda on: on.paper.print_case(on.cases[0])),
    Action("save_pdf", Sentence("Save as PD&F…"), "", "file-pdf",
           lambda on: on.paper.save_as_pdf(on.cases[0])),
    Action("save_files", Sentence("Save files in a f&older…"), "", "download",
           lambda on: on.files.save_all(on.cases[0].id)),
)
"""On the one on the screen."""
# fmt: on

ROWS = {row.name: row for row in (*ON_CASES, *ON_CASE)}

ENDS_MARKING = frozenset({"close", "close_with_comment", "reopen", "move", "merge", "delete_case"})
"""What these were done to is not what the next action is for."""

_PAPER = ("copy_number", "copy_text", "print", "save_pdf", "save_files")
CASE_MENU: tuple[Entry, ...] = (
    *("close", "close_with_comment", "reopen", None),
    *("assign", "priority", "deadline", "comment", None),
    *("move", "merge", "link", None),
    *(*_PAPER, None, "delete_case"),
)
"""The Case menu of the window, and the context menu of the list."""
MORE_OF_CASE: tuple[Entry, ...] = (
    *("close_with_comment", "assign", "priority", "deadline", None),
    *("link", "merge", "move", None),
    *(*_PAPER, None, "delete_case"),
)
"""Behind the "…" of the open case."""
BAR_BUTTONS = ("close", "assign", "priority")
MORE_OF_BAR: tuple[Entry, ...] = ("close_with_comment", "reopen", "deadline", "move", "merge", "link", "delete_case")
"""The bar below the list while cases are marked: its buttons, and what is behind More."""
