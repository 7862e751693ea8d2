"""Presets: the formats that come with the program."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from receiver.formats.format import Format
from receiver.formats.format_file import read_format


@lru_cache(maxsize=1)
def presets() -> Mapping[str, Format]:
    """Each preset by the name of its file, in the order of these names."""
    folder = resources.files("resources") / "formats"
    files = sorted((each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name)
    return MappingProxyType({each.name.removesuffix(".toml"): read_format(each.read_text("utf-8")) for each in files})
