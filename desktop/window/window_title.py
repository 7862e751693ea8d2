"""The title of the window: what is shown, for the task bar and for who listens."""

from __future__ import annotations

from desktop.data.shown import CASES, DELIVERIES, Shown
from desktop.words.language import tr
from desktop.words.unturned import unturned
from desktop.words.view_words import view_name

LONGEST = 100
"""Characters of a subject; the rest is not seen in any task bar."""


def window_title(shown: Shown) -> str:
    """ "#12 Disk full - Operations - Hookdesk", or what is shown in its place."""
    where = ""
    if shown.view is not None:
        where = view_name(shown.view)
    elif shown.channel_in_front is not None:
        where = shown.channel_in_front.name
    case, page = shown.case, shown.page_in_front
    if shown.searching:
        return tr("{what} - Hookdesk", what=tr("Search"))
    if case is not None and page == CASES:
        subject = tr("#{number} {subject}", number=case.number, subject=case.subject[:LONGEST])
        return _plain(tr("{what} - {where} - Hookdesk", what=subject, where=case.channel))
    if page == DELIVERIES or (page == CASES and shown.view is None):
        what = tr("Deliveries") if page == DELIVERIES else tr("Cases")
        return _plain(tr("{what} - {where} - Hookdesk", what=what, where=where))
    return _plain(tr("{what} - Hookdesk", what=where)) if where else "Hookdesk"


def _plain(title: str) -> str:
    # Qt takes [*] for the place of a mark of its own, and two of them for one that is meant.
    return " ".join(unturned(title).replace("[*]", "[*][*]").split())
