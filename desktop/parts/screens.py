"""What the window shows: its pages, with the files of their messages, and what stands around them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.activity.page import ActivityPage
from desktop.attachments.attachment_use import AttachmentUse
from desktop.cases.detail.begun_comments import BegunComments
from desktop.cases.page import CasesPage
from desktop.channels.kept_on_top import KeptOnTop
from desktop.data.tasks import Tasks
from desktop.deliveries.page import DeliveriesPage
from desktop.parts.ground import Ground
from desktop.search.search import Search
from desktop.window.parts import Parts
from desktop.window.status_bar import StatusBar
from models import database
from models.files.store import store_of


class Screens(QObject):
    """All pages are there from the start: each follows what is shown, so that it is right when it is chosen."""

    def __init__(self, ground: Ground, breathe: Callable[[], object]) -> None:
        """`breathe` is called after each page: building one takes as long as a frame or more."""
        super().__init__(ground)
        self.on_top = KeptOnTop(ground.settings, self)
        self.begun = BegunComments(ground.settings)
        self.picture_tasks = Tasks(1, self)
        self.attachments = self._attachments(ground)
        activity = self._activity(ground)
        breathe()
        cases = self._cases(ground)
        breathe()
        tasks, theme, shown, receiver = ground.tasks, ground.theme, ground.shown, ground.receiver
        deliveries = DeliveriesPage(tasks=tasks, theme=theme, shown=shown, ask=ground.ask, base_url=receiver.base_url)
        breathe()
        self.parts = Parts(
            ground.window,
            theme=theme,
            shown=shown,
            activity=activity,
            cases=cases,
            deliveries=deliveries,
            search=Search(tasks=tasks, theme=theme, shown=shown, parent=self),
            status=StatusBar(theme=theme, database=database.label()),
            on_top=self.on_top,
        )

    def _attachments(self, ground: Ground) -> AttachmentUse:
        return AttachmentUse(
            tasks=ground.tasks,
            reading=self.picture_tasks,
            theme=ground.theme,
            ask=ground.ask,
            store=lambda: store_of(ground.config),
            largest=lambda: ground.receiver.config.fetch_size,
            folder=ground.folder,
            open_url=ground.open_url,
            hand_over=ground.hand_over,
            parent=self,
        )

    def _activity(self, ground: Ground) -> ActivityPage:
        return ActivityPage(
            tasks=ground.tasks,
            theme=ground.theme,
            shown=ground.shown,
            base_url=ground.receiver.base_url,
            open_url=ground.open_url,
            use=self.attachments,
        )

    def _cases(self, ground: Ground) -> CasesPage:
        return CasesPage(
            tasks=ground.tasks,
            theme=ground.theme,
            shown=ground.shown,
            ask=ground.ask,
            by=ground.person.name,
            base_url=ground.receiver.base_url,
            open_url=ground.open_url,
            use=self.attachments,
            begun=self.begun,
        )
