"""Options: a flag, then the environment, then the file, then the default."""

from __future__ import annotations

import logging
import stat
from pathlib import Path

import pytest

from development import options_table
from models.problems import Problem
from models.settings import config, log, option_files, paths
from models.settings.option import hidden, revealed
from models.settings.options import OPTIONS

FLAG, ENVIRON, FILE, MACHINES = {"port": "1"}, {"HOOKDESK_PORT": "2"}, '{"port": 3}', '{"port": 4}'


@pytest.mark.parametrize(
    ("flags", "environ", "users", "machines", "port", "source"),
    [
        (FLAG, ENVIRON, FILE, MACHINES, 1, "flag"),
        ({"port": None}, ENVIRON, FILE, MACHINES, 2, "environment"),
        ({}, {"HOOKDESK_PORT": ""}, FILE, MACHINES, 3, "user"),
        ({}, {}, "{}", MACHINES, 4, "machine"),
        ({}, {}, "{}", "{}", 4665, "default"),
    ],
)
def test_the_nearest_source_wins_and_is_told(
    tmp_path: Path,
    flags: dict[str, str | None],
    environ: dict[str, str],
    users: str,
    machines: str,
    port: int,
    source: str,
) -> None:
    file, machine_file = tmp_path / "config.json", tmp_path / "machine.json"
    file.write_text(users)
    machine_file.write_text(machines)
    found = config.load(flags, environ, file, machine_file)
    assert (found.port, found.given["port"].value, found.given["port"].source) == (port, port, source)
    assert found.is_given("port") == (source != "default")


def test_of_each_option_it_is_told_what_gave_it(tmp_path: Path) -> None:
    machine_file = tmp_path / "machine.json"
    machine_file.write_text('{"host": "0.0.0.0"}')
    found = config.load({"port": "1"}, {"HOOKDESK_PERSON": "Deniz"}, tmp_path / "none", machine_file)
    assert {name: each.named for name, each in found.given.items() if each.source != "default"} == {
        "port": "--port",
        "person": "HOOKDESK_PERSON",
        "host": str(machine_file),
    }


def test_a_file_for_the_machine_that_is_broken_or_wrong_is_named_with_who_can_mend_it(tmp_path: Path) -> None:
    machine_file = tmp_path / "machine.json"
    machine_file.write_text("{port")
    with pytest.raises(Problem, match=r"machine\.json cannot be read.*have an administrator mend it") as broken:
        config.load({}, {}, tmp_path / "none", machine_file)
    assert str(machine_file) in broken.value.title
    machine_file.write_text('{"port": "many"}')
    with pytest.raises(Problem, match=r"The port given by .*machine\.json cannot be used: many"):
        config.load({}, {}, tmp_path / "none", machine_file)


def test_saving_changes_the_file_of_this_account_alone(tmp_path: Path) -> None:
    file, machine_file = tmp_path / "config.json", tmp_path / "machine.json"
    machine_file.write_text('{"port": 4000, "host": "0.0.0.0"}')
    option_files.save("port", 5000, file)
    assert machine_file.read_text() == '{"port": 4000, "host": "0.0.0.0"}'
    assert config.load({}, {}, file, machine_file).given["port"] == config.Given(5000, "user", "config.json")
    assert config.load({}, {}, file, machine_file).host == "0.0.0.0"


