"""The table of docs/settings.md, made of the options as they are declared: none can be forgotten there."""

from __future__ import annotations

from development.environment import ROOT
from models.settings.option import Option
from models.settings.options import OPTIONS

DOCUMENT = ROOT / "docs" / "settings.md"
HEAD = "| name in config.json | flag | environment | default | meaning |\n|---|---|---|---|---|\n"


def in_step(text: str) -> str:
    """The document with the rows that the options make, in the place of those it has."""
    before, head, after = text.partition(HEAD)
    if not head:
        raise ValueError(f"{DOCUMENT.name} has no table of options.")
    _, _, rest = after.partition("\n\n")
    return before + head + "\n".join(map(_row, OPTIONS)) + "\n\n" + rest


def _row(option: Option) -> str:
    cells = (f"`{option.name}`", f"`--{option.name.replace('_', '-')}`", f"`{option.env}`", _usual(option), option.help)
    return f"| {' | '.join(cells)} |"


def _usual(option: Option) -> str:
    default = option.default()
    return option.usual or ("none" if default in (None, ()) else f"`{default}`")


if __name__ == "__main__":
    DOCUMENT.write_text(in_step(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
