"""The colours of the two themes, named by what they are for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour a screen may use, as #RRGGBB."""

    window: str
    surface: str
    side: str
    text: str
    muted: str
    border: str
    accent: str
    accent_soft: str
    accent_strong: str
    on_accent: str
    hover: str
    ok: str
    ok_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str


LIGHT = Palette(
    window="#F6F7F9",
    surface="#FFFFFF",
    side="#ECEEF2",
    text="#1B1F24",
    muted="#59636E",
    border="#D9DEE5",
    accent="#2563D9",
    accent_soft="#E4EDFD",
    accent_strong="#1D52B8",
    on_accent="#FFFFFF",
    hover="#E2E6EC",
    ok="#1A7F4B",
    ok_soft="#DDF3E6",
    warning="#8A5A00",
    warning_soft="#FBEFD2",
    danger="#BF2D24",
    danger_soft="#FCE4E2",
)

DARK = Palette(
    window="#15181C",
    surface="#1D2126",
    side="#191C21",
    text="#E6E9ED",
    muted="#9AA4B1",
    border="#2F353D",
    accent="#7AA7FF",
    accent_soft="#20314F",
    accent_strong="#9BBDFF",
    on_accent="#10151D",
    hover="#262B32",
    ok="#4CC38A",
    ok_soft="#17382A",
    warning="#E2B340",
    warning_soft="#3A2F12",
    danger="#FF8178",
    danger_soft="#44201E",
)
