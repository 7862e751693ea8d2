"""A look at a body through a format: what is wrong with the format, and what the body would become now."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.formats.came.came_reader import Pasted
from models.problems import Problem
from receiver.formats.editing.completions import Completion, completions
from receiver.formats.format import Format, FormatFault, faults
from receiver.intake.preview import Preview, preview, preview_pasted


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked at. `body` is the id of a delivery, or a body that was pasted."""

    hook_id: int
    body: int | Pasted
    format: Format


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found. `known` is what expressions can use of the body.

    `preview` is None where the body cannot be looked at; `problem` says why then.
    """

    faults: tuple[FormatFault, ...]
    preview: Preview | None
    known: tuple[Completion, ...]
    problem: Problem | None = None


def look(asked: Asked) -> Looked:
    """Look, in a task: a body may have a megabyte, and a format is read with all its limits."""
    wrong = faults(asked.format)
    try:
        if isinstance(asked.body, Pasted):
            found = preview_pasted(asked.hook_id, asked.body.body, format_=asked.format)
        else:
            found = preview(asked.body, hook_id=asked.hook_id, format_=asked.format)
    except Problem as problem:
        return Looked(wrong, None, (), problem)
    known = () if found.arrived is None else completions(asked.format, found.arrived)
    return Looked(wrong, found, known)
