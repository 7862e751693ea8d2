"""What goes with a bundle on paper: the licences of all its parts, for Help > About, and its bill of materials.

`python -m development.building.papers FOLDER`, by the Python that the bundle was made by.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from development.building.bill import NAME, bill
from development.building.inventory import Inventory
from development.building.modules import modules_in
from development.building.part import Part, with_parts

LICENCES = Path("_internal", "resources", "licences")


def write(bundle: Path) -> None:
    """Write them into the bundle. Ends in words where a part has no licence text."""
    parts = Inventory(bundle, modules_in(bundle)).parts()
    if bare := without_text(parts):
        raise SystemExit(f"No licence text, which belongs into packaging/licences: {', '.join(bare)}")
    _write_licences(parts, bundle / LICENCES)
    (bundle / NAME).write_text(json.dumps(bill(parts, bundle), indent=1) + "\n", encoding="utf-8")


def without_text(parts: list[Part]) -> list[str]:
    """The parts that say nothing of what may be done with them."""
    return [part.title for part in with_parts(parts) if not "".join(part.texts.values()).strip()]


def _write_licences(parts: list[Part], folder: Path) -> None:
    """Each text once, and index.json: which part has which."""
    folder.mkdir(parents=True, exist_ok=True)
    names: dict[str, str] = {}
    index = []
    for part in with_parts(parts):
        for name, text in part.texts.items():
            if text not in names:
                names[text] = name if name not in names.values() else f"{part.name}-{name}"
                (folder / names[text]).write_text(text, encoding="utf-8")
        index.append(
            {"part": part.title, "licence": part.licence, "texts": [names[text] for text in part.texts.values()]}
        )
    (folder / "index.json").write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
