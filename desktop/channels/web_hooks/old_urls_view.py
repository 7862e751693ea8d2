"""The URLs that a web hook had before: until when they work, who still posts to them, and Revoke now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.channels.web_hooks.hook_drafts import deliveries
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock
from desktop.words.language import Sentence, tr
from desktop.words.plain_tooltip import plain_tooltip
from models.channels import old_urls
from models.channels.old_urls import OldSender, OldUrl
from models.problems import Problem

MOST_SENDERS = 5
MOST_URLS = 20
NONE_YET = Sentence(
    "The URL of this web hook was never replaced. “Replace URL…” gives it another one, and the old one can go on "
    "working for a while."
)


@dataclass(frozen=True, slots=True)
class UsedUrl:
    """An old URL and those who still post to it, the latest first."""

    url: OldUrl
    senders: Sequence[OldSender]


def read(hook_id: int) -> list[UsedUrl]:
    """The newest old URLs of a web hook."""
    return [UsedUrl(url, old_urls.senders(url.id, MOST_SENDERS + 1)) for url in old_urls.of_hook(hook_id)[:MOST_URLS]]


class OldUrlsView(QScrollArea):
    """A block for each, the newest first. Revoking is done at once."""

    counted = Signal(int)
    """How many of them still work."""

    def __init__(
        self, url_of: Callable[[str], str], *, tasks: Tasks, theme: ThemeHolder, ask: Ask, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._url_of, self._tasks, self._theme, self._ask = url_of, tasks, theme, ask
        self._hook_id: int | None = None
        self.setAccessibleName(tr("Old URLs"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._show([])

    def show_hook(self, hook_id: int | None) -> None:
        """Read the old URLs of a web hook; None shows that there are none."""
        if hook_id != self._hook_id:
            self._show([])
        self._hook_id = hook_id
        if hook_id is not None:
            self._tasks.run(lambda: read(hook_id), partial(self._on_read, hook_id), owner=self)

    def _on_read(self, hook_id: int, found: Sequence[UsedUrl]) -> None:
        if hook_id == self._hook_id:
            self._show(found)

    def _show(self, found: Sequence[UsedUrl]) -> None:
        page = QWidget()
        page.setProperty("ground", "surface")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(16)
        if not found:
            nothing = QLabel(tr(NONE_YET), wordWrap=True)
            nothing.setProperty("role", "muted")
            column.addWidget(nothing)
        for used in found:
            column.addLayout(self._block(used))
        column.addStretch()
        self.setWidget(page)
        self.counted.emit(sum(works(used.url) for used in found))

    def _block(self, used: UsedUrl) -> QVBoxLayout:
        url, works_still = used.url, works(used.url)
        state = QLabel(_until(url))
        state.setProperty("pill", "ok" if works_still else "neutral")
        state.setToolTip(plain_tooltip(clock.exact(url.ends_at)))
        address = ElidedLabel(f"…{self._url_of(url.guid)[-13:]}", role="muted")
        address.setToolTip(plain_tooltip(self._url_of(url.guid)))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(state)
        head.addWidget(address, 1)
        if works_still:
            head.addWidget(self._revoke_button(used))
        block = QVBoxLayout()
        block.setSpacing(8)
        block.addLayout(head)
        block.addWidget(ElidedLabel(_use(url), role="muted"))
        if used.senders:
            block.addLayout(_senders(used.senders))
        return block

    def _revoke_button(self, used: UsedUrl) -> QPushButton:
        button = QPushButton(tr("Re&voke now"))
        button.setProperty("kind", "small")
        button.setAutoDefault(False)
        button.setAccessibleDescription(f"{_until(used.url)}. {_use(used.url)}")
        button.clicked.connect(partial(self._on_revoke, used))
        return button

    def _on_revoke(self, used: UsedUrl, _: bool = False) -> None:
        who = f"{_use(used.url)}." if used.url.deliveries else tr("Nobody has posted to it.")
        text = tr("{who} It stops at once, with no need to press OK: a post to it is then answered with 410.", who=who)
        if not self._ask.confirm(self, tr("Stop this old URL now?"), text, tr("Revoke now"), danger=True):
            return
        ident = used.url.id
        self._tasks.run(
            lambda: old_urls.revoke(ident), lambda _: self.show_hook(self._hook_id), owner=self, problem=self._refuse
        )

    def _refuse(self, problem: Problem) -> None:
        self._ask.problem(self, problem)


def works(url: OldUrl) -> bool:
    """Whether a post to it is still taken."""
    return url.ends_at > clock.now()


def _until(url: OldUrl) -> str:
    at = clock.time_of_day(url.ends_at, clock.now())
    return tr("Works until {at}", at=at) if works(url) else tr("Ended {at}", at=at)


def _use(url: OldUrl) -> str:
    now = clock.now()
    ago = clock.long_relative(url.replaced_at, now)
    if not url.deliveries or url.last_at is None:
        return tr("Replaced {ago}, and nothing came through it since", ago=ago)
    last = clock.long_relative(url.last_at, now)
    return tr("Replaced {ago}; {count} deliveries since, the last {last}", url.deliveries, ago=ago, last=last)


def _senders(senders: Sequence[OldSender]) -> QGridLayout:
    """Who still posts to it: address, program, how often, when. What a sender calls itself is its own text."""
    grid = QGridLayout()
    grid.setContentsMargins(12, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for row, sender in enumerate(senders[:MOST_SENDERS]):
        when = ElidedLabel(clock.long_relative(sender.last_at, clock.now()), role="muted")
        when.setToolTip(plain_tooltip(clock.exact(sender.last_at)))
        cells = (
            ElidedLabel(sender.remote_address),
            ElidedLabel(sender.user_agent or tr("says no name"), role="" if sender.user_agent else "muted"),
            ElidedLabel(deliveries(sender.deliveries), role="muted"),
            when,
        )
        for place, cell in enumerate(cells):
            grid.addWidget(cell, row, place)
    if len(senders) > MOST_SENDERS:
        grid.addWidget(ElidedLabel(tr("and others"), role="muted"), MOST_SENDERS, 0)
    return grid