def test_each_system_has_its_place_for_the_file_of_the_machine() -> None:
    assert paths.machine_file({}, "linux") == Path("/etc/hookdesk/config.json")
    assert paths.machine_file({}, "darwin") == Path("/Library/Application Support/Hookdesk/config.json")
    assert paths.machine_file({"HOOKDESK_MACHINE_FILE": "/srv/desk.json"}, "linux") == Path("/srv/desk.json")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "70000"),
        ("port", "-1"),
        ("port", "http"),
        ("public_url", "hooks.example.org"),
        ("public_url", "https://hooks.example.org/?x=1"),
        ("public_url", "https://hooks.example.org:99999"),
        ("public_url", "https://hooks.example.org/a b"),
        ("public_url", "https://user@hooks.example.org"),
        ("host", "http://127.0.0.1"),
        ("theme", "blue"),
        ("log_format", "xml"),
        ("log_level", "debug"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_its_source(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(Problem) as caught:
        config.load({name: value}, {}, tmp_path / "config.json")
    assert value in caught.value.title
    assert "--" + name.replace("_", "-") in caught.value.title


def test_no_password_of_a_proxy_is_in_what_is_said_of_it(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        config.load({"fetch_proxy": "ftp://ada:secret@proxy.example"}, {}, tmp_path / "config.json")
    assert "ftp://ada:***@proxy.example" in caught.value.title
    assert "secret" not in str(caught.value)
    assert "secret" not in repr(config.load({"fetch_proxy": "http://ada:secret@proxy.example"}))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://ada:s3cr@t@proxy.example:3128", "http://ada:***@proxy.example:3128"),
        ("http://:secret@proxy.example", "http://:***@proxy.example"),
        ("http://ada@proxy.example:3128/a@b", "http://ada@proxy.example:3128/a@b"),
        ("https://hooks.example.org:8443/a:b@c", "https://hooks.example.org:8443/a:b@c"),
        ("files.example.org, 10.0.0.0/8", "files.example.org, 10.0.0.0/8"),
    ],
)
def test_a_password_is_hidden_and_comes_back_where_it_was_left(url: str, shown: str) -> None:
    assert hidden(url) == shown
    assert revealed(shown, url) == url


def test_a_password_that_is_typed_anew_is_taken() -> None:
    assert revealed("http://ada:other@proxy", "http://ada:secret@proxy") == "http://ada:other@proxy"
    assert revealed("http://eve:***@further", "http://ada:secret@proxy") == "http://eve:secret@further"
    assert revealed("http://further", "http://ada:secret@proxy") == "http://further"


def test_what_was_saved_is_there_at_the_next_start_beside_the_rest(tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    option_files.save("port", 5000, file)
    option_files.save("theme", "dark", file)
    found = config.load({}, {}, file)
    assert (found.port, found.theme) == (5000, "dark")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_broken_file_is_a_problem_and_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    file.write_text("{port")
    with pytest.raises(Problem, match=r"config\.json cannot be read"):
        option_files.save("port", 1, file)
    assert file.read_text() == "{port"


def test_a_file_of_a_windows_editor_is_read(tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    file.write_bytes(b'\xef\xbb\xbf{"port": 4997}')
    assert config.load({}, {}, file).port == 4997


def test_a_port_of_0_is_a_value(tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    file.write_text('{"port": 0}')
    assert config.load({}, {}, file).port == 0


def test_a_misspelt_name_is_told_with_the_one_that_is_meant(tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    file.write_text('{"prot": 1, "zzz": 2, "port": 3}')
    machine_file = tmp_path / "machine.json"
    machine_file.write_text('{"hots": "a.example"}')
    found = config.load({}, {}, file, machine_file)
    assert config.warnings(found) == [
        "config.json has no option prot. Is port meant?",
        "config.json has no option zzz.",
        f"{machine_file} has no option hots. Is hosts meant?",
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("HTTPS://Hooks.Example.org/desk/", "https://hooks.example.org/desk"),
        ("https://türkçe-örnek.example:8443", "https://xn--trke-rnek-s3a1oqc.example:8443"),
        ("https://hooks.example.org/ü%20x", "https://hooks.example.org/%C3%BC%20x"),
        ("http://[2001:db8::1]:80/", "http://[2001:db8::1]:80"),
    ],
)
def test_a_public_url_is_kept_as_senders_write_it(written: str, read: str, tmp_path: Path) -> None:
    assert config.load({"public_url": written}, {}, tmp_path / "none").public_url == read


@pytest.mark.parametrize("name", ["https://a.example", "a.example:80", "a.example/x", "-a"])
def test_further_names_are_names(name: str, tmp_path: Path) -> None:
    assert config.load({"hosts": "a.example, ö.example"}, {}, tmp_path / "none").hosts == (
        "a.example",
        "xn--nda.example",
    )
    with pytest.raises(Problem, match="without http:// and port"):
        config.load({"hosts": name}, {}, tmp_path / "none")


def test_the_table_of_the_document_is_made_of_the_options() -> None:
    text = options_table.DOCUMENT.read_text(encoding="utf-8")
    assert options_table.in_step(text) == text, "python3 dev.py options"
    rows = [line for line in text.splitlines() if "`HOOKDESK_" in line]
    assert len(rows) >= len(OPTIONS)


def test_folders_are_private(tmp_path: Path) -> None:
    environ = {paths.HOME: str(tmp_path / "all")}
    folders = [paths.data_folder(environ), paths.config_folder(environ), paths.log_folder(environ)]
    assert len(set(folders)) == 3
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}


def test_the_log_is_private_and_written(tmp_path: Path) -> None:
    root = logging.getLogger()
    level, before = root.level, list(root.handlers)
    file = log.set_up(tmp_path)
    logging.getLogger("models").info("started")
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    assert "INFO models: started" in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
