"""The description for machines: sound in itself, true of the receiver, and the same as docs/api.md says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
import requests
from click.testing import CliRunner

from development.environment import ROOT
from models.channels.hooks import Hook
from models.deliveries.deliveries import Answer
from receiver import answers
from receiver.cli import main
from receiver.codes import CODES, OUTCOMES
from receiver.how_to_post import openapi
from receiver.how_to_post.answer_shape import Health, Problem, Recorded
from receiver.parsing import payload
from receiver.service import Service

API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
DOCUMENT = json.loads(openapi.text())
SCHEMAS = DOCUMENT["components"]["schemas"]
POST = DOCUMENT["paths"]["/hooks/channels/{channel}/{hook}"]["post"]


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a document."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(inner)


def resolved(value: dict[str, Any]) -> dict[str, Any]:
    """An object of the document, or the one that it refers to."""
    found: Any = value
    if "$ref" in value:
        found = DOCUMENT
        for part in value["$ref"].removeprefix("#/").split("/"):
            found = found[part]
    assert isinstance(found, dict)
    return found


def examples(responses: dict[str, Any]) -> dict[str, tuple[int, Any]]:
    """Each answer by its name: the status and the body."""
    found = {}
    for status, response in responses.items():
        for content in resolved(response)["content"].values():
            for name, one in content["examples"].items():
                found[name] = int(status.removeprefix("Problem")), one["value"]
    return found


def section(title: str) -> str:
    """A section of docs/api.md."""
    return API.split(f"\n## {title}\n")[1].split("\n## ")[0]


def rows(text: str) -> list[list[str]]:
    """The cells of the tables in a text, without their heads."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [
        row
        for at, row in enumerate(cells)
        if not set(row[0]) <= {"-"} and cells[at + 1 : at + 2] != [["---"] * len(row)]
    ]


def quoted(text: str) -> set[str]:
    return set(re.findall("`([^`]+)`", re.sub("```.*?```", "", text, flags=re.DOTALL)))


def test_every_reference_leads_somewhere() -> None:
    references = [node["$ref"] for node in nodes(DOCUMENT) if "$ref" in node]
    assert len(references) > 20
    for reference in references:
        resolved({"$ref": reference})


def test_it_has_what_openapi_wants() -> None:
    assert DOCUMENT["openapi"] == "3.1.0"
    assert {"title", "version"} <= DOCUMENT["info"].keys()
    operations = [one for path in DOCUMENT["paths"].values() for method, one in path.items() if method != "parameters"]
    assert len({one["operationId"] for one in operations}) == len(operations) == 5
    for operation in operations:
        assert all(re.fullmatch("[1-5][0-9][0-9]", status) for status in operation["responses"])
        assert all(resolved(response)["description"] for response in operation["responses"].values())
    for path, item in DOCUMENT["paths"].items():
        declared = {one["name"] for one in item.get("parameters", ()) if one["in"] == "path" and one["required"]}
        assert declared == set(re.findall("{([a-z]+)}", path))


def test_its_reports_are_accepted_and_its_answers_are_ours() -> None:
    for one in POST["requestBody"]["content"]["application/json"]["examples"].values():
        payload.parse(json.dumps(one["value"]).encode())
    for name, (status, body) in examples(POST["responses"]).items():
        if name in CODES:
            assert msgspec.convert(body, Problem).status == status == CODES[name].status
        else:
            assert (msgspec.convert(body, Recorded).status, OUTCOMES[name].status) == (name, status)


def test_it_names_every_outcome_and_every_problem() -> None:
    assert examples(POST["responses"]).keys() == OUTCOMES.keys() | CODES.keys()
    assert SCHEMAS["Problem"]["properties"]["code"]["enum"] == list(CODES)


def test_what_is_really_answered_has_the_shape(hook_url: str, service: Service, operations: Hook) -> None:
    for report in ({"text": "a\0", "references": ["x"]}, {"id": "1", "text": "a"}, {"id": "1", "text": "a"}):
        found = requests.post(hook_url, json=report, timeout=10)
        assert str(found.status_code) in POST["responses"]
        msgspec.convert(found.json(), Recorded)
    for body in (b"{", b"{}", b"x" * 1024 * 1024 + b"x"):
        found = requests.post(hook_url, data=body, timeout=10)
        assert found.headers["Content-Type"] in resolved(POST["responses"][str(found.status_code)])["content"]
        msgspec.convert(found.json(), Problem)
    msgspec.convert(requests.get(service.url + "/health", timeout=10).json(), Health)


