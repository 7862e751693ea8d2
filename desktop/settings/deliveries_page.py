"""Settings > Deliveries and files: how long deliveries are kept, and which files are fetched."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from desktop.administration.retention_dialog import RetentionDialog, in_words
from desktop.data.tasks import Tasks
from desktop.process.receiver_control import ReceiverControl
from desktop.settings.fetch_fields import FetchFields
from desktop.settings.fields.choice_field import ChoiceField
from desktop.settings.fields.receiver_change import ReceiverChange
from desktop.settings.fields.receiver_fields import ReceiverFields
from desktop.settings.fields.setting_page import SettingPage, plain_label
from desktop.settings.files_kept import FilesKept
from desktop.words.language import Sentence, tr
from models.deliveries.deliveries_kept import Kept, kept

CREDENTIALS = (
    ("hidden", Sentence("Hidden", "credentials of senders")),
    ("kept", Sentence("Kept as they came")),
)
WHAT_IS_HIDDEN = Sentence(
    "Authorization, Cookie and headers of their kind in deliveries that are to come. Whoever may open this database"
    " reads what is kept."
)


class DeliveriesPage(SettingPage):
    """Retention holds for all who use the database, the rest for this receiver, at once."""

    def __init__(self, *, tasks: Tasks, receiver: ReceiverControl, change: ReceiverChange) -> None:
        super().__init__(tr("Deliveries and files"))
        self._tasks = tasks
        self.now = plain_label(tr("Looking at what there is…"))
        self.change = QPushButton(tr("Change how long they are kept…"))
        self.change.setAutoDefault(False)
        self.change.clicked.connect(self._edit)
        self.credentials = ChoiceField("credentials", tr("Credentials of senders"), CREDENTIALS, config=receiver.config)
        self._fields = ReceiverFields(receiver=receiver, change=change, page=self)
        self._fields.take("credentials", self.credentials)
        self.add_whole(self.now)
        self.add(
            tr("Retention"),
            self.change,
            tr("After how many days, and beyond how many and how much, deliveries are deleted. It holds for this"
               " database, whatever receives for it."),
        )  # fmt: skip
        self.add(tr("Credentials"), self.credentials, tr(WHAT_IS_HIDDEN))
        self._add_files(tasks, receiver)
        self._look()

    def _add_files(self, tasks: Tasks, receiver: ReceiverControl) -> None:
        self.fetching = FetchFields(receiver=receiver, fields=self._fields)
        self.files = FilesKept(tasks=tasks, receiver=receiver)
        self.add_section(tr("Files"))
        self.fetching.add_often(self)
        self.add(tr("Where they are"), self.files, beside=self.files.line)
        self.add_section(tr("More about fetching"))
        self.fetching.add_more(self)

    def _look(self) -> None:
        self._tasks.run(kept, self._show, owner=self)

    def _show(self, found: Kept) -> None:
        self.now.setText(in_words(found))

    def _edit(self) -> None:
        dialog = RetentionDialog(tasks=self._tasks, parent=self.window())
        dialog.accepted.connect(self._look)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
