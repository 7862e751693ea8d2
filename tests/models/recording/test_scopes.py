"""Where ids are known per web hook, each of them has the channel to itself; otherwise all share what is known."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.channels import channels, hook_targets, hooks
from models.channels.channel_rules import Rules, set_rules
from models.database import connection, execute, read_value, writing
from models.recording import settling
from models.recording.foresight import Foresight
from models.recording.grounds import StoredGround
from models.recording.report_writer import Source, record
from models.report import Report
from tests.models.conftest import AT, texts, through
from tests.models.recording.facts_model import MemoryChannel

NAMES = st.sampled_from("abcd")
REPORTS = st.builds(
    Report,
    id=st.none() | NAMES,
    references=st.just(()) | st.lists(NAMES, max_size=2, unique=True).map(tuple),
    key=st.none() | st.sampled_from("kl"),
    state=st.sampled_from(["open", "open", "closed"]),
)
SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
DISK = Report(key="disk", text="full")
_numbers = count()


def two_hooks(*, ids_per_hook: bool) -> tuple[Source, Source]:
    """Two hooks of a new channel, as what comes through them is recorded."""
    channel = channels.add(f"Channel {next(_numbers)}")
    made = [hooks.add(channel.id, purpose) for purpose in ("Monitor", "Backup")]
    set_rules(channel.id, Rules(ids_per_hook=ids_per_hook))
    first, second = (source_of(hook) for hook in made)
    return first, second


def source_of(hook: hooks.Hook) -> Source:
    with connection():
        target = hook_targets.of_hook(hook.id)
    assert target is not None
    return Source(hook.channel_id, hook.id, hook.purpose, AT, scope=target.scope)


@SETTINGS
@given(arrivals=st.lists(st.tuples(st.booleans(), REPORTS), max_size=12), ids_per_hook=st.booleans())
def test_each_hook_has_the_channel_to_itself_or_shares_it(
    desk: object, arrivals: list[tuple[bool, Report]], ids_per_hook: bool
) -> None:
    sources = two_hooks(ids_per_hook=ids_per_hook)
    first = MemoryChannel()
    known = (first, MemoryChannel() if ids_per_hook else first)
    for number, (second, report) in enumerate(arrivals):
        references = tuple(name for name in report.references if name != report.id)
        report = replace(report, references=references, text=f"text{number}")
        with writing():
            foreseen = Foresight(StoredGround(sources[second].channel_id, sources[second].scope)).foresee(
                sources[second], report
            )
            outcome = record(sources[second], report)
        assert outcome.status == known[second].record(report).status
        assert (foreseen.status, foreseen.case) == (outcome.status, outcome.case)
    held = [said for each in known[: 1 + ids_per_hook] for case, said in each.held().items() if case]
    with connection():
        assert cases_of(sources[0].channel_id) == Counter(tuple(sorted(said)) for said in held)


def cases_of(channel_id: int) -> Counter[tuple[str, ...]]:
    """The texts of each case of a channel."""
    rows = execute("SELECT id FROM cases WHERE channel_id = ? AND merged_into_id IS NULL", (channel_id,))
    return Counter(tuple(sorted(texts(case_id))) for (case_id,) in rows)


def test_the_same_ids_and_keys_of_two_hooks_make_two_cases_each(desk: object) -> None:
    for source in two_hooks(ids_per_hook=True):
        assert through(source, Report(id="a", text="a")).status == "opened"
        assert through(source, Report(id="a", text="a")).status == "already_reported"
        assert through(source, DISK).status == "opened"
        assert through(source, replace(DISK, state="closed")).status == "closed"


def test_what_waits_in_another_scope_stays_where_it_is_also_when_much_is_put_off(desk: object) -> None:
    first, second = two_hooks(ids_per_hook=True)
    for number in range(100):
        through(first, Report(text=f"first {number}", references=("parent",)))
    through(second, Report(text="second", references=("parent",)))
    through(first, Report(id="parent", text="parent"))
    with writing():
        while read_value("SELECT COUNT(*) FROM settling"):
            settling.batch(30)
        [(case_id,)] = execute("SELECT id FROM cases WHERE channel_id = ?", (first.channel_id,))
        assert execute("SELECT scope FROM awaited WHERE channel_id = ?", (first.channel_id,)) == [(second.hook_id,)]
    assert len(texts(case_id)) == 101
    assert "second" not in texts(case_id)


def test_what_was_reported_before_a_change_keeps_its_scope(desk: object) -> None:
    channel = channels.add("Changing")
    hook = hooks.add(channel.id, "Monitor")
    opened = Report(id="a", text="a")
    said = []
    for ids_per_hook in (False, True, False, True):
        set_rules(channel.id, Rules(ids_per_hook=ids_per_hook))
        said.append(through(source_of(hook), opened))
    assert [(one.status, one.case) for one in said] == [
        ("opened", 1),
        ("opened", 2),
        ("already_reported", 1),
        ("already_reported", 2),
    ]
