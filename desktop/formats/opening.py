"""What the editor opens with: the web hook, the format that is in force, and the draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from desktop.formats.wanted import WantedFormat
from desktop.words.language import tr
from models.channels import hooks
from models.channels.hook_rules import by_format
from models.channels.hooks import Hook
from models.formats import own_formats
from models.formats.own_formats import NAME_LENGTH, OwnFormat
from models.problems import NotThere
from receiver.formats.format import Format
from receiver.formats.format_file import parse_format
from receiver.formats.presets import presets

MOST_ALIKE = 1_000
"""Formats of one name, told apart by a number."""


@dataclass(frozen=True, slots=True)
class Opening:
    """`own` is None for a format that is begun: it is made with the first change. `in_force` is what was published
    last, None where nothing was; `format` is what is edited."""

    hook: Hook
    own: OwnFormat | None
    in_force: Format | None
    format: Format

    def reads_by_it(self) -> bool:
        """Whether the web hook reads by this format."""
        return self.own is not None and self.hook.rules.reads == by_format(self.own.id)


def read_opening(wanted: WantedFormat) -> Opening:
    """Read it, in a task. What was begun for the web hook and never published is gone on with. Raises NotThere."""
    hook = hook_of(wanted.hook_id)
    if wanted.format_id is not None:
        return _of_own(hook, own_formats.get(wanted.format_id))
    copied = presets().get(wanted.preset or "")
    names = _names(hook.purpose if copied is None else copied.name)
    begun = next((own for own in own_formats.all_formats() if own.published is None and own.name in names), None)
    if begun is not None:
        return _of_own(hook, begun)
    name = _free(names)
    return Opening(hook, None, None, replace(copied or Format(name), name=name))


def _of_own(hook: Hook, own: OwnFormat) -> Opening:
    published = in_force(own)
    draft = published if own.draft is None else parse_format(own.draft)
    return Opening(hook, own, published, replace(draft or Format(own.name), name=own.name))


def hook_of(hook_id: int) -> Hook:
    """The web hook with an id. Raises NotThere."""
    found = next((hook for hook in hooks.of_channel(None) if hook.id == hook_id), None)
    if found is None:
        raise NotThere("The web hook is not there.", "Its channel was removed, and what it held with it.")
    return found


def in_force(own: OwnFormat) -> Format | None:
    """What was published last of a format, under the name that it has now."""
    if own.published is None:
        return None
    return replace(parse_format(own_formats.version(own.id, own.published).text), name=own.name)


def free_name(wanted: str) -> str:
    """The name, or the name with the first number that makes it one that no format has."""
    return _free(_names(wanted))


def _names(wanted: str) -> list[str]:
    """What a new format may be called."""
    name = " ".join(wanted.split())[: NAME_LENGTH - 4] or tr("Format")
    return [name, *(f"{name} {number}" for number in range(2, MOST_ALIKE))]


def _free(names: Sequence[str]) -> str:
    taken = {own.name.casefold() for own in own_formats.all_formats()}
    taken |= {preset.name.casefold() for preset in presets().values()}
    return next((each for each in names if each.casefold() not in taken), names[-1])


def changes(before: Format | None, after: Format) -> int:
    """How many parts of a format are not what they were; of a new one, how many say something."""
    compared = before or Format(after.name)
    return sum(getattr(compared, part.name) != getattr(after, part.name) for part in fields(Format))
