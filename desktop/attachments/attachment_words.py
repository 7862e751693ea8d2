"""What the screens say of an attachment: its name, its size or its state, and what was wrong."""

from __future__ import annotations

from pathlib import Path

from desktop.words import measures, problem_words
from desktop.words.language import Sentence, tr
from desktop.words.message_text import can_open
from desktop.words.message_words import name_of
from models.files.file_names import file_name
from models.files.what_runs import runs
from models.messages.posted import Posted

NOT_OPENED = Sentence("Only http, https and mailto addresses are opened; a click copies this one.")
_ICONS = {"image": "file-image", "audio": "file-audio", "video": "file-video", "text": "file-lines"}
_OF_TYPES = {"application/pdf": "file-pdf", "application/zip": "file-zipper", "application/gzip": "file-zipper"}


def shown_name(posted: Posted) -> str:
    """Its name; that of a file that is here, or was, says what the file is."""
    return file_name(posted) if posted.state == "kept" or posted.is_lost else name_of(posted)


def is_program(posted: Posted) -> bool:
    """Whether it is a file that is here, and that would run something when it is opened."""
    return posted.state == "kept" and runs(file_name(posted), posted.content_type)


def icon(posted: Posted) -> tuple[str, str]:
    """The name of its icon, and the role of its colour."""
    if posted.type == "link":
        return "link", "muted"
    if posted.is_untried:
        return "cloud-arrow-down", "muted"
    if posted.state in ("refused", "failed"):
        return "triangle-exclamation", "danger" if posted.state == "failed" else "warning"
    if posted.state == "waiting":
        return "clock", "muted"
    if posted.state == "fetching":
        return "download", "muted"
    if is_program(posted):
        return "file-code", "warning"
    content_type = posted.content_type or ""
    return _OF_TYPES.get(content_type) or _ICONS.get(content_type.partition("/")[0], "file-lines"), "muted"


def detail(posted: Posted) -> str:
    """What stands beside the name, "" for nothing: the size of a file that is here, or how far it is."""
    if posted.state == "kept":
        size = measures.size(posted.size or 0)
        return tr("program, {size}", size=size) if is_program(posted) else size
    if posted.state == "fetching":
        return _progress(posted)
    if posted.is_lost:
        return tr("missing from the store")
    said = {"waiting": tr("waiting"), "refused": tr("refused"), "failed": tr("not fetched")}
    return said.get(posted.state or "", "")


def why(posted: Posted) -> str:
    """What kept the file from coming, "" where nothing did."""
    if posted.why is None or posted.state not in ("refused", "failed"):
        return ""
    return tr("{name}: {reason}", name=name_of(posted), reason=problem_words.said(posted.why))


def about(posted: Posted) -> str:
    """All of it, for a tooltip: the name, what it is, and where it leads."""
    lines = [shown_name(posted), detail(posted), "" if posted.why is None else problem_words.said(posted.why)]
    lines.append(posted.url)
    if posted.url and posted.state != "kept" and not can_open(posted.url):
        lines.append(tr(NOT_OPENED))
    return "\n".join(filter(None, lines))


def spoken(posted: Posted) -> str:
    """How it is read out."""
    name, said = shown_name(posted), detail(posted)
    if posted.type == "link":
        return tr("link {name}", name=name)
    return tr("file {name}, {detail}", name=name, detail=said) if said else tr("file {name}", name=name)


def saved_all(count: int, gone: int, folder: Path) -> str:
    """That files were saved, and how many could not be."""
    saved = tr("{count} files saved in {folder}", count, folder=folder)
    return tr("{saved}; {count} are missing from the store", gone, saved=saved) if gone else saved


def _progress(posted: Posted) -> str:
    received = measures.size(posted.received)
    if posted.expected is None:
        return tr("{received} so far", received=received)
    return tr("{received} of {expected}", received=received, expected=measures.size(posted.expected))
