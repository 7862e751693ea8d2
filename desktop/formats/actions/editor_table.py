"""What can be done with the format that is edited: a row each, and the menu they stand in."""

from __future__ import annotations

from desktop.formats.actions.editor_actions import EditorActions
from desktop.menus.action import Action
from desktop.menus.menu import Entry
from desktop.words.language import Sentence


def _is_published(on: EditorActions) -> bool:
    own = on.own()
    return own is not None and own.published is not None


def _has_draft(on: EditorActions) -> bool:
    own = on.own()
    return own is not None and own.published is not None and own.draft is not None


def _is_stored(on: EditorActions) -> bool:
    return on.own() is not None


# fmt: off
ON_FORMAT: tuple[Action[EditorActions], ...] = (
    Action("format_versions", Sentence("&Versions…"), "", "clock-rotate-left",
           lambda on: on.show_versions(), _is_published),
    Action("rename_format", Sentence("&Rename…"), "F2", "pen",
           lambda on: on.rename()),
    Action("discard_draft", Sentence("&Discard the draft…"), "", "rotate-left",
           lambda on: on.discard(), _has_draft),
    Action("copy_preset", Sentence("&Begin with a copy of a preset…"), "", "copy",
           lambda on: on.copy_preset()),
    Action("export_format", Sentence("&Export to a file…"), "", "upload",
           lambda on: on.export_file()),
    Action("import_format", Sentence("&Import from a file…"), "", "download",
           lambda on: on.import_file()),
    Action("remove_format", Sentence("Re&move the format…"), "", "trash",
           lambda on: on.remove(), _is_stored),
)
# fmt: on

FORMAT_MENU: tuple[Entry, ...] = (
    *("format_versions", "rename_format", "discard_draft", None),
    *("copy_preset", "import_format", "export_format", None),
    "remove_format",
)
"""Behind the "…" of the editor."""
