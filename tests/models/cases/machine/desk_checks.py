"""Whether the desk in the database is what its model in plain Python says."""

from __future__ import annotations

from collections import Counter

from models import search
from models.cases import case_keys, cases
from models.cases.case_filter import Filter
from models.cases.case_pages import page
from models.cases.cases import Case
from models.database import execute, is_shared, writing
from models.recording.facts import look_up
from models.recording.report_writer import Source, record
from models.report import Report
from tests.models.cases.machine.desk_model import Desk, Thing


class Checks:
    """`sources` are the hooks of the channels by name."""

    def __init__(self, desk: Desk, sources: dict[str, Source]) -> None:
        self._desk = desk
        self._sources = sources

    def find(self, thing: Thing) -> Case:
        """What the number of a case of the model leads to."""
        return cases.find(self._sources[thing.at[0]].channel_id, thing.at[1])

    def cases_are_those_of_the_model(self) -> None:
        listed = {(case.channel, case.number): case for case in page(Filter(), limit=1000)}
        there = [thing for thing in self._desk.living() if not thing.deleted]
        assert set(listed) == {thing.at for thing in there}
        for thing in there:
            case = listed[thing.at]
            assert (case.priority, case.state) == (thing.priority, "closed" if thing.closed else "open")
            assert case.closed_by_sender == (thing.closed in self._desk.closings)
            assert (case.messages, case.description) == (len(self._desk.texts(thing)), thing.description)

    def nothing_is_lost(self) -> None:
        for thing in self._desk.living():
            case = self.find(thing)
            texts = execute("SELECT text, channel_id FROM messages WHERE case_id = ? ORDER BY id", (case.id,))
            assert texts == [(text, case.channel_id) for text in self._desk.texts(thing)]
            openings = execute("SELECT COUNT(*) FROM messages WHERE case_id = ? AND kind = 'opening'", (case.id,))
            assert openings[0][0] <= 1
            assert Counter(e.action for e in cases.history(case.id)) == Counter(e.action for e in thing.history)
        alone = execute("SELECT text FROM messages WHERE case_id IS NULL ORDER BY id")
        assert [row[0] for row in alone] == self._desk.texts(None)
        assert execute("SELECT COUNT(*) FROM messages")[0][0] == len(self._desk.said)
        if not is_shared():  # which checks it itself
            assert execute("PRAGMA foreign_key_check") == []

    def every_number_leads_to_its_case(self) -> None:
        for thing in self._desk.things:
            case, home = self.find(thing), thing.home()
            assert ((case.channel, case.number), case.deleted) == (home.at, bool(home.deleted))
        for name, last in self._desk.last.items():
            where = "SELECT number FROM cases WHERE channel_id = ? ORDER BY number"
            given = [row[0] for row in execute(where, (self._sources[name].channel_id,))]
            assert given == list(range(1, last + 1))

    def every_report_id_leads_to_its_case(self) -> None:
        with writing():
            for (channel, name), thing in self._desk.reported.items():
                outcome = record(self._sources[channel], Report(id=name, text="again"))
                assert outcome.status == "already_reported"
                assert outcome.case_id == self.find(thing.home()).id
        assert execute("SELECT COUNT(*) FROM reported")[0][0] == len(self._desk.reported)

    def every_key_leads_to_its_case(self) -> None:
        for thing in self._desk.living():
            parts = [one for one in self._desk.things if one.home() is thing and one.key]
            found = [(one.key, one.repeats) for one in case_keys.of_case(self.find(thing).id)]
            assert found == [(one.key[1], one.repeats) for one in parts if one.key]
        for channel, key in {one.key for one in self._desk.things if one.key}:
            under = self._desk.under(channel, key)
            keyed = look_up(self._sources[channel].channel_id, Report(key=key), None).keyed
            assert (keyed and keyed.home.id) == (under and self.find(under).id)
            assert (keyed and keyed.home.number) == (under and under.home().at[1])

    def every_text_can_be_found(self) -> None:
        shown = Counter(said.text for said in self._desk.said if not (said.case and said.case.deleted))
        for text in {said.text for said in self._desk.said}:
            hits = search.messages_with(text)
            assert len(hits) == shown[text]
            for name in self._desk.last:
                channel = self._sources[name].channel_id
                here = [hit for hit in hits if hit.channel_id == channel]
                assert search.messages_with(text, channel) == here
        for thing in self._desk.living():
            for word in thing.description.split():
                assert (self.find(thing) in search.cases_with(word)) == (not thing.deleted)
