"""What a person does to cases: asks beside a widget for what is needed, and has it done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.cases.actions.action_runner import ActionRunner, Seen
from desktop.cases.actions.case_chooser import CaseChooser
from desktop.cases.actions.closing_popup import ClosingPopup
from desktop.cases.actions.deadline_popup import DeadlinePopup
from desktop.cases.actions.people_chooser import choose_person
from desktop.cases.actions.sentences import day_and_time, moved, of_cases, said_of
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.dialogs.chooser import Choice, Chooser
from desktop.widgets.theme import ThemeHolder
from models.cases import case_actions, case_moving, comments, links
from models.cases.cases import PRIORITIES, Case
from models.cases.people import Person
from models.channels import channels
from models.channels.channels import Channel
from models.problems import Problem


class CaseActions(QObject):
    """Every action takes the cases as they were seen, and `anchor`, the widget beside which it asks.

    Signals: acted(cases as they are now) and done(sentence, undo) when it is on disk, undone(sentence), and
    problem(Problem) when nothing was done; the person has been told then. `undo` keeps the way back for ten seconds.
    """

    def __init__(self, *, tasks: Tasks, theme: ThemeHolder, ask: Ask, by: Callable[[], str], parent: QWidget) -> None:
        """`by` gives the name of the person at this desk."""
        super().__init__(parent)
        self._tasks, self._theme, self._ask, self._by, self._window = tasks, theme, ask, by, parent
        self._runner = ActionRunner(tasks=tasks, ask=ask, parent=parent)
        self.done, self.acted = self._runner.done, self._runner.acted
        self.undone, self.problem = self._runner.undone, self._runner.problem
        self.undo, self.undo_last = self._runner.undo, self._runner.undo_last

    def assign(self, seen: Seen, anchor: QWidget) -> None:
        """Give the cases to somebody who is chosen."""
        if seen:
            choose_person(
                f"Assign {of_cases(seen)} to",
                anchor,
                tasks=self._tasks,
                me=self._by(),
                now=seen[0].assignee_id,
                chosen=partial(self.give, seen),
            )

    def give(self, seen: Seen, person: Person | None) -> None:
        """Give the cases to this person, or to nobody."""
        by, name = self._by(), person.name if person else "nobody"
        self._runner.run(
            seen, lambda now: case_actions.assign(now, person, by), lambda _: said_of(seen, f"assigned to {name}")
        )

    def priority(self, seen: Seen, anchor: QWidget) -> None:
        """Set the priority that is chosen."""
        if seen:
            choices = [Choice(name, place) for place, name in reversed(list(enumerate(PRIORITIES)))]
            chooser = Chooser(f"Priority of {of_cases(seen)}", choices, anchor, current=seen[0].priority)
            chooser.chosen.connect(partial(self.set_priority, seen))
            chooser.open()

    def set_priority(self, seen: Seen, priority: int) -> None:
        """Set a priority, a place in PRIORITIES."""
        by, said = self._by(), f"now has priority {PRIORITIES[priority]}"
        said = said if len(seen) == 1 else said.replace("has", "have")
        self._runner.run(seen, lambda now: case_actions.set_priority(now, priority, by), lambda _: said_of(seen, said))

    def deadline(self, seen: Seen, anchor: QWidget) -> None:
        """Set the deadline that is chosen."""
        if seen:
            heading, current = f"Deadline of {of_cases(seen)}", seen[0].deadline
            popup = DeadlinePopup(heading, anchor, theme=self._theme, current=current)
            popup.chosen.connect(partial(self.set_deadline, seen))
            popup.open()

    def set_deadline(self, seen: Seen, at: datetime | None) -> None:
        """Set the deadline, or take it away."""
        by, said = self._by(), f"due {day_and_time(at)}" if at else "without a deadline"
        self._runner.run(seen, lambda now: case_actions.set_deadline(now, at, by), lambda _: said_of(seen, said))

    def close(self, seen: Seen, anchor: QWidget | None = None, *, comment: str = "") -> None:
        """Close those that are open, at once."""
        by, wanted = self._by(), [case for case in seen if case.state == "open"]
        self._runner.run(wanted, lambda now: case_actions.close(now, by, comment), lambda _: said_of(wanted, "closed"))

    def close_with_comment(self, seen: Seen, anchor: QWidget) -> None:
        """Close those that are open, with a word about it."""
        wanted = [case for case in seen if case.state == "open"]
        if wanted:
            button = "Close case" if len(wanted) == 1 else f"Close {len(wanted):,} cases"
            popup = ClosingPopup(f"Close {of_cases(wanted)}", button, anchor)
            popup.chosen.connect(lambda comment: self.close(wanted, comment=comment))
            popup.open()

    def reopen(self, seen: Seen, anchor: QWidget | None = None) -> None:
        """Open those that are closed again, at once."""
        by, wanted = self._by(), [case for case in seen if case.state == "closed"]
        self._runner.run(wanted, lambda now: case_actions.reopen(now, by), lambda _: said_of(wanted, "reopened"))

    def move(self, seen: Seen, anchor: QWidget) -> None:
        """Move the cases into the channel that is chosen."""
        if seen:
            self._tasks.run(channels.all_channels, partial(self._choose_channel, seen, anchor), owner=anchor)

    def merge(self, seen: Seen, anchor: QWidget) -> None:
        """Make the cases one; of a single case it is asked with which."""
        self._with_another("Merge", seen, anchor, self._merge)

    def link(self, seen: Seen, anchor: QWidget) -> None:
        """Link the cases with each other; of a single case it is asked with which."""
        self._with_another("Link", seen, anchor, self._link)

    def unlink(self, seen: Seen) -> None:
        """Take the links between the cases away."""
        by = self._by()
        self._runner.run(seen, lambda now: links.unlink(now, by), lambda _: said_of(seen, "unlinked"))

    def delete(self, seen: Seen, anchor: QWidget | None = None) -> None:
        """Delete the cases, once the person has said so."""
        if not seen:
            return
        count = sum(case.messages for case in seen)
        messages = "1 message" if count == 1 else f"{count:,} messages"
        title = f"Delete {of_cases(seen)} with {messages}?"
        text = "It can be undone for ten seconds. What was reported stays reported: a repeat opens no case."
        by = self._by()
        if self._ask.confirm(self._window, title, text, "Delete", danger=True):
            self._runner.run(seen, lambda now: case_actions.delete(now, by), lambda _: said_of(seen, "deleted"))

    def set_subject(self, case: Case, subject: str) -> None:
        """Call a case something else."""
        by = self._by()
        self._runner.run(
            [case], lambda now: case_actions.set_subject(now[0], subject, by), lambda _: said_of([case], "renamed")
        )

    def set_description(self, case: Case, description: str) -> None:
        """Say more about a case."""
        by, said = self._by(), f"Description of case #{case.number} changed"
        self._runner.run([case], lambda now: case_actions.set_description(now[0], description, by), lambda _: said)

    def comment(self, case: Case, text: str, done: Callable[[int], None]) -> None:
        """Say something about a case; `done` gets the id of the message. A problem is told as for an action."""
        by = self._by()
        self._tasks.run(lambda: comments.add(case, text, by), done, owner=self, problem=self._runner.refuse)

    def _with_another(self, verb: str, seen: Seen, anchor: QWidget, act: Callable[[Seen], None]) -> None:
        if len(seen) == 1:
            heading = f"{verb} {of_cases(seen)} with"
            chooser = CaseChooser(heading, seen, anchor, tasks=self._tasks)
            chooser.chosen.connect(lambda other: act([*seen, other]))
            chooser.open()
        else:
            act(seen)

    def _merge(self, seen: Seen) -> None:
        by = self._by()
        self._runner.run(
            seen,
            lambda now: case_moving.merge(now, by),
            lambda done: said_of(seen, f"merged into #{done.cases[0].number}"),
        )

    def _link(self, seen: Seen) -> None:
        by = self._by()
        self._runner.run(seen, lambda now: links.link(now, by), lambda _: said_of(seen, "linked"))

    def _choose_channel(self, seen: Seen, anchor: QWidget, found: Sequence[Channel]) -> None:
        own = {case.channel_id for case in seen}
        choices = [Choice(channel.name, channel) for channel in found if own != {channel.id}]
        if not choices:
            self._runner.refuse(Problem("There is no other channel.", "Add one: File > New channel…"))
            return
        chooser = Chooser(f"Move {of_cases(seen)} to", choices, anchor)
        chooser.chosen.connect(partial(self._move, seen))
        chooser.open()

    def _move(self, seen: Seen, channel: Channel) -> None:
        by = self._by()
        self._runner.run(seen, lambda now: case_moving.move(now, channel.id, by), lambda done: moved(seen, done))
