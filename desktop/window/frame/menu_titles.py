"""The names in the menu bar, which stand there before anything is in the menus."""

from __future__ import annotations

from desktop.words.language import Sentence

FILE = Sentence("&File")
EDIT = Sentence("&Edit")
VIEW = Sentence("&View")
CHANNEL = Sentence("&Channel")
CASE = Sentence("C&ase")
DELIVERY = Sentence("&Delivery")
HELP = Sentence("&Help")
MENU_TITLES = (FILE, EDIT, VIEW, CHANNEL, CASE, DELIVERY, HELP)
