"""The codes: all that is there is in the table, and what the documents say of them by name is what it says."""

from __future__ import annotations

import re
from typing import get_args

import click

from development.environment import ROOT
from models.deliveries.delivery_filter import DeliveryOutcome
from models.report import OutcomeStatus
from receiver.answers import Refused
from receiver.cli import main
from receiver.codes import CODES, DOUBTFUL_SENDERS, OUTCOMES

API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


def test_every_outcome_is_there_once() -> None:
    assert sorted(OUTCOMES) == sorted(get_args(OutcomeStatus))


def test_every_code_that_the_receiver_refuses_with_is_there_and_none_besides() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "receiver").rglob("*.py"))
    assert set(re.findall(r'\bRefused\(\s*"(\w+)"', sources)) == CODES.keys()


def test_each_cause_names_one_code_that_comes_from_a_hook() -> None:
    causes = [code.cause for code in CODES.values() if code.cause is not None]
    assert len(set(causes)) == len(causes)
    assert all(code.of_hook for code in CODES.values() if code.cause is not None or code.doubts_sender)


def test_a_refusal_without_words_of_its_own_has_those_of_the_example() -> None:
    assert Refused("hook_disabled").detail == CODES["hook_disabled"].example
    assert Refused("hook_gone", "It has expired.").detail == "It has expired."


def test_the_documents_name_the_outcomes() -> None:
    (option,) = re.findall(r"delivery list \[--outcome ([a-z_|]+)\]", API)
    assert option.split("|") == list(get_args(DeliveryOutcome))
    (words,) = re.findall(r"^\| outcome \| .*: ([a-z_, ]+) \|$", API, re.M)
    assert words.split(", ") == list(OUTCOMES)
    (key,) = re.findall(r"^\| `outcome` \| (.*) \|$", API, re.M)
    assert re.findall("`([a-z_]+)`", key) == [*OUTCOMES, "rejected"]


def test_the_documents_name_those_that_are_not_replayed_unless_asked_for() -> None:
    (said,) = re.findall(r"refused because of its sender\n?\s*\((.*?)\)", API)
    assert set(re.findall("`([a-z_]+)`", said)) == DOUBTFUL_SENDERS
    group = main.commands["delivery"]
    assert isinstance(group, click.Group)
    told = group.commands["replay-rejected"].help or ""
    assert set(re.findall("[a-z]+(?:_[a-z]+)+", told)) == DOUBTFUL_SENDERS
