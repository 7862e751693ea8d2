"""Places: the maps of a body, the nearest to its top first."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from receiver.formats.rendering.secrecy import is_secret
from receiver.formats.rendering.telling import words

_MOST_MAPS = 2_000
_MOST_ITEMS = 50  # of a list
MOST_NAMES = 500  # of a map
_DEEPEST = 7
_BESIDE = frozenset(
    words(
        "repository repo project sender user actor installation organization organisation links receiver owner "
        "author pusher team workspace account enterprise hook config _links metadata org application app client "
        "site monitorgroup assignee assignees creator committer requester reviewers member members from to company "
        "customer agent webhook model board list membercreator"
    )
)

Map = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Place:
    """A map in the body; `name` is the property that holds it, `is_beside` says it is about who and where, not what."""

    found: Map
    name: str = ""
    depth: int = 0
    is_beside: bool = False
    is_one_of_many: bool = False
    spellings: Mapping[str, str] = field(default_factory=dict)


def place_of(found: Map, name: str = "", depth: int = 0, *, beside: bool = False, many: bool = False) -> Place:
    """The place of a map, with the spellings of its names."""
    spellings = {spelled(each): each for each in reversed(list(islice(found, MOST_NAMES))) if not is_secret(each)}
    return Place(found, name, depth, beside, many, spellings)


def everywhere(value: object) -> tuple[Place, ...]:
    """Every map, the nearest first: the top, the event's main object, then the rest to a depth of seven."""
    found = list(_walk(value))
    main = next((place for place in found if place.depth == 1 and place.name and not place.is_beside), None)
    if main is not None:
        found.remove(main)
        found.insert(1 if found and found[0].depth == 0 else 0, main)
    return tuple(found)


def _walk(value: object) -> Iterator[Place]:
    waiting: deque[tuple[object, Place]] = deque([(value, Place({}))])
    seen = 0
    while waiting and seen < _MOST_MAPS:
        current, at = waiting.popleft()
        if isinstance(current, dict):
            seen += 1
            yield place_of(current, at.name, at.depth, beside=at.is_beside, many=at.is_one_of_many)
        if at.depth < _DEEPEST:
            waiting.extend(_inner(current, at))


def _inner(value: object, at: Place) -> Iterator[tuple[object, Place]]:
    if isinstance(value, dict):
        for name, inner in islice(value.items(), MOST_NAMES):
            if isinstance(inner, dict | list) and not is_secret(name):
                beside = at.is_beside or names_beside(name)
                yield inner, Place({}, name, at.depth + 1, beside, at.is_one_of_many)
    elif isinstance(value, list):
        many = at.is_one_of_many or len(value) > 1
        for inner in value[:_MOST_ITEMS]:
            if isinstance(inner, dict | list):
                yield inner, Place({}, "", at.depth + 1, at.is_beside, many)


def names_beside(name: str) -> bool:
    """Whether a map of this name is about who and where, not about what."""
    return name.lower() in _BESIDE


@lru_cache(maxsize=4096)
def spelled(name: str) -> str:
    """A property's name without what spellings differ in: alertName, alert_name and AlertName are one."""
    return name.replace("_", "").replace("-", "").lower()


def valued(place: Place, names: tuple[str, ...]) -> Iterator[tuple[str, object]]:
    """The properties of a place that have one of these names, in the order of the names."""
    wanted, in_order = _spelled(names)
    if not place.spellings.keys().isdisjoint(wanted):
        for name in in_order:
            hit = place.spellings.get(name)
            if hit is not None:
                yield hit, place.found[hit]


@lru_cache(maxsize=256)
def _spelled(names: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    in_order = tuple(map(spelled, names))
    return frozenset(in_order), in_order
