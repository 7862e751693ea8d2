"""What File > Export writes, and how it is said: cases, messages, deliveries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desktop.words.language import Sentence, tr
from models.cases.case_filter import Filter, Order
from models.channels.channels import Channel
from models.deliveries.delivery_filter import DeliveryFilter
from models.exports import listing
from models.exports.listing import Listing


@dataclass(frozen=True, slots=True)
class ExportWords:
    """What is said of one kind of records: `title` of the windows, `name` of the file, `kinds` of files to choose from.

    Then what the progress says, and the line when all is written.
    """

    title: Sentence
    name: str
    kinds: Sentence
    looking: Sentence
    done: Sentence
    written: Sentence


KINDS = Sentence("Excel (*.xlsx);;CSV (*.csv);;JSON (*.json)")
CASES = ExportWords(
    Sentence("Export cases"),
    "cases.xlsx",
    Sentence(
        "Excel, with all messages (*.xlsx);;CSV, with the opening texts (*.csv);;JSON, with all messages (*.json)"
    ),
    Sentence("Looking for the cases…"),
    Sentence("{done} of {count} cases"),
    Sentence("Exported {count} cases to {path}"),
)
MESSAGES = ExportWords(
    Sentence("Export messages"),
    "messages.xlsx",
    KINDS,
    Sentence("Looking for the messages…"),
    Sentence("{done} of {count} messages"),
    Sentence("Exported {count} messages to {path}"),
)
DELIVERIES = ExportWords(
    Sentence("Export deliveries"),
    "deliveries.xlsx",
    KINDS,
    Sentence("Looking for the deliveries…"),
    Sentence("{done} of {count} deliveries"),
    Sentence("Exported {count} deliveries to {path}"),
)


@dataclass(frozen=True, slots=True)
class Exported:
    """What shall be exported; `holds` says of how many records what will be in the file."""

    listing: Listing[Any]
    words: ExportWords
    holds: Callable[[int], str]


def cases(filter_: Filter, order: Order, channel: Channel | None) -> Exported:
    """The cases of a list, of a channel or of all."""

    def holds(count: int) -> str:
        if channel is None:
            return tr(_CASES_OF_ALL[filter_.state], count)
        return tr(_CASES_OF_CHANNEL[filter_.state], count, channel=channel.name)

    return Exported(listing.of_cases(filter_, order), CASES, holds)


def messages(channel: Channel) -> Exported:
    """The messages of a channel."""
    return Exported(
        listing.of_messages(channel.id),
        MESSAGES,
        lambda count: tr("Export {count} messages of {channel}", count, channel=channel.name),
    )


def deliveries(filter_: DeliveryFilter, channel: Channel | None) -> Exported:
    """The deliveries of a list, of a channel or of all."""

    def holds(count: int) -> str:
        if filter_.text:  # how many they are is known when all bodies were read
            return tr("Export deliveries with “{text}” in the body", text=filter_.text)
        if channel is None:
            return tr("Export {count} deliveries of all channels, without their bodies", count)
        return tr("Export {count} deliveries of {channel}, without their bodies", count, channel=channel.name)

    return Exported(listing.of_deliveries(filter_), DELIVERIES, holds)


_CASES_OF_ALL = {
    None: Sentence("Export {count} cases of all channels"),
    "open": Sentence("Export {count} open cases of all channels"),
    "closed": Sentence("Export {count} closed cases of all channels"),
}
_CASES_OF_CHANNEL = {
    None: Sentence("Export {count} cases of {channel}"),
    "open": Sentence("Export {count} open cases of {channel}"),
    "closed": Sentence("Export {count} closed cases of {channel}"),
}
