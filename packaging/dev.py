"""The one door for newcomers: `python3 packaging/dev.py run` and `python3 packaging/dev.py test`.

Every command first prepares `.venv` (see environment.py). Standard library only.
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Callable  # noqa: UP035 - an old Python must be able to read this file

import environment
from environment import ROOT, Missing, has_screen, listen, python, run, say, tool

USAGE = """python3 packaging/dev.py COMMAND

  run [ARGS]       open the application; with no screen run the demo; ARGS go to the console
  test             everything CI checks: lint, then all tests
  test --long      the same with the full numbers
  test ARGS        only these tests, e.g. test tests/manifest -k recheck
  lint [--fix]     style, types, import rules, translations; --fix mends the style
  lint --wheels    also: every locked package has a wheel for Windows x64 and Linux x86-64
  demo [--out DIR] the main job from an empty site to the centre's receipt (default: build/demo)
  bench            the figures, as JSON
  i18n [--check]   collect the texts for translation, compile the catalogues
  lock [--upgrade] write packaging/requirements/*.txt anew
  setup            only prepare the environment
"""
REQUIREMENTS = Path("packaging") / "requirements"
PLATFORMS = ("x86_64-pc-windows-msvc", "x86_64-manylinux_2_34")
PYTHONS = ("3.11", "3.12", "3.13")


def main(words: list[str]) -> int:
    """Carry out one command; gives the exit code."""
    commands: dict[str, Callable[[list[str]], int]] = {
        "setup": setup,
        "run": start,
        "test": test,
        "demo": demo,
        "bench": lambda rest: run([python(), "-m", "app", "bench", *rest], **quiet_screen()),
        "lint": lint,
        "i18n": lambda rest: run([python(), "packaging/translations.py", *rest]),
        "lock": lock,
    }
    if not words or words[0] not in commands:
        say(USAGE)
        return 0 if words and words[0] in ("-h", "--help", "help") else 2
    if sys.version_info < environment.OLDEST:
        return hand_over(words)
    try:
        environment.prepare()
        return commands[words[0]](words[1:])
    except Missing as problem:
        say(str(problem))
    except KeyboardInterrupt:
        say("Dihentikan. / Stopped.")
    return 1


def hand_over(words: list[str]) -> int:
    """Let a newer Python of this machine do it."""
    newer = environment.newer_python()
    if newer:
        return run([newer, __file__, *words])
    say("Pulang memerlukan Python 3.11 atau lebih baru. / Pulang needs Python 3.11 or newer.")
    return 1


def quiet_screen() -> dict[str, str]:
    """Variables that keep windows off the screen."""
    return {"QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}


def setup(_rest: list[str]) -> int:
    """Say that the environment is ready."""
    say("Siap / Ready: python3 packaging/dev.py run | test")
    return 0


def start(rest: list[str]) -> int:
    """Open the application, or run the demo where no window can be shown."""
    if rest or has_screen():
        return run([python(), "-m", "app", *rest])
    say("Tidak ada layar, jadi demo yang dijalankan. / No screen here, so the demo runs.")
    return demo([])


def demo(rest: list[str]) -> int:
    """Run the demo and say where its papers lie."""
    where = rest if "--out" in rest else ["--out", str(ROOT / "build" / "demo"), *rest]
    code = run([python(), "-m", "app", "demo", *where], **quiet_screen())
    if code == 0:
        say("Hasil / Results: {}".format(where[where.index("--out") + 1]))
    return code


def test(rest: list[str]) -> int:
    """Everything, or only the tests named."""
    command = [python(), "-m", "pytest", *rest]
    if set(rest) - {"--long"}:
        return run(command, **quiet_screen())
    began = time.monotonic()
    linted = lint([])
    workers = str(max(2, min(4, os.cpu_count() or 2)))
    spread = ["-n", workers, "--dist", "loadfile", "--no-loadscope-reorder"]  # the order is ours: long files first
    tested = run([*command, "-q", *spread], **quiet_screen())
    verdict = "lint {}, tests {}".format(*("failed" if code else "passed" for code in (linted, tested)))
    say(f"pulang: {verdict} in {time.monotonic() - began:.0f} s")
    return linted or tested


def lint(rest: list[str]) -> int:
    """Run every check and name those that failed."""
    if "--fix" in rest:
        run([tool("ruff"), "check", "--quiet", "--fix", "."])
        run([tool("ruff"), "format", "--quiet", "."])
    checks: list[tuple[str, list[object]]] = [
        ("types", [tool("mypy"), "--no-error-summary"]),
        ("style", [tool("ruff"), "check", "--quiet", "."]),
        ("format", [tool("ruff"), "format", "--quiet", "--check", "."]),
        ("imports", [tool("lint-imports"), "--no-cache"]),
        ("translations", [python(), "packaging/translations.py", "--check"]),
    ]
    if "--wheels" in rest:
        checks += wheel_checks()
    with ThreadPoolExecutor(2) as beside:  # the types take as long as all others together
        answers = list(beside.map(lambda check: listen(check[1]), checks))
    print("".join(said for _code, said in answers), end="", flush=True)
    failed = [name for (name, _command), (code, _said) in zip(checks, answers, strict=True) if code]
    say("lint: {}".format("failed: " + ", ".join(failed) if failed else f"all {len(checks)} checks passed"))
    return 1 if failed else 0


def wheel_checks() -> list[tuple[str, list[object]]]:
    """One dry installation per platform, Python and lock, from wheels alone."""
    resolve = [tool("uv"), "pip", "install", "--quiet", "--dry-run", "--no-deps", "--only-binary", ":all:"]
    checks: list[tuple[str, list[object]]] = []
    for platform in PLATFORMS:
        for version in PYTHONS:
            place = ["--target", ROOT / "build" / "wheels", "--python-platform", platform, "--python-version", version]
            for name in ("run", "central"):
                lock_file = ["--require-hashes", "-r", REQUIREMENTS / f"{name}.txt"]
                checks.append((f"wheels {name} {platform} {version}", [*resolve, *place, *lock_file]))
    return checks


def lock(rest: list[str]) -> int:
    """Lock each list with hashes and without addresses; each keeps to the versions of the one before."""
    options = ["--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]
    options += ["--no-header", "--no-annotate", *(["--upgrade"] if "--upgrade" in rest else [])]
    before: list[object] = []
    for name in ("run", "central", "dev", "bench"):
        source, made = REQUIREMENTS / f"{name}.in", REQUIREMENTS / f"{name}.txt"
        if run([tool("uv"), "pip", "compile", *options, *before, source, "-o", made]):
            return 1
        before += ["-c", made]
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
