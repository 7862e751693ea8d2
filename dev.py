"""Sets Hookdesk up and runs it; python3 dev.py alone says with which commands.

Standard library only: this is what a newcomer starts with nothing but Python installed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from development import locales, postgres_server, senders, translations
from development.building import bill_schema, bundle, stamp
from development.building import release as releases
from development.environment import PYTHON, ROOT, SUFFIX, set_up
from development.linux import installers as linux_installers
from development.subprocesses import call
from development.system_packages import missing_for_qt, need, no_fonts
from development.windows import bundle as windows_bundle
from development.windows import wine

# What a database is under; the window reads and writes through it.
SHARED = ["tests/models", "tests/receiver", "tests/end_to_end", "tests/desktop/administration/test_servers.py"]
# What may be otherwise on another person's machine: the window, which has its fonts and its country, what is said in a
# terminal, and what reads and writes numbers and letters, since Qt gives the C library of the process that country.
ABROAD = [
    *("tests/desktop", "tests/models/exports", "tests/models/messages"),
    *("tests/receiver/commands", "tests/receiver/formats", "tests/receiver/parsing"),
    *("tests/test_self_check.py", "tests/test_start.py"),
]
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}

USAGE = """\
python3 dev.py COMMAND [ARGUMENTS]

  run          open the window, or receive without one where there is no display
  test         run the test suite; ARGUMENTS go to pytest; --postgres first: on PostgreSQL;
               --elsewhere first: what may be otherwise in a Turkish locale and without fonts;
               --senders: Alertmanager, Ansible, Node-RED and others post, after they were brought;
               --installers: what is installed by IT departments, after it was made; linux or windows: only that;
               small: the package in one bare Debian, after it was made with little compression
  check        ruff, ruff format, mypy and the import rules
  torture      kill it, fill its disk, send it nonsense: the trials of docs/trust.md; ARGUMENTS name some of them
  bench        bench ingest | bench window | bench formats | bench start
  screenshots  write docs/screenshots anew; --windows: those of the window under Wine, of the MSI in dist-windows
  sentences    bring resources/translations in step with the sources
  options      bring the table of docs/settings.md in step with the options
  build        make dist/hookdesk, a folder that runs without Python, and try it;
               --installer: and of it a .deb and a .tar.xz, on Linux;
               --windows: dist-windows/hookdesk, on Linux under Wine;
               --windows --installer: and of it an MSI and a .zip
  release      make all installers, with SHA256SUMS and the bill of materials, in dist/release
"""


def has_display(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a window can be opened; off Linux there is always a display to try."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform != "linux" or any(environ.get(name) for name in named)


def window_command(arguments: Sequence[str], environ: Mapping[str, str]) -> list[str]:
    """What `run` starts: the window, or where nothing can show one, the receiver alone.

    -P keeps a folder `models` in the caller's directory from being taken for ours.
    """
    shows_nothing = {"--self-check", "--help", "-h", "--version"} & set(arguments)
    if shows_nothing or has_display(environ):
        return ["-P", "-m", "desktop.app", *arguments]
    return ["-P", "-m", "receiver.cli", *headless_arguments(arguments)]


def headless_arguments(arguments: Sequence[str]) -> list[str]:
    """The window's options as hookdeskctl takes them: --database before the command, --theme not at all."""
    before: list[str] = []
    after: list[str] = []
    parts = [part for argument in arguments for part in argument.split("=", 1)]
    for option, values in ((parts[i], parts[i : i + 2]) for i in range(0, len(parts), 2)):
        if option == "--database":
            before += values
        elif option != "--theme":
            after += values
    return [*before, "serve", "--welcome", *after]


def run(arguments: Sequence[str]) -> int:
    command = window_command(arguments, os.environ)
    if "desktop.app" in command:
        need(missing_for_qt(os.environ), "The window")
    else:
        print("There is no display here, so Hookdesk receives without a window. Ctrl-C ends it.", flush=True)
    return call([PYTHON, *command])


