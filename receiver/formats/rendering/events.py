"""Events: what the headers and a few properties call this kind of post, what happened, and how it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from receiver.formats.rendering.places import Place, valued
from receiver.formats.rendering.telling import is_hash, is_url, said, words

_HEADER = re.compile(
    r"(?:[a-z0-9\-]+-(?:event|topic)(?:-?(?:type|name|key))?|x-event-(?:key|type|name)|ce-type"
    r"|sentry-hook-resource)\Z"
)
_EVENTS = ("event_type", "webhookEvent", "event_name", "object_kind", "eventKey", "event", "notification_type")
# push.created, SCANNING_FAILED, AlertStatus: no word that a person would write.
_TYPE = re.compile(r"[a-zA-Z][\w\-]*(?:[.:/][\w\-]+)+\Z|[A-Za-z]+(?:_[A-Za-z]+)+\Z|[A-Z][a-z]+(?:[A-Z][a-z]+)+\Z")
_ACTIONS = ("action", "event_action", "operation")
_STATES = tuple(
    words(
        "conclusion current_state state status status_message event_action NewStateValue monitorCondition "
        "alert_transition service_state host_state new_state new_status result severity level levelname alert_type "
        "message_type priority"
    )
)
_KNOWN = frozenset(
    words(
        "firing resolved alerting ok down up critical crit warning warn error errored failure failed fail success "
        "succeeded successful problem recovery recovered triggered trigger resolve acknowledged acknowledge alarm "
        "insufficient_data fired activated deactivated cancelled canceled timed_out unstable aborted fatal "
        "emergency offline online open opened closed unreachable degraded unknown danger alert expired missing late "
        "high broken failing passing passed fixed stopped running major_outage partial_outage degraded_performance "
        "operational investigating"
    )
)
_STATE_ENDINGS = ("status", "state", "result")  # jobResult, MessageStatus
_COLOURS = {"danger": "danger", "warning": "warning", "good": "good"}
_WORD = re.compile(r"[^\W_]+")


def event(headers: Mapping[str, str], places: tuple[Place, ...]) -> str:
    """What the sender calls this kind of post; "" where it does not say."""
    for name, said_there in headers.items():
        if _HEADER.match(name) and _names_event(said_there.strip()):
            return said_there.strip()
    for place in places[:2]:
        for _, value in valued(place, _EVENTS):
            if isinstance(value, str) and _names_event(value):
                return value
    for _, value in valued(places[0], ("type",)) if places else ():
        if isinstance(value, str) and _names_event(value) and _TYPE.match(value):
            return value
    return ""


def _names_event(text: str) -> bool:
    return 0 < len(text) <= 80 and not is_hash(text) and not is_url(text)


def action(places: tuple[Place, ...]) -> str:
    """What was done to the thing, "opened" or "completed"; "" where nothing says it."""
    for place in places[:2]:
        for _, value in valued(place, _ACTIONS):
            if isinstance(value, str) and 0 < len(value) <= 40 and not is_url(value):
                return value
    return ""


def who(places: tuple[Place, ...]) -> str:
    """The person or program that did it, as the sender names them."""
    for place in places:
        if place.name.lower() in ("sender", "actor", "user", "pusher", "author"):
            for _, value in valued(place, ("login", "username", "display_name", "name")):
                if isinstance(value, str) and value:
                    return value
    return ""


def state(places: tuple[Place, ...], beside: tuple[str, ...]) -> str:
    """How it stands, if a known word says so and none of the texts `beside` says it already."""
    told = {word.lower() for text in beside for word in _WORD.findall(text)}
    found = states(places)
    if not found or any(_is_said(word.lower(), told) for word in found[:3]):
        return ""
    return found[0]


def states(places: tuple[Place, ...]) -> tuple[str, ...]:
    """Every word of the nearest places that says how it stands."""
    return tuple(word for place in _near(places) for word in _states_of(place))


def state_of(place: Place) -> str:
    """How one thing stands, by its own properties."""
    return next(iter(_states_of(place)), "")


def _near(places: tuple[Place, ...]) -> tuple[Place, ...]:
    near = [place for place in places if not place.is_beside and not place.is_one_of_many]
    return tuple(near[:4])


def _states_of(place: Place) -> list[str]:
    found = []
    for _, value in valued(place, _STATES):
        word = said(value) if isinstance(value, str) else ""
        if word.lower().replace(" ", "_") in _KNOWN:
            found.append(word)
    for _, value in valued(place, ("color",)):
        if isinstance(value, str) and value in _COLOURS:
            found.append(_COLOURS[value])
    return found or _states_of_longer_names(place)


def _states_of_longer_names(place: Place) -> list[str]:
    """The words under names that end as a known one does, and do not tell how it was before."""
    values = (
        place.found[name]
        for spelling, name in place.spellings.items()
        if spelling.endswith(_STATE_ENDINGS) and not spelling.startswith(("previous", "old", "last", "from"))
    )
    return [value for value in values if isinstance(value, str) and value.lower().replace(" ", "_") in _KNOWN]


def _is_said(word: str, told: set[str]) -> bool:
    """Open is said by opened, and resolved by resolve."""
    return any(
        word == each or (len(word) > 3 and (each.startswith(word) or (word.startswith(each) and len(each) > 3)))
        for each in told
    )
