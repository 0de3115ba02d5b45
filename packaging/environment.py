"""The environment a checkout needs: `.venv` with the locked packages, and the few system libraries Qt loads.

Standard library only and no syntax newer than Python 3.8, so that an old Python still gets a sentence, not a traceback.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Sequence  # noqa: UP035 - an old Python must be able to read this file

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements" / "dev.txt"
STAMP = VENV / "pulang-lock.txt"
BYTECODE = VENV / "bytecode"
OLDEST = (3, 11)

# library → the Debian package that has it
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
TEST_PROGRAMS = ("age", "zstd")  # standard tools that open what we write; the Debian packages have the same names


class Missing(Exception):
    """Something this machine lacks and we may not install; the text says what, in Indonesian and English."""


def say(text: str) -> None:
    """Tell the person at the terminal what is being done."""
    print(text, file=sys.stderr, flush=True)


def python() -> Path:
    """The interpreter of `.venv`."""
    return tool("python")


def tool(name: str, windows: bool = os.name == "nt") -> Path:
    """A program installed in `.venv`."""
    return VENV / "Scripts" / (name + ".exe") if windows else VENV / "bin" / name


def has_screen() -> bool:
    """Whether a window could be shown here."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(command: Sequence[object], **variables: str) -> int:
    """Run a program in the checkout and give back its exit code."""
    words = [str(word) for word in command]
    return subprocess.call(words, cwd=str(ROOT), env=dict(surroundings(), **variables))


def listen(command: Sequence[object]) -> tuple[int, str]:
    """Run a program likewise, beside others; gives its exit code and all it said."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=str(ROOT),
        env=surroundings(),
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    return done.returncode, done.stdout


def surroundings() -> dict[str, str]:
    """The variables of every program we run; what Python compiles is kept, so that no process compiles it again."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return dict(kept, PYTHONUTF8="1", PYTHONPYCACHEPREFIX=str(BYTECODE))


def succeeds(command: Sequence[object]) -> bool:
    """Whether a program runs and ends with 0, without showing what it prints."""
    try:
        done = subprocess.run([str(word) for word in command], cwd=str(ROOT), capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def prepare() -> None:
    """Make the environment or bring it up to date; quick when there is nothing to do."""
    make_venv()
    wanted = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if not STAMP.exists() or STAMP.read_text(encoding="utf-8") != wanted:
        install_packages()
        STAMP.write_text(wanted, encoding="utf-8")
    install_system_parts()
    compile_translations()


def newer_python() -> str | None:
    """Another interpreter on this machine that is new enough; None when there is none."""
    question = "import sys; sys.exit(sys.version_info[:2] < {})".format(OLDEST)  # noqa: UP032
    for name in ("python3.13", "python3.12", "python3.11", "python3.14"):
        found = shutil.which(name)
        if found and succeeds([found, "-c", question]):
            return found
    return None


def make_venv() -> None:
    """Create `.venv` unless it is there and works."""
    if succeeds([python(), "-c", "import sys"]):
        return
    say("Menyiapkan .venv … / Making .venv …")
    if not succeeds([sys.executable, "-c", "import ensurepip, venv"]) and not apt(["python3-venv"]):
        raise Missing(
            "Modul venv belum ada: minta admin memasang paket python3-venv. / "
            "The venv module is missing: have the package python3-venv installed."
        )
    if run([sys.executable, "-m", "venv", "--clear", VENV]):
        raise Missing(".venv tidak dapat dibuat (lihat di atas). / .venv could not be made (see above).")


def install_packages() -> None:
    """Install exactly what the lock names, by uv when it can be had, else by pip; both check every hash."""
    say("Memasang paket Python … / Installing Python packages …")
    if not succeeds([python(), "-m", "pip", "--version"]):
        run([python(), "-m", "ensurepip"])
    pip = [python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if not install_uv(pip):
        say("uv tidak didapat, memakai pip. / No uv to be had, using pip.")
    for wanted in (["--require-hashes", "-r", LOCK], ["--no-deps", "--no-build-isolation", "-e", ROOT]):
        uv = [tool("uv"), "pip", "install", "--quiet", "--python", python()]
        if (not tool("uv").exists() or run([*uv, *wanted])) and run([*pip, *wanted]):
            raise Missing(
                "Paket Python tidak dapat dipasang: periksa jaringan, lalu ulangi. / "
                "Python packages could not be installed: check the network, then try again."
            )


def install_uv(pip: Sequence[object]) -> bool:
    """Get uv by its own line of the lock, so that its hash is checked too."""
    if tool("uv").exists():
        return True
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith("uv==")), None)
    if start is None:
        return False
    end = next((n for n in range(start + 1, len(lines)) if not lines[n].startswith(" ")), len(lines))
    with tempfile.TemporaryDirectory() as folder:
        alone = Path(folder) / "uv.txt"
        alone.write_text("\n".join(lines[start:end]) + "\n", encoding="utf-8")
        return run([*pip, "--require-hashes", "-r", alone]) == 0


def install_system_parts() -> None:
    """Install the system libraries Qt needs; when we may not, say which are missing."""
    if sys.platform != "linux":
        return
    libraries = dict(QT_LIBRARIES, **(SCREEN_LIBRARIES if has_screen() else {}))
    missing = [package for library, package in libraries.items() if not loads(library)]
    optional = [program for program in TEST_PROGRAMS if not shutil.which(program)]
    if not missing + optional or apt(missing + optional):
        return
    names = " ".join(missing + optional)
    text = f"Belum terpasang di komputer ini: {names} / Not installed on this machine: {names}"
    if missing:
        raise Missing(text)
    say(text)


def loads(library: str) -> bool:
    """Whether the system finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt(packages: Sequence[str]) -> bool:
    """Install Debian packages when this user may; False when that is not possible here."""
    command = apt_command()
    if not command:
        return False
    say("Memasang paket sistem / Installing system packages: {}".format(" ".join(packages)))
    install = [*command, "install", "-y", "-qq", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends", *packages]
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    return run(install, **quiet) == 0 or (run([*command, "update", "-qq"]) == 0 and run(install, **quiet) == 0)


def apt_command() -> list[str] | None:
    """How this user calls apt-get with the rights it needs; None when it may not."""
    if not shutil.which("apt-get"):
        return None
    if getattr(os, "geteuid", lambda: -1)() == 0:
        return ["apt-get"]
    if shutil.which("sudo") and (sys.stdin.isatty() or succeeds(["sudo", "-n", "true"])):
        return ["sudo", "apt-get"]
    return None


def compile_translations() -> None:
    """Compile the catalogues that changed."""
    catalogues = (ROOT / "i18n").glob("*/LC_MESSAGES/pulang.po")
    if any(not fresh(source.with_suffix(".mo"), source) for source in catalogues):
        run([python(), ROOT / "packaging" / "translations.py", "--compile"])


def fresh(made: Path, source: Path) -> bool:
    """Whether a made file exists and is not older than its source."""
    return made.exists() and made.stat().st_mtime >= source.stat().st_mtime
