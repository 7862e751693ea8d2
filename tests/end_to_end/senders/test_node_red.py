"""Node-RED: its http request node posts what a flow hands it."""

import json
import subprocess
from pathlib import Path

from tests.end_to_end.senders import programs
from tests.end_to_end.senders.inbox import Inbox, eventually

PROBLEM = {"title": "Pump 3 stands still", "text": "No current for 60 s", "key": "pump-3", "severity": "high"}
OVER = {"title": "Pump 3 runs", "text": "Current is back", "key": "pump-3", "state": "closed"}
# Without its editor it listens on no port.
SETTINGS = 'module.exports = {httpAdminRoot: false, httpNodeRoot: false, flowFile: "flows.json"};'


def _flow(url: str) -> list[dict[str, object]]:
    """Once at the start: the problem is posted, and after the answer its end."""
    says = "return {{payload: {payload}, headers: {{}}}};"
    return [
        {"id": "flow", "type": "tab", "label": "Alarms"},
        {"id": "start", "z": "flow", "type": "inject", "once": True, "onceDelay": 0.1, "props": [], "wires": [["one"]]},
        _function("one", says.format(payload=json.dumps(PROBLEM)), "post one"),
        _request("post one", url, "two"),
        _function("two", says.format(payload=json.dumps(OVER)), "post two"),
        _request("post two", url, "said"),
        _function("said", 'node.warn("answered " + msg.statusCode);', ""),
    ]


def _function(name: str, code: str, to: str) -> dict[str, object]:
    return {"id": name, "z": "flow", "type": "function", "func": code, "outputs": 1, "wires": [[to] if to else []]}


def _request(name: str, url: str, to: str) -> dict[str, object]:
    return {
        "id": name,
        "z": "flow",
        "type": "http request",
        "method": "POST",
        "ret": "obj",
        "url": url,
        "wires": [[to]],
    }


def test_a_flow_opens_a_case_and_closes_it(inbox: Inbox, tmp_path: Path) -> None:
    (tmp_path / "settings.js").write_text(SETTINGS)
    (tmp_path / "flows.json").write_text(json.dumps(_flow(inbox.url)))
    inbox.station.ctl("hook", "set", inbox.url, "--reads", "one-field")
    log = tmp_path / "log.txt"
    command = [programs.tool("node"), str(programs.npm("node-red/red.js")), "--userDir", str(tmp_path)]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, cwd=tmp_path)
    try:
        eventually(lambda: process.poll() is not None or "answered" in log.read_text("utf-8"), "the answer")
    finally:
        process.terminate()
        process.wait(programs.PATIENCE)

    assert "answered 200" in log.read_text("utf-8"), log.read_text("utf-8")
    case = inbox.case()
    assert (case["subject"], case["state"], case["priority"]) == (PROBLEM["title"], "closed", "High")