def test(arguments: Sequence[str]) -> int:
    need(missing_for_qt(OFFSCREEN), "The tests")
    if arguments[:1] == ["--postgres"]:
        return test_on_postgres(arguments[1:])
    if arguments[:1] == ["--elsewhere"]:
        return test_elsewhere(arguments[1:])
    if arguments[:1] == ["--senders"]:
        return test_senders(arguments[1:])
    if arguments[:1] == ["--installers"]:
        return test_installers(arguments[1:])
    if locales.can_be_installed():  # without them the tests that start the program elsewhere are left out
        need(locales.missing(), "The program in other locales")
    return call([PYTHON, "-m", "pytest", *arguments], environ=OFFSCREEN, cwd=ROOT)


def test_on_postgres(arguments: Sequence[str]) -> int:
    """Run the tests of all below the window on a PostgreSQL server that is started for them."""
    need(postgres_server.missing(), "A PostgreSQL server")
    with postgres_server.running() as server:
        environ = {**OFFSCREEN, "TEST_DATABASE_URL": server.url}
        return call([PYTHON, "-m", "pytest", *named(arguments, SHARED)], environ=environ, cwd=ROOT)


def test_elsewhere(arguments: Sequence[str]) -> int:
    """Run what may be otherwise on another person's machine: in Turkish, where a capital i has a dot, with no font."""
    need(locales.missing(), "A Turkish locale")
    with tempfile.TemporaryDirectory(prefix="hookdesk-elsewhere-") as folder:
        environ = {**OFFSCREEN, **locales.make([locales.TURKISH], Path(folder)), "LC_ALL": locales.TURKISH}
        environ |= no_fonts(Path(folder))
        return call([PYTHON, "-m", "pytest", *named(arguments, ABROAD)], environ=environ, cwd=ROOT)


def test_senders(arguments: Sequence[str]) -> int:
    """Run the tests that need other people's programs, which are brought first: none of them is left out."""
    senders.set_up()
    return call(
        [PYTHON, "-m", "pytest", *senders.TESTS, *arguments], environ={**OFFSCREEN, senders.WANTED: "1"}, cwd=ROOT
    )


def test_installers(arguments: Sequence[str]) -> int:
    """Make the installers, and run the tests that install them; a first argument names one system, or "small"."""
    if arguments[:1] == ["small"]:
        return test_small_installer(arguments[1:])
    systems = [arguments[0]] if arguments[:1] in (["linux"], ["windows"]) else ["linux", "windows"]
    if "windows" in systems:
        windows_bundle.build(installer_too=True)
    if "linux" in systems:
        need(linux_installers.missing_to_try(), "Debian in a folder")
        build(["--installer"])
        bill_schema.set_up()
    folders = [f"tests/installers/{system}" for system in systems]
    environ = {**OFFSCREEN, "HOOKDESK_TEST_INSTALLERS": "1"}
    more = arguments if len(systems) > 1 else arguments[1:]
    return call([PYTHON, "-m", "pytest", *folders, *more], environ=environ, cwd=ROOT)


def test_small_installer(arguments: Sequence[str]) -> int:
    """Make the package for Debian quickly, and run of its tests those that take seconds: in one bare Debian."""
    need(linux_installers.missing_to_try_small(), "Debian in a folder")
    build([])
    linux_installers.make_quickly()
    environ = {**OFFSCREEN, "HOOKDESK_TEST_INSTALLERS": "1"}
    return call(
        [PYTHON, "-m", "pytest", "-m", "not slow", "tests/installers/linux", *arguments], environ=environ, cwd=ROOT
    )


def named(arguments: Sequence[str], tests: Sequence[str]) -> list[str]:
    """What pytest gets: the arguments, and these tests where they name none."""
    names_some = any((ROOT / argument.partition("::")[0]).exists() for argument in arguments)
    return [*arguments, *([] if names_some else tests)]


