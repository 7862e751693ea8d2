"""Link finding: the addresses in a body that a person would open."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from models.report import Attachment
from receiver.formats.rendering.places import Place, valued
from receiver.formats.rendering.secrecy import is_secret, masked
from receiver.formats.rendering.telling import is_url, words

MOST_LINKS = 8
_MOST_URL = 2_048  # characters
_NAMES = tuple(
    words(
        "html_url web_url permalink link href url issueUrl issue_url incident_url event_url alert_url details_url "
        "target_url results_link results_url title_link generatorURL dashboardURL panelURL silenceURL externalURL "
        "client_url build_url full_url run_url compare_url check_url portalLink linksensor link_to_upstream_details "
        "link_to_event_details runbook_url click_action status_url job_url project_url SubscribeURL actionUrl "
        "validationUrl ProblemURL shortlink short_url detail_url view_url"
    )
)
_OF_MACHINES = re.compile(
    r"://api\.|://[^/]*/(?:[^?]*/)?(?:api|rest|webhooks?|hooks)/|\{|\.(?:png|jpe?g|gif|svg|ico)(?:\?|$)", re.I
)
_SPLIT = re.compile(r"[_\-\s]+|(?<=[a-z])(?=[A-Z])")
_PLAIN = frozenset(["html url", "web url", "url", "link", "href", "permalink"])


def find(places: tuple[Place, ...], marked: tuple[str, ...] = ()) -> tuple[Attachment, ...]:
    """Find links to what the body is about, or else to where it came from; none to an interface for programs.

    `marked` are those that stand in its texts.
    """
    found = {url: Attachment("link", None, None, url) for url in marked if _is_wanted(url)}
    for place in places:
        if not place.is_beside and len(found) < MOST_LINKS:
            _collect(place, found)
    if not found:
        for place in places:
            if place.name.lower() in ("repository", "repo", "project", "links", "_links") and not found:
                _collect(place, found)
    return tuple(found.values())[:MOST_LINKS]


def is_link(url: str) -> bool:
    """Whether this is a web address that can be shown and opened."""
    return len(url) <= _MOST_URL and _is_link(url)


@lru_cache(maxsize=1024)  # a sender's links are few: of ten alerts most are the same
def _is_link(url: str) -> bool:
    if not url.isprintable() or not is_url(url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return False


def _collect(place: Place, found: dict[str, Attachment]) -> None:
    has_page = any(isinstance(value, str) and is_link(value) for _, value in valued(place, _NAMES[:3]))
    for name, value in valued(place, _NAMES):
        if not isinstance(value, str) or (has_page and name.lower() == "url"):
            continue
        if value in found or not _is_wanted(value):
            continue
        found[value] = Attachment("link", _label(place, name), None, value)


def _is_wanted(url: str) -> bool:
    return is_link(url) and masked(url) == url and not _leads_to_machines(url)


def _leads_to_machines(url: str) -> bool:
    parts = urlsplit(url)
    if _OF_MACHINES.search(url):
        return True
    return any(is_secret(pair.partition("=")[0]) for pair in parts.query.split("&"))


def _label(place: Place, name: str) -> str | None:
    """What the link is called: by the text beside it, or by its property; None where that says nothing."""
    told = " ".join(_SPLIT.split(name)).lower()
    if told not in _PLAIN:
        return told.removesuffix(" url").removesuffix(" link").capitalize()
    return None
