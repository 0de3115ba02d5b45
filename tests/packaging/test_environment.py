"""The locks and the door for newcomers, as far as they can be proved without a network."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import dev
import environment
import pytest

ROOT = environment.ROOT
LOCKS = ("run", "central", "dev")


def names(lines: list[str]) -> set[str]:
    """The plain package names in a list of requirements."""
    found = (re.match(r"[A-Za-z0-9._-]+", line) for line in lines if not line.startswith(("#", "-")))
    return {match.group().lower().replace("_", "-") for match in found if match}


def wanted(name: str) -> list[str]:
    return (ROOT / dev.REQUIREMENTS / f"{name}.in").read_text("utf-8").splitlines()


def locked(name: str) -> dict[str, str]:
    """Package → its pinned version."""
    text = (ROOT / dev.REQUIREMENTS / f"{name}.txt").read_text("utf-8")
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", text, re.M))


def test_project_and_lists_name_the_same() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert names(project["dependencies"]) == names(wanted("run"))
    assert names(project["optional-dependencies"]["central"]) == names(wanted("central"))


@pytest.mark.parametrize("name", LOCKS)
def test_lock_has_what_is_wanted_with_hashes_and_no_address(name: str) -> None:
    text = (ROOT / dev.REQUIREMENTS / f"{name}.txt").read_text("utf-8")
    assert names(wanted(name)) <= set(locked(name))
    for block in re.split(r"\n(?=\S)", text.strip()):
        assert "--hash=sha256:" in block
    assert "://" not in text


def test_locks_agree() -> None:
    assert locked("run").items() <= locked("central").items() <= locked("dev").items()


def test_qt_stays_below_the_version_that_aborts() -> None:
    assert locked("run")["pyside6-essentials"].startswith("6.11.")


def test_wheels_are_checked_for_both_systems() -> None:
    said = [name for name, _command in dev.wheel_checks()]
    assert {"windows", "manylinux"} <= {word for name in said for word in re.split(r"[-_ ]", name)}
    assert len(said) == len(dev.PLATFORMS) * len(dev.PYTHONS) * 2


def test_each_check_that_fails_is_named_and_what_it_said_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = {environment.tool("mypy"): (1, "tipe salah\n"), environment.tool("lint-imports"): (2, "impor salah\n")}
    monkeypatch.setattr(dev, "listen", lambda command: bad.get(command[0], (0, "")))
    assert dev.lint([]) == 1
    said = capsys.readouterr()
    assert said.out == "tipe salah\nimpor salah\n"
    assert "failed: types, imports" in said.err
    bad.clear()
    assert dev.lint([]) == 0


def test_a_program_listened_to_gives_its_code_and_all_it_said() -> None:
    words = "import sys; print('é'); print('salah', file=sys.stderr); sys.exit(3)"
    code, said = environment.listen([sys.executable, "-c", words])
    assert code == 3
    assert set(said.split()) == {"é", "salah"}


def test_unknown_command_shows_the_commands() -> None:
    done = subprocess.run([sys.executable, dev.__file__, "terbang"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "packaging/dev.py COMMAND" in done.stderr


def test_no_rights_to_install_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(environment, "apt_command", lambda: None)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(environment.Missing, match="libegl1"):
        environment.install_system_parts()


def test_windows_has_its_own_folder_of_programs() -> None:
    assert environment.tool("ruff", windows=True).parts[-2:] == ("Scripts", "ruff.exe")
    assert environment.tool("ruff", windows=False).parts[-2:] == ("bin", "ruff")


def test_what_python_compiles_is_kept_in_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(environment, "BYTECODE", tmp_path)
    assert environment.run([sys.executable, "-c", "import app.kernel.ids"]) == 0
    assert any(tmp_path.rglob("ids.*.pyc"))


@pytest.mark.parametrize("path", [dev.__file__, environment.__file__])
def test_an_old_python_can_read_it(path: str) -> None:
    ast.parse(Path(path).read_text("utf-8"), path, feature_version=(3, 8))
