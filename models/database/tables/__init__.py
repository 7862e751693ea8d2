"""The tables, nothing else. What is done with them is in the module of each noun."""

from models.database.tables.cases import Case, History, Link, Person, View
from models.database.tables.channels import Channel, Hook, OldUrl
from models.database.tables.deliveries import Delivery, UnknownUrl
from models.database.tables.formats import Format, FormatVersion
from models.database.tables.messages import Attachment, File, FilePart, Message
from models.database.tables.report_ids import Awaited, Reported, Settling
from models.database.tables.settings import Setting
from models.database.tables.stored_time import StoredTime, from_stored, from_stored_or_none, to_stored
from models.database.tables.table import Table, UtcField, database

TABLES = (
    Channel, Hook, OldUrl, Person, Case, Message, File, FilePart, Attachment, Reported, Awaited, Settling, History,
    Link, View, Delivery, Format, FormatVersion, UnknownUrl, Setting,
)  # fmt: skip

__all__ = [
    "TABLES",
    "Attachment",
    "Awaited",
    "Case",
    "Channel",
    "Delivery",
    "File",
    "FilePart",
    "Format",
    "FormatVersion",
    "History",
    "Hook",
    "Link",
    "Message",
    "OldUrl",
    "Person",
    "Reported",
    "Setting",
    "Settling",
    "StoredTime",
    "Table",
    "UnknownUrl",
    "UtcField",
    "View",
    "database",
    "from_stored",
    "from_stored_or_none",
    "to_stored",
]
