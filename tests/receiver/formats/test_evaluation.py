"""A format makes reports of a body; what it cannot read is told without it."""

from models.cases.cases import PRIORITIES
from models.report import Report
from receiver.formats.arrived import Arrived
from receiver.formats.format import Format, LinkFormat
from receiver.formats.parts import MOST_REPORTS
from receiver.formats.reading import Reading, read


def _read(body: object, **parts: object) -> Reading:
    return read(Arrived(body), Format("Mine", **{"subject": "{{ body.title }}", **parts}), {})  # type: ignore[arg-type]  # parts of any kind


def _one(body: object, **parts: object) -> Report:
    reading = _read(body, **parts)
    assert reading.fell_back is None
    (report,) = reading.reports
    return report


def test_each_item_of_a_list_is_a_report() -> None:
    body = {"alerts": [{"name": "cpu", "on": "web1"}, {"name": "disk", "on": "db1"}]}

    reading = _read(body, for_each="body.alerts", subject="{{ item.name }} of {{ item.on }}", key="item.on ~ place")

    assert [(each.subject, each.key) for each in reading.reports] == [("cpu of web1", "web10"), ("disk of db1", "db11")]


def test_one_item_that_cannot_be_read_does_not_keep_the_others_out() -> None:
    body = {"alerts": [{"name": "cpu", "n": 1}, {"name": "Disk of db1", "n": 0}]}

    reading = _read(body, for_each="body.alerts", subject="{{ item.name }}", key="10 // item.n")

    assert [(each.subject, each.key) for each in reading.reports] == [("cpu", "10"), ("Disk of db1", None)]
    assert reading.fell_back == "key, line 1, column 1: Unable to calculate 10 // 0."


def test_a_list_that_is_none_falls_back_and_says_so() -> None:
    reading = _read({"alerts": "none", "title": "Disk full"}, for_each="body.alerts")

    assert reading.fell_back == "for_each: It gives no list."
    assert [each.subject for each in reading.reports] == ["Disk full"]


def test_a_format_that_says_nothing_of_a_body_falls_back() -> None:
    reading = _read({"headline": "Disk full"}, key="body.headline")

    assert reading.fell_back == "The format says nothing of this body: subject and text are empty."
    assert [(each.subject, each.key) for each in reading.reports] == [("Disk full", None)]


def test_what_is_skipped_leaves_no_report() -> None:
    assert _read({"title": "It begins", "phase": "STARTED"}, skip_when='body.phase == "STARTED"').reports == ()


def test_names_are_worked_out_in_their_order() -> None:
    names = {"it": "body.data.issue", "words": "it.title ~ '!'"}

    assert _one({"data": {"issue": {"title": "Disk full"}}}, names=names, subject="{{ words }}").subject == "Disk full!"


def test_a_word_becomes_a_priority_by_the_table_or_by_its_own_name() -> None:
    table = {"sev0": "Critical"}

    def priority(word: object) -> int | None:
        return _one({"title": "x", "severity": word}, priority="body.severity", priorities=table).priority

    assert priority("Sev0") == PRIORITIES.index("Critical")
    assert priority("very high") == PRIORITIES.index("Very High")
    assert priority("whatever") is None
    assert priority(None) is None


def test_a_key_of_any_length_is_kept_apart_from_others() -> None:
    first, second = ("a" * 300 + end for end in "xy")

    keys = {_one({"title": "x", "k": key}, key="body.k").key for key in (first, second)}

    assert len(keys) == 2
    assert all(key is not None and len(key) == 255 for key in keys)


def test_a_key_of_several_values_falls_back() -> None:
    assert _read({"title": "x y z", "k": [1]}, key="body.k").fell_back == (
        "key: It must give one text or number, not several values."
    )


def test_a_number_is_a_key_as_it_is_written() -> None:
    assert [_one({"title": "x", "k": k}, key="body.k").key for k in (7, 7.0, "7", 0)] == ["7", "7", "7", "0"]


def test_null_is_the_same_as_absent() -> None:
    assert _one({"title": "x", "k": None}, key="body.k", subject="x{{ body.k }}").key is None
    assert _one({"title": "x", "k": None}, key="body.k", subject="x{{ body.k }}").subject == "x"


def test_the_sender_closes_with_a_truth() -> None:
    states = [_one({"title": "x", "s": s}, closed_when='body.s == "ok"').state for s in ("ok", "bad", None)]

    assert states == ["closed", "open", "open"]


def test_references_are_one_or_several() -> None:
    assert _one({"title": "x", "r": [1, "b", "b", None]}, references="body.r").references == ("1", "b")
    assert _one({"title": "x", "r": "a"}, references="body.r", id="'a'").references == ()


def test_links_are_web_addresses_once() -> None:
    links = (LinkFormat("body.urls", "Open"), LinkFormat("body.one"))
    body = {
        "title": "x",
        "urls": ["https://a.example/", "javascript:alert(1)", "/relative"],
        "one": "https://a.example/",
    }

    found = _one(body, links=links).attachments

    assert [(link.type, link.display_name, link.url) for link in found] == [("link", "Open", "https://a.example/")]


def test_the_text_begins_with_the_subject() -> None:
    assert _one({"title": "Disk full"}, text="{{ body.title }} on db1").text == "Disk full on db1"
    assert _one({"title": "Disk full"}, text="97 %\n\n\n\n\nof db1").text == "Disk full\n\n97 %\n\nof db1"


def test_more_reports_than_are_taken_are_counted() -> None:
    reports = _read({"a": [1] * (MOST_REPORTS + 7)}, for_each="body.a", subject="{{ item }}").reports

    assert len(reports) == MOST_REPORTS + 1
    assert reports[-1].text == f"7 more reports stand in this delivery; {MOST_REPORTS} are taken."


def test_of_a_list_that_formats_do_not_see_to_its_end_no_exact_number_is_told() -> None:
    reports = _read({"a": [1] * 20_000}, for_each="body.a", subject="{{ item }}").reports

    assert reports[-1].text == f"At least 500 more reports stand in this delivery; {MOST_REPORTS} are taken."