def test_the_receiver_sends_it_to_whom_it_knows(service: Service) -> None:
    found = requests.get(service.url + "/openapi.json", timeout=10)
    assert (found.status_code, found.headers["Content-Type"], found.content) == (
        200,
        "application/json",
        openapi.text(),
    )
    assert requests.head(service.url + "/openapi.json", timeout=10).status_code == 200
    stranger = requests.get(service.url + "/openapi.json", headers={"Host": "rebound.example"}, timeout=10)
    assert (stranger.status_code, stranger.json()["code"]) == (421, "misdirected_request")
    posted = requests.post(service.url + "/openapi.json", timeout=10)
    assert (posted.status_code, posted.headers["Allow"]) == (405, "GET, HEAD")


def test_metrics_come_in_the_formats_that_it_names(service: Service) -> None:
    for media_type in DOCUMENT["paths"]["/metrics"]["get"]["responses"]["200"]["content"]:
        found = requests.get(service.url + "/metrics", headers={"Accept": media_type}, timeout=10)
        assert found.headers["Content-Type"].split(";")[0] == media_type


def test_hookdeskctl_prints_it() -> None:
    assert CliRunner().invoke(main, ["openapi"]).stdout_bytes == openapi.text()


def _status_and_header(code: str) -> str:
    """ "429 with Retry-After", as the table has it."""
    status = CODES[code].status
    headers = resolved(POST["responses"][str(status)]).get("headers", {})
    return " with ".join([str(status), *headers])


def test_the_document_and_docs_have_the_same_problems() -> None:
    table = {row[2]: row[1] for row in rows(section("Errors")) if len(row) == 3}
    assert table == {code: _status_and_header(code) for code in CODES}
    members = {row[0].strip("`") for row in rows(section("Errors")) if len(row) == 2}
    assert members == SCHEMAS["Problem"]["properties"].keys()
    for inner in ("Fault", "Position"):
        assert SCHEMAS[inner]["properties"].keys() <= quoted(section("Errors"))


def test_the_document_and_docs_have_the_same_outcomes() -> None:
    table = rows(section("Answers"))
    found = {row[0]: (int(row[1]), row[2].strip("`")) for row in table if len(row) == 3}
    assert {outcome: status for outcome, (status, _) in found.items()} == {
        outcome: done.status for outcome, done in OUTCOMES.items()
    }
    for outcome, (_, body) in found.items():
        assert msgspec.json.decode(body, type=Recorded).status == outcome
    assert {row[0].strip("`") for row in table if len(row) == 2} == SCHEMAS["Recorded"]["properties"].keys()


def test_the_document_and_docs_have_the_same_properties() -> None:
    table = {row[0].strip("`"): row for row in rows(section("The endpoint").split("\n###")[0])}
    assert table.keys() == SCHEMAS["Report"]["properties"].keys()
    inner = SCHEMAS["File"]["properties"].keys() | SCHEMAS["Link"]["properties"].keys()
    assert inner == quoted(table["attachments"][2]) - {"file", "link"}


def json_examples() -> list[str]:
    """The reports in docs/api.md: those in blocks of JSON, and those that its shell lines post."""
    endpoint = re.findall("```json\n(.*?)```", section("The endpoint"), re.DOTALL)
    return endpoint + re.findall("(?:-d|--json|--post-data=|--data-urlencode) ?'(?:payload=)?({.*?})'", API)


@pytest.mark.parametrize("report", json_examples())
def test_the_reports_in_docs_are_accepted(report: str) -> None:
    payload.parse(report.encode())


def test_there_are_reports_in_docs() -> None:
    assert len(json_examples()) > 8


def test_the_problem_in_docs_is_ours() -> None:
    (document,) = re.findall("```json\n(.*?)```", section("Errors"), re.DOTALL)
    shown = msgspec.json.decode(document, type=Problem)
    made: Answer = answers.refused(openapi.example("invalid_report"))
    assert shown == msgspec.json.decode(made.body, type=Problem)
