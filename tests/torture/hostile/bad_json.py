"""bad-json: JSON that is none, strings in every field, documents of any shape: the answer is never a 5xx.

Where there is PostgreSQL, a receiver on it gets all of it as well, and has to answer the same.
"""

from __future__ import annotations

import json
from collections import Counter
from contextlib import ExitStack
from itertools import zip_longest
from typing import LiteralString

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from development.postgres_server import binaries, running
from tests.end_to_end.station import Answer, Send, posting
from tests.postgres import blank_on
from tests.receiver.parsing.test_payload_anything import documents, reports, strings
from tests.torture.hostile import json_corpus
from tests.torture.ledger import hold_sound, looking
from tests.torture.program import Program
from tests.torture.trial import Terms, Trial, hold

# What was taken, in the order in which it came, without times and the database's own numbers.
TAKEN: tuple[LiteralString, ...] = (
    'SELECT cases.number, messages.kind, messages.text, messages.report_id, messages."references" FROM messages'
    " LEFT JOIN cases ON cases.id = messages.case_id ORDER BY messages.id",
    "SELECT cases.number, cases.subject, cases.messages, home.number FROM cases"
    " LEFT JOIN cases AS home ON home.id = cases.merged_into_id ORDER BY cases.number",
    "SELECT type, display_name, ext, url FROM attachments ORDER BY message_id, position",
    "SELECT status, outcome, code, size FROM deliveries ORDER BY id",
)

WORDS = st.text(st.characters(codec="utf-8"), min_size=1)
NAMES = st.sampled_from("abcdefgh") | st.integers(0, 2000) | WORDS
LINKS = st.fixed_dictionaries({"@type": st.just("link"), "url": WORDS}, optional={"displayName": strings | st.none()})
FILES = st.fixed_dictionaries({"@type": st.just("file"), "url": WORDS, "displayName": strings, "ext": strings})
# Reports of which nearly all are without a fault; of the other documents that are drawn nearly all are refused.
SOUND = st.fixed_dictionaries(
    {"text": WORDS},
    optional={
        "id": NAMES,
        "references": st.lists(NAMES, max_size=3),
        "subject": strings,
        "attachments": st.lists(LINKS | FILES, max_size=3),
    },
)

KINDS = (None, "application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b")


class Answers:
    """Posts to each receiver, and holds that all of them answer the same."""

    def __init__(self, senders: list[Send]) -> None:
        self._senders = senders
        self.statuses = Counter[int]()

    def post(self, body: bytes, kind: str | None = "application/json") -> Answer:
        headers = {} if kind is None else {"Content-Type": kind}
        answers = [send(body, headers) for send in self._senders]
        shown = body[:500]
        hold(answers[0].status < 500, f"{answers[0]} to {shown!r} as {kind}")
        # A server counts messages with gaps.
        same = [(answer.status, {**answer.body, "message": None}) for answer in answers]
        hold(all(each == same[0] for each in same), f"different answers, {answers}, to {shown!r}")
        self.statuses[answers[0].status] += 1
        return answers[0]


def run(terms: Terms) -> str:
    file = Program(terms)
    programs = [file]
    with ExitStack() as opened:
        if binaries() is not None:
            server = opened.enter_context(running())
            programs.append(Program(terms, "on-server", url=blank_on(server.url)))
        receivers = [opened.enter_context(program.receiving()) for program in programs]
        answers = Answers([opened.enter_context(posting(receiver.hook)) for receiver in receivers])
        _post_bodies(answers, terms)
        kept = _post_strings(answers, terms)
        drawn = _post_drawn(answers, terms)
        for receiver in receivers:
            receiver.end()
        for program in programs:
            program.hold_no_complaints()
        _hold_kept(file, kept)
        for program in programs[1:]:
            _hold_same(file, program)
    told = ", ".join(f"{count:,} x {status}" for status, count in sorted(answers.statuses.items()))
    where = "SQLite alone" if len(programs) == 1 else "the same on SQLite and PostgreSQL"
    return f"{sum(answers.statuses.values()):,} bodies, {drawn:,} of them drawn, never a 5xx, {where} ({told})"


def _post_bodies(answers: Answers, terms: Terms) -> None:
    for body, is_json in json_corpus.bodies(terms.json_suite):
        code = answers.post(body, "application/json").body.get("code")
        # What is no JSON may be taken as plain text.
        hold(not is_json or code != "invalid_json", f"{code} to {body[:200]!r}")
        for kind in KINDS:
            answers.post(body, kind)


def _post_strings(answers: Answers, terms: Terms) -> dict[int, str]:
    """Post every string in every field; the texts that have to be there, by the ids of their messages."""
    kept = {}
    for text in json_corpus.strings(terms.naughty):
        for report in json_corpus.everywhere(text):
            answer = answers.post(json.dumps(report).encode())
            if report["text"] == text and answer.status in (200, 201):
                kept[int(answer.body["message"])] = text.replace("\0", "\ufffd")
    return kept


def _post_drawn(answers: Answers, terms: Terms) -> int:
    """Post documents and bytes that Hypothesis draws; how many."""
    number = terms.size(800, 50_000)
    shaped = (SOUND | SOUND | SOUND | documents | reports).map(lambda document: json.dumps(document).encode())

    @seed(terms.seed)
    @settings(
        max_examples=number, database=None, deadline=None, phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(shaped | shaped | st.binary(), st.sampled_from(KINDS))
    def post(body: bytes, kind: str | None) -> None:
        answers.post(body, kind)

    post()
    return number


def _hold_kept(program: Program, kept: dict[int, str]) -> None:
    """Hold that what was taken is there, letter by letter."""
    hold_sound(program.file)
    with looking(program.file) as rows:
        texts = dict(rows("SELECT id, text FROM messages"))
    wrong = [text[:50] for message, text in kept.items() if texts.get(message) != text]
    hold(not wrong, f"{len(wrong)} texts are not there as they were sent, such as {wrong[:3]!r}")


def _hold_same(file: Program, on_server: Program) -> None:
    """Hold that the server has what the file has."""
    with looking(file.file) as here, looking(on_server.database) as there:
        for query in TAKEN:
            pairs = list(zip_longest(here(query), there(query)))
            different = [pair for pair in pairs if pair[0] != pair[1]]
            hold(not different, f"{len(different)} of {len(pairs)} rows differ, such as {str(different[:1])[:500]}")


TRIAL = Trial("bad-json", run, weakness="trust-surrogates")
