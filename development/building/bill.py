"""The bill of materials of a bundle: CycloneDX 1.6, https://cyclonedx.org/docs/1.6/json/."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from development.building.part import Part, digest
from development.building.stamp import at

NAME = "hookdesk.cdx.json"


def bill(parts: list[Part], bundle: Path) -> dict[str, Any]:
    """The document; the first part is the program itself."""
    program, *others = parts
    components = [_component(part, bundle) for part in others]
    refs = {part.name.lower().replace("_", "-"): _ref(part) for part in parts}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, repr(components))}",
        "version": 1,
        "metadata": {
            "timestamp": f"{datetime.fromtimestamp(at(), UTC):%Y-%m-%dT%H:%M:%SZ}",
            "component": {**_component(program, bundle), "type": "application"},
        },
        "components": components,
        "dependencies": [
            {"ref": _ref(part), "dependsOn": sorted({refs[need] for need in part.needs if need in refs})}
            for part in parts
        ],
    }


def _ref(part: Part) -> str:
    return part.purl or part.title


def _component(part: Part, bundle: Path, within: str = "") -> dict[str, Any]:
    told: dict[str, Any] = {"type": "library", "bom-ref": within + _ref(part), "name": part.name}
    if part.version:
        told["version"] = part.version
    if part.licence:
        told["licenses"] = [{"expression": part.licence}]
    if part.purl:
        told["purl"] = part.purl
    inside = [_component(each, bundle, f"{_ref(part)}/") for each in part.inside]
    mine = [place for place in part.files if not any(place in each.files for each in part.inside)]
    if inside or mine:
        told["components"] = [*inside, *(_file(place, bundle) for place in mine)]
    return told


def _file(place: str, bundle: Path) -> dict[str, Any]:
    hashes = [{"alg": "SHA-256", "content": digest(bundle / place)}]
    return {"type": "file", "bom-ref": place, "name": place, "hashes": hashes}
