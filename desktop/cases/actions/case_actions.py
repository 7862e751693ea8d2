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
from desktop.cases.actions.sentences import assigned, due, moved, of_cases
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.dialogs.chooser import Choice, Chooser
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr
from desktop.words.priorities import priority
from models.cases import case_actions, case_moving, comments, links
from models.cases.cases import PRIORITIES, Case
from models.cases.people import Person
from models.channels import channels
from models.channels.channels import Channel
from models.files.own_files import OwnFiles
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
        self.undo, self.undo_last, self.can_undo = self._runner.undo, self._runner.undo_last, self._runner.can_undo

    def assign(self, seen: Seen, anchor: QWidget) -> None:
        """Give the cases to somebody who is chosen."""
        if seen:
            choose_person(
                of_cases(seen, Sentence("Assign case #{number} to"), Sentence("Assign {count} cases to")),
                anchor,
                tasks=self._tasks,
                me=self._by(),
                now=seen[0].assignee_id,
                chosen=partial(self.give, seen),
            )

    def give(self, seen: Seen, person: Person | None) -> None:
        """Give the cases to this person, or to nobody."""
        by, name = self._by(), person.name if person else None
        self._runner.run(seen, lambda now: case_actions.assign(now, person, by), lambda _: assigned(seen, name))

    def priority(self, seen: Seen, anchor: QWidget) -> None:
        """Set the priority that is chosen."""
        if seen:
            choices = [Choice(priority(place), place) for place in reversed(range(len(PRIORITIES)))]
            heading = of_cases(seen, Sentence("Priority of case #{number}"), Sentence("Priority of {count} cases"))
            chooser = Chooser(heading, choices, anchor, current=seen[0].priority)
            chooser.chosen.connect(partial(self.set_priority, seen))
            chooser.open()

    def set_priority(self, seen: Seen, place: int) -> None:
        """Set a priority, a place in PRIORITIES."""
        one = Sentence("Case #{number} now has priority {priority}")
        several = Sentence("{count} cases now have priority {priority}")
        by, said = self._by(), of_cases(seen, one, several, priority=priority(place))
        self._runner.run(seen, lambda now: case_actions.set_priority(now, place, by), lambda _: said)

    def deadline(self, seen: Seen, anchor: QWidget) -> None:
        """Set the deadline that is chosen."""
        if seen:
            heading = of_cases(seen, Sentence("Deadline of case #{number}"), Sentence("Deadline of {count} cases"))
            popup = DeadlinePopup(heading, anchor, theme=self._theme, current=seen[0].deadline)
            popup.chosen.connect(partial(self.set_deadline, seen))
            popup.open()

    def set_deadline(self, seen: Seen, at: datetime | None) -> None:
        """Set the deadline, or take it away."""
        by = self._by()
        self._runner.run(seen, lambda now: case_actions.set_deadline(now, at, by), lambda _: due(seen, at))

    def close(self, seen: Seen, anchor: QWidget | None = None, *, comment: str = "") -> None:
        """Close those that are open, at once."""
        by, wanted = self._by(), [case for case in seen if case.state == "open"]
        one, several = Sentence("Case #{number} closed"), Sentence("{count} cases closed")
        self._runner.run(
            wanted, lambda now: case_actions.close(now, by, comment), lambda _: of_cases(wanted, one, several)
        )

    def close_with_comment(self, seen: Seen, anchor: QWidget) -> None:
        """Close those that are open, with a word about it."""
        wanted = [case for case in seen if case.state == "open"]
        if wanted:
            several = Sentence("Close {count} cases")
            button = of_cases(wanted, Sentence("Close case"), several)
            popup = ClosingPopup(of_cases(wanted, Sentence("Close case #{number}"), several), button, anchor)
            popup.chosen.connect(lambda comment: self.close(wanted, comment=comment))
            popup.open()

    def reopen(self, seen: Seen, anchor: QWidget | None = None) -> None:
        """Reopen those that are closed, at once."""
        by, wanted = self._by(), [case for case in seen if case.state == "closed"]
        one, several = Sentence("Case #{number} reopened"), Sentence("{count} cases reopened")
        self._runner.run(wanted, lambda now: case_actions.reopen(now, by), lambda _: of_cases(wanted, one, several))

    def move(self, seen: Seen, anchor: QWidget) -> None:
        """Move the cases into the channel that is chosen."""
        if seen:
            self._tasks.run(channels.all_channels, partial(self._choose_channel, seen, anchor), owner=anchor)

    def merge(self, seen: Seen, anchor: QWidget) -> None:
        """Make the cases one; of a single case it is asked with which."""
        self._with_another(Sentence("Merge case #{number} with"), seen, anchor, self._merge)

    def link(self, seen: Seen, anchor: QWidget) -> None:
        """Link the cases with each other; of a single case it is asked with which."""
        self._with_another(Sentence("Link case #{number} with"), seen, anchor, self._link)

    def unlink(self, seen: Seen) -> None:
        """Take the links between the cases away."""
        by = self._by()
        one, several = Sentence("Case #{number} unlinked"), Sentence("{count} cases unlinked")
        self._runner.run(seen, lambda now: links.unlink(now, by), lambda _: of_cases(seen, one, several))

    def delete(self, seen: Seen, anchor: QWidget | None = None) -> None:
        """Delete the cases, once the person has said so."""
        if not seen:
            return
        messages = tr("{count} messages", sum(case.messages for case in seen))
        one, several = (
            Sentence("Delete case #{number} with {messages}?"),
            Sentence("Delete {count} cases with {messages}?"),
        )
        title = of_cases(seen, one, several, messages=messages)
        text = tr("It can be undone for ten seconds. What was reported stays reported: a repeat opens no case.")
        by = self._by()
        if self._ask.confirm(self._window, title, text, tr("Delete"), danger=True):
            said = of_cases(seen, Sentence("Case #{number} deleted"), Sentence("{count} cases deleted"))
            self._runner.run(seen, lambda now: case_actions.delete(now, by), lambda _: said)

    def set_subject(self, case: Case, subject: str) -> None:
        """Give a case another subject."""
        by, said = self._by(), tr("Case #{number} renamed", number=case.number)
        self._runner.run([case], lambda now: case_actions.set_subject(now[0], subject, by), lambda _: said)

    def set_description(self, case: Case, description: str) -> None:
        """Give a case another description."""
        by, said = self._by(), tr("Description of case #{number} changed", number=case.number)
        self._runner.run([case], lambda now: case_actions.set_description(now[0], description, by), lambda _: said)

    def comment(self, case: Case, text: str, take: Callable[[], OwnFiles], done: Callable[[int], None]) -> None:
        """Say something about a case, with the files that `take` reads in the background; `done` gets the id of the
        message. A problem is told as for an action."""
        by = self._by()

        def add() -> int:
            files = take()
            try:
                return comments.add(case, text, by, files)
            finally:
                files.discard()

        self._tasks.run(add, done, owner=self, problem=self._runner.refuse)

    def _with_another(self, heading: Sentence, seen: Seen, anchor: QWidget, act: Callable[[Seen], None]) -> None:
        if len(seen) == 1:
            chooser = CaseChooser(tr(heading, number=seen[0].number), seen, anchor, tasks=self._tasks)
            chooser.chosen.connect(lambda other: act([*seen, other]))
            chooser.open()
        else:
            act(seen)

    def _merge(self, seen: Seen) -> None:
        by = self._by()
        one, several = Sentence("Case #{number} merged into #{into}"), Sentence("{count} cases merged into #{into}")
        self._runner.run(
            seen,
            lambda now: case_moving.merge(now, by),
            lambda done: of_cases(seen, one, several, into=done.cases[0].number),
        )

    def _link(self, seen: Seen) -> None:
        by = self._by()
        one, several = Sentence("Case #{number} linked"), Sentence("{count} cases linked")
        self._runner.run(seen, lambda now: links.link(now, by), lambda _: of_cases(seen, one, several))

    def _choose_channel(self, seen: Seen, anchor: QWidget, found: Sequence[Channel]) -> None:
        own = {case.channel_id for case in seen}
        choices = [Choice(channel.name, channel) for channel in found if own != {channel.id}]
        if not choices:
            self._runner.refuse(Problem("There is no other channel.", "Add one: File > New channel…"))
            return
        heading = of_cases(seen, Sentence("Move case #{number} to"), Sentence("Move {count} cases to"))
        chooser = Chooser(heading, choices, anchor)
        chooser.chosen.connect(partial(self._move, seen))
        chooser.open()

    def _move(self, seen: Seen, channel: Channel) -> None:
        by = self._by()
        self._runner.run(seen, lambda now: case_moving.move(now, channel.id, by), lambda done: moved(seen, done))
