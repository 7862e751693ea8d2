"""A filter in words, part by part, and the same filter without each part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.widgets.part_chips import Part
from desktop.words.filter_spans import between_words
from desktop.words.language import tr
from desktop.words.priorities import or_none, priority
from models.cases import people
from models.cases.case_filter import Between, Filter
from models.cases.cases import PRIORITIES
from models.cases.people import Person
from models.channels import hooks
from models.channels.hooks import Hook

HIGH = 3


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What a filter can name: people (those who were taken off the list last) and web hooks."""

    people: Sequence[Person] = ()
    former: Sequence[Person] = ()
    hooks: Sequence[Hook] = ()

    def person(self, person_id: int) -> str:
        """The name of somebody."""
        found = (one.name for one in (*self.people, *self.former) if one.id == person_id)
        return next(found, tr("somebody who is gone"))

    def hook(self, hook_id: int) -> str:
        """The purpose of a web hook."""
        return next((hook.purpose for hook in self.hooks if hook.id == hook_id), tr("a web hook that was removed"))


def read_choices(channel_id: int | None) -> FilterChoices:
    """What the filters of a channel, or of all of them, can name."""
    there = people.all_people()
    known = {one.id for one in there}
    former = [one for one in people.everybody() if one.id not in known]
    return FilterChoices(there, former, hooks.of_channel(channel_id))


def parts(filter_: Filter, choices: FilterChoices) -> list[Part[Filter]]:
    """Every part of the filter but channel and state, which have places of their own."""
    found = list[Part[Filter]]()
    if filter_.nobody:
        found.append(Part(tr("Nobody's"), replace(filter_, nobody=False)))
    if filter_.assignee_id is not None:
        found.append(Part(choices.person(filter_.assignee_id), replace(filter_, assignee_id=None)))
    if filter_.priorities:
        found.append(Part(priority_words(filter_.priorities), replace(filter_, priorities=())))
    if filter_.overdue:
        found.append(Part(tr("Overdue"), replace(filter_, overdue=False)))
    if filter_.closed_by_sender:
        found.append(Part(tr("Closed by the sender"), replace(filter_, closed_by_sender=False)))
    if filter_.hook_id is not None:
        found.append(Part(tr("By {hook}", hook=choices.hook(filter_.hook_id)), replace(filter_, hook_id=None)))
    if filter_.created != Between():
        words = tr("Created {span}", span=between_words(filter_.created))
        found.append(Part(words, replace(filter_, created=Between())))
    if filter_.updated != Between():
        words = tr("Updated {span}", span=between_words(filter_.updated))
        found.append(Part(words, replace(filter_, updated=Between())))
    if filter_.closed != Between():
        words = tr("Closed {span}", span=between_words(filter_.closed))
        found.append(Part(words, replace(filter_, closed=Between())))
    return found


def priority_words(priorities: Sequence[int]) -> str:
    """ "High, Critical", "High and above", "No priority"."""
    chosen = sorted(set(priorities))
    if len(chosen) > 1 and chosen == list(range(chosen[0], len(PRIORITIES))):
        return tr("{priority} and above", priority=priority(chosen[0]))
    return ", ".join(or_none(place) for place in chosen)


def clear(filter_: Filter) -> Filter:
    """The channel and the state, and nothing else."""
    return Filter(channel_id=filter_.channel_id, state=filter_.state)