def check(arguments: Sequence[str]) -> int:
    """Run every check, even after one has failed, and say at the end which did."""
    ruff = PYTHON.with_name(f"ruff{SUFFIX}")
    lint_imports = PYTHON.with_name(f"lint-imports{SUFFIX}")
    checks: dict[str, list[str | Path]] = {
        "ruff check": [ruff, "check", *arguments],
        "ruff format": [ruff, "format", "--check", *arguments],
        "mypy": [PYTHON, "-m", "mypy", *arguments],
        "import rules": [lint_imports, "--no-logo"],
    }
    failed = []
    for name, command in checks.items():
        print(f"== {name}", flush=True)
        if call(command, cwd=ROOT):
            failed.append(name)
    print(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def torture(arguments: Sequence[str]) -> int:
    need(missing_for_qt(OFFSCREEN), "The trial of the window")
    return call([PYTHON, "-m", "tests.torture", *arguments], environ=OFFSCREEN, cwd=ROOT)


def bench(arguments: Sequence[str]) -> int:
    if not arguments or arguments[0] not in ("ingest", "window", "formats", "start"):
        print("python3 dev.py bench ingest | window | formats | start [ARGUMENTS]", file=sys.stderr)
        return 2
    need(missing_for_qt(OFFSCREEN), "The benchmark")
    return call([PYTHON, "-m", f"bench.{arguments[0]}", *arguments[1:]], environ=OFFSCREEN, cwd=ROOT)


def screenshots(arguments: Sequence[str]) -> int:
    need(missing_for_qt(OFFSCREEN), "A screenshot")
    module = "tests.screenshots"
    if arguments[:1] == ["--windows"]:
        module, arguments = "tests.screenshots.windows", arguments[1:]
    return call([PYTHON, "-m", module, *arguments], environ=OFFSCREEN, cwd=ROOT)


def sentences(arguments: Sequence[str]) -> int:
    translations.update()
    return 0


def options(arguments: Sequence[str]) -> int:
    return call([PYTHON, "-m", "development.options_table", *arguments], cwd=ROOT)


def build(arguments: Sequence[str]) -> int:
    """Make the bundle, try it, and say how large it is."""
    if arguments[:1] == ["--windows"]:
        windows_bundle.build(installer_too="--installer" in arguments)
        return 0
    installer_too = "--installer" in arguments
    if installer_too and sys.platform != "linux":
        raise SystemExit("Installers are made on Linux: with --windows those for Windows too.")
    bundle.make([argument for argument in arguments if argument != "--installer"])
    bundle.try_it()
    bundle.weigh()
    if installer_too:
        linux_installers.make()
    return 0


def release(arguments: Sequence[str]) -> int:
    """Make all installers that this machine can, gather them with their sums, and say what has to be signed."""
    if stamp.CHANGED in stamp.source():
        raise SystemExit("The source has changes that are in no commit: nobody could say what was released.")
    bill_schema.set_up()
    build([])
    made = linux_installers.make() if sys.platform == "linux" else []
    bundles = {sys.platform: bundle.BUNDLE}
    if wine.can_be_had():
        windows_bundle.build(installer_too=True)
        made += [path for path in windows_bundle.DIST.iterdir() if path.is_file()]
        bundles["windows"] = windows_bundle.BUNDLE
    else:
        print("The installers for Windows are left out: they are made on Linux for x86-64.")
    folder = releases.gather(made, bundles)
    print(f"{folder} is ready. What has to be signed:")
    for line in releases.unsigned(folder):
        print(f"  {line}")
    return 0


NAMED = (run, test, check, torture, bench, screenshots, sentences, options, build, release)
COMMANDS = {function.__name__: function for function in NAMED}


def main(arguments: Sequence[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036  an older Python is what a newcomer may start this with
        print(f"Hookdesk needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    if not arguments or arguments[0] not in COMMANDS:
        asked = bool(arguments) and arguments[0] in ("-h", "--help", "help")
        print(USAGE, file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    set_up()
    return COMMANDS[arguments[0]](arguments[1:])


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        raise SystemExit(130) from None
