"""Titles: the words of a body that say what it is about, and its longer text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from receiver.formats.rendering.places import Place, place_of, valued
from receiver.formats.rendering.telling import is_hash, is_human, is_time, is_url, words

_TITLES = tuple(
    words(
        "title subject summary headline alertname alert_name alert_title ruleName alertRule rule_name check_name "
        "monitor_name condition_name policy_name search_name AlarmName event_title display_name displayName trigger "
        "trigger_name display_title name monitor short_message full_name message msg text content full_message "
        "fallback output description reason error cause alert_type"
    )
)
_TITLE_ENDINGS = ("title", "subject", "summary", "headline")  # ProblemTitle, messageTitle
_WEAK = words(
    "ref event type event_type zen key slug login hostname host device service job check sensor workflow pipeline "
    "topic repo repository project application"
)
_TEXTS = tuple(
    words(
        "text message msg body description long_description full_message output long_output details content "
        "NewStateReason errorMessage error_message reason note comment log stack_trace stacktrace traceback error"
    )
)
_NEAR = 2  # places
_COMMITS = ("commits",)
_DOTTED = re.compile(r"[\w\-]+(?:[.:/\\][\w\-]+)+\Z")  # shop.cart, net/http, a host: it says where, not what


@dataclass(frozen=True, slots=True)
class Found:
    """Words of the body, and where they stand: the name of their property and the map that holds it."""

    text: str
    name: str
    place: Place


def plain_title(places: tuple[Place, ...]) -> Found | None:
    """The first words under a name that is known to hold a title."""
    return _first(places, _TITLES)


def title(places: tuple[Place, ...], event: str) -> Found | None:
    """The first words a person wrote, by the order of the names, the nearest place first; the event is none."""
    about = tuple(place for place in places if not place.is_beside)
    return (
        _commit(about)
        or _sentence(about)
        or _first(about, _WEAK, event)
        or _any_words(about)
        or _first(places, _TITLES)
        or _short(about)
    )


def text(places: tuple[Place, ...], found: Found | None) -> Found | None:
    """The longer words that go with a title; None where there are none but the title itself."""
    beside_title = (found.place,) if found is not None else ()
    tops = tuple(place for place in places if place.depth <= 1 and not place.is_beside)
    others = tuple(place for place in places if not place.is_beside and not place.is_one_of_many)
    for place in (*beside_title, *tops, *others):
        for name, value in valued(place, _TEXTS):
            if isinstance(value, str) and is_human(value) and (found is None or value.strip() not in found.text):
                return Found(value, name, place)
    return None


def _commit(places: tuple[Place, ...]) -> Found | None:
    """The newest commit of a push says more than the name of its branch."""
    for place in places:
        for name, value in valued(place, _COMMITS):
            if isinstance(value, list) and value and isinstance(value[-1], dict):
                inner = place_of(value[-1], name, place.depth + 1)
                found = _first((inner,), ("title", "message"))
                if found is not None:
                    return Found(found.text.strip().split("\n")[0], found.name, inner)
    return None


def _sentence(places: tuple[Place, ...]) -> Found | None:
    """The first title; one that is a dotted name gives way to words that stand beside it."""
    found = _first_title(places)
    if found is None or not _DOTTED.match(found.text.strip()):
        return found
    return _worded(found.place, _TITLES) or found


def _first_title(places: tuple[Place, ...]) -> Found | None:
    for at, place in enumerate(places):
        found = _first((place,), _TITLES)
        if found is None and at < _NEAR:
            found = _titled(place)
        if found is not None:
            return found
    return None


def _titled(place: Place) -> Found | None:
    """The words under a longer name that ends in one for titles."""
    for spelling, name in place.spellings.items():
        value = place.found[name]
        if spelling.endswith(_TITLE_ENDINGS) and isinstance(value, str) and is_human(value):
            return Found(value, name, place)
    return None


def _worded(place: Place, names: tuple[str, ...]) -> Found | None:
    """The first text of several words under one of these names."""
    for name, value in valued(place, names):
        if isinstance(value, str) and " " in value.strip() and is_human(value):
            return Found(value, name, place)
    return None


def _short(places: tuple[Place, ...]) -> Found | None:
    """A word such as "up" or "42 %" under a name that holds titles, where nobody wrote more."""
    for place in places[:1]:
        for name, value in valued(place, (*_TITLES, *_WEAK)):
            if isinstance(value, str) and value.strip() and not (is_url(value) or is_hash(value) or is_time(value)):
                return Found(value, name, place)
    return None


def _first(places: tuple[Place, ...], names: tuple[str, ...], without: str = "") -> Found | None:
    for place in places:
        for name, value in valued(place, names):
            if isinstance(value, str) and is_human(value) and value != without:
                return Found(value, name, place)
    return None


def _any_words(places: tuple[Place, ...]) -> Found | None:
    """Whatever has several words, where no name is known: senders speak other languages too."""
    return next(filter(None, (_worded(place, tuple(place.found)) for place in places)), None)
