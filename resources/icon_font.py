"""The icon font, Font Awesome's solid style: the one of qtawesome's that is read, and the one that is bundled."""

ICON_FONT = ("fontawesome6-solid-webfont-*.ttf", "fontawesome6-solid-webfont-charmap-*.json")
"""The names of its two files, the glyphs and what they are called; the numbers change with the version."""
