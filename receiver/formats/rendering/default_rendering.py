"""The default rendering: a message of any body, told as a person would, that never opens or closes a case."""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.report import SUBJECT_LENGTH, Attachment, Report
from receiver.formats.arrived import Arrived
from receiver.formats.rendering import events, link_finding, titles, value_lines
from receiver.formats.rendering.marks import addresses, unlinked
from receiver.formats.rendering.places import Place, everywhere, valued
from receiver.formats.rendering.secrecy import masked
from receiver.formats.rendering.telling import is_human, one_line, said
from receiver.formats.rendering.unwrapping import unwrap

MOST_TEXT = 32_768  # characters of the sender's own text; what is longer stays in the delivery
_UNKEEPABLE = re.compile(r"[\0\ud800-\udfff]")
_REPOSITORY = ("full_name", "path_with_namespace", "nameWithOwner", "slug", "name")


def render(arrived: Arrived) -> Report:
    """The report of a body without a format. It never fails, and shows nothing that looks like a secret."""
    value = unwrap(arrived.value)
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return _of_text("\n".join(value), arrived)
    if isinstance(value, dict | list) and value:
        return _of_values(value, arrived)
    return _of_text(said(value), arrived)


def told(subject: str, text: str) -> str:
    """The text of a message: its subject, and under it what more there is to say."""
    text = text.strip("\n")
    if not subject or text.lstrip().startswith(subject):
        return text
    return f"{subject}\n\n{text}" if text.strip() else subject


def keepable(text: str) -> str:
    """The text with U+FFFD for what a database cannot keep."""
    return _UNKEEPABLE.sub("\ufffd", text)


def _of_text(said_there: str, arrived: Arrived) -> Report:
    text = _plain(said_there)
    first = next((line for line in text.splitlines() if line.strip()), "")
    subject = one_line(first, SUBJECT_LENGTH) or f"{_sender(arrived)}: nothing in it"
    links = link_finding.find((), addresses(said_there[:MOST_TEXT]))
    return Report(subject=subject, text=text if first else subject, attachments=_keepable_links(links))


def _of_values(value: Mapping[str, object] | list[object], arrived: Arrived) -> Report:
    places = everywhere(value)
    event = events.event(arrived.headers, places)
    title = titles.title(places, event)
    text = titles.text(places, title)
    links = link_finding.find(places, _marked_links(title, text))
    subject = _subject(places, title, event, value, arrived)
    said_already = [found.text.strip() for found in (title, text) if found is not None]
    said_already += [link.url for link in links]
    said_already += [event, events.action(places), *events.states(places)]
    said_already += _repository_names(places) if subject.startswith("[") else []
    more = value_lines.lines(value, without=frozenset(said_already), drops_ids=title is not None)
    own = _plain(text.text) if text is not None else ""
    if title is not None and ("\n" in title.text.strip() or len(title.text) > SUBJECT_LENGTH):
        own = f"{_plain(title.text)}\n\n{own}"  # the subject has only its first words
    parts = [part.strip("\n") for part in (own, keepable("\n".join(more))) if part.strip()]
    return Report(subject=subject, text=told(subject, "\n\n".join(parts)), attachments=_keepable_links(links))


def _marked_links(*found: titles.Found | None) -> tuple[str, ...]:
    return tuple(address for each in found if each is not None for address in addresses(each.text[:MOST_TEXT]))


def _subject(places: tuple[Place, ...], title: titles.Found | None, event: str, value: object, arrived: Arrived) -> str:
    what = _first_line(title)
    happened = _happened(places, what, event)
    where = _repository(places) if happened else ""
    if happened and title is not None and title.place.is_beside:
        what = ""  # the name of where it happened says nothing of what happened
    who = events.who(places)
    if not what and not happened:
        what = f"{_sender(arrived)}: {_names(value)}"
    elif not what and who:
        happened += f" by {who}"
    front = f"{f'[{where}] ' if where else ''}{happened}"
    told = f"{front}: {what}" if front and what else front or what
    return one_line(masked(keepable(told)), SUBJECT_LENGTH)


def _first_line(title: titles.Found | None) -> str:
    text = unlinked(masked(keepable(title.text[:2000]))).strip() if title is not None else ""
    return next(iter(text.splitlines()), "")


def _happened(places: tuple[Place, ...], what: str, event: str) -> str:
    """The event, what was done, and how it stands, as far as the title does not say it already."""
    action = events.action(places)
    if event == what or (" " in event and event in what):
        event = ""
    state = events.state(places, (what, action, event))
    if action and state.lower() in ("open", "opened"):
        state = ""
    done = " ".join(part for part in (event, action if action.lower() not in event.lower() else "") if part)
    return ", ".join(part for part in (done, state) if part)


def _repository_names(places: tuple[Place, ...]) -> list[str]:
    return [
        str(value)
        for place in places
        if place.name.lower() in ("repository", "repo", "project")
        for _, value in valued(place, _REPOSITORY)
    ]


def _repository(places: tuple[Place, ...]) -> str:
    for place in places:
        if place.name.lower() in ("repository", "repo", "project") and place.depth <= 3:
            for _, value in valued(place, _REPOSITORY):
                if isinstance(value, str) and value and len(value) <= 80:
                    return value
    return ""


def _names(value: object) -> str:
    """What is in it, for want of words: the names at its top."""
    if isinstance(value, dict):
        return ", ".join(list(value)[:8])
    return f"a list of {len(value)}" if isinstance(value, list) else ""


def _sender(arrived: Arrived) -> str:
    agent = arrived.headers.get("user-agent", "").split(" ")[0]
    return masked(keepable(one_line(agent, 60))) if is_human(agent) else "Post"


def _plain(text: str) -> str:
    """The sender's own text, whole as far as it can be shown, with its line ends."""
    shown = unlinked(masked(keepable(text[:MOST_TEXT]))).replace("\r\n", "\n")
    return shown if len(text) <= MOST_TEXT else shown.rstrip() + "\n… the rest is in the delivery"


def _keepable_links(links: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    return tuple(link for link in links if keepable(link.url) == link.url)
