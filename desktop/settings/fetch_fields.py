"""The fields of the options of fetching: what is changed most first, then the rest."""

from __future__ import annotations

from desktop.process.receiver_control import ReceiverControl
from desktop.settings.fields.choice_field import ChoiceField
from desktop.settings.fields.option_field import OptionField
from desktop.settings.fields.receiver_fields import ReceiverFields
from desktop.settings.fields.setting_page import SettingPage
from desktop.words.language import Sentence, tr
from models.settings.config import Config

Field = OptionField | ChoiceField
Texts = tuple[str, Sentence, Sentence]
"""The name of an option, its label, and what it changes."""

FETCH = (("on", Sentence("Fetched and kept")), ("off", Sentence("Not fetched")))
FULL = (
    ("oldest", Sentence("The oldest files of closed cases go")),
    ("stop", Sentence("No more files are fetched")),
)
CHOICES = {"fetch": FETCH, "files_full": FULL}
NUMBERS = (
    "fetch_size",
    "fetch_seconds",
    "fetch_redirects",
    "fetch_at_once",
    "fetch_per_host",
    "files_size",
)
EXAMPLES = {
    "fetch_also": "files.example.org, 10.0.0.0/8",
    "fetch_only": ".example.org, 10.20.0.0/16",
    "fetch_proxy": "http://proxy.example.org:3128",
    "fetch_ca": "/etc/ssl/own-ca.pem",
}
OFTEN: tuple[Texts, ...] = (
    (
        "fetch",
        Sentence("Files of reports"),
        Sentence("Whether files that reports name are fetched. A web hook can switch it off for itself."),
    ),
    (
        "fetch_size",
        Sentence("Largest file (MiB)"),
        Sentence("A file that is larger is not fetched, and not attached to a comment."),
    ),
    ("files_size", Sentence("All files (MiB)"), Sentence("How large all files together may be.")),
    ("files_full", Sentence("When that is reached"), Sentence("Files of open cases stay in any case.")),
)
MORE: tuple[Texts, ...] = (
    (
        "fetch_only",
        Sentence("Fetch only from"),
        Sentence(
            "Hosts and networks, with commas between: a file of any other is refused. One that begins with a dot stands"
            " for all names that end so. Empty: from all that no rule forbids."
        ),
    ),
    (
        "fetch_also",
        Sentence("Fetch also from"),
        Sentence(
            "Hosts and networks that a rule forbids, such as this computer, and that are allowed nevertheless. Whoever"
            " may post can have them asked."
        ),
    ),
    (
        "fetch_proxy",
        Sentence("Proxy"),
        Sentence(
            "Files are fetched through it. It looks names up itself, and has to forbid what shall not be reached."
        ),
    ),
    (
        "fetch_ca",
        Sentence("Certificates"),
        Sentence("The path of a file (PEM) with the certificates to trust, in place of the usual ones."),
    ),
    ("fetch_seconds", Sentence("Seconds a file"), Sentence("Fetching that takes longer ends, and begins again later.")),
    ("fetch_redirects", Sentence("Redirects"), Sentence("How many are followed to a file. Each has to be allowed.")),
    ("fetch_at_once", Sentence("Files at once"), Sentence("How many are fetched at the same time.")),
    ("fetch_per_host", Sentence("Of one host"), Sentence("How many of these may come from the same host.")),
)


class FetchFields:
    """All hold at once: what is being fetched begins anew."""

    def __init__(self, *, receiver: ReceiverControl, fields: ReceiverFields) -> None:
        self._config, self._fields = receiver.config, fields
        self.by_name: dict[str, Field] = {}

    def add_often(self, page: SettingPage) -> None:
        """Add what is changed most."""
        self._add(page, OFTEN)

    def add_more(self, page: SettingPage) -> None:
        """Add the rest."""
        self._add(page, MORE)

    def _add(self, page: SettingPage, wanted: tuple[Texts, ...]) -> None:
        for name, label, says in wanted:
            field = self.by_name[name] = _field(name, tr(label), self._config)
            self._fields.take(name, field)
            page.add(tr(label), field, tr(says))


def _field(name: str, label: str, config: Config) -> Field:
    if name in CHOICES:
        return ChoiceField(name, label, CHOICES[name], config=config)
    return OptionField(name, label, config=config, placeholder=EXAMPLES.get(name, ""), wide=name not in NUMBERS)
