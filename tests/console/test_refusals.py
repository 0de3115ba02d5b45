"""Bad input at the console: one clear sentence, what to do now, exit 1, nothing half done."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.access.unlock import unlock
from app.kernel.clock import SystemClock
from app.kernel.paths import Home
from tests.console.conftest import PASSPHRASE, Post
from tests.helpers.console import ROOT, call, run
from tests.manifest.reading.test_hostile import HOSTILE

ASKED = (
    "a program", "empty sheet", "a million columns", "zip bomb", "XXE", "protected workbook", "no name column",
    "50,000 rows",
)  # fmt: skip
HEAVY = ("a million columns", "zip bomb", "XXE")
MOST_MEMORY_KB = 300 * 1024
MOST_SECONDS = 5.0
MEASURED = """
import resource, subprocess, sys
words = [sys.executable, "-m", "app", "manifest", "import", sys.argv[1], "--dry-run", "--json"]
code = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, used.ru_maxrss, used.ru_utime + used.ru_stime)
"""


@pytest.mark.parametrize("name", ASKED)
def test_a_bad_list(name: str, tmp_path: Path) -> None:
    make, codes = HOSTILE[name]
    file = tmp_path / "daftar.xlsx"
    file.write_bytes(make())
    refusal = call("manifest", "import", file, "--dry-run", "--json").refusal
    assert refusal["code"] in codes
    assert refusal["hint"]


def test_heavy_lists_are_refused_in_little_room_and_time(tmp_path: Path) -> None:
    """Measured by a small process in between: what this one holds while it forks must not count."""
    for name in HEAVY:
        file = tmp_path / "daftar.xlsx"
        file.write_bytes(HOSTILE[name][0]())
        measured = subprocess.run([sys.executable, "-c", MEASURED, file], cwd=ROOT, capture_output=True, check=True)
        code, memory, seconds = map(float, measured.stdout.split())
        assert code == 1
        assert memory < MOST_MEMORY_KB
        assert seconds < MOST_SECONDS


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    for words in (("manifest", "import"), ("dedupe", "--out", tmp_path / "x.csv")):
        assert call(*words, tmp_path / "tidak-ada.xlsx", "--json").refusal["code"] == "console.no_file"


def test_results_that_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "daftar.csv"
    file.write_text("Nama;Umur\nSiti Aminah;31\nUdin;40\n", encoding="utf-8")
    answer = call("dedupe", file, "--out", tmp_path / "tidak" / "ada.csv", "--json")
    assert answer.refusal["code"] == "console.not_written"


def test_nothing_imported_from_a_bad_list(post: Post, tmp_path: Path) -> None:
    before = call("site", "status", *post.options).done["entries"]
    file = tmp_path / "daftar.xlsx"
    file.write_bytes(HOSTILE["protected workbook"][0]())
    assert call("manifest", "import", file, *post.options).refusal["code"] == "manifest.password"
    assert call("site", "status", *post.options).done["entries"] == before


def test_a_wrong_passphrase_is_told_and_slowed(post: Post, tmp_path: Path) -> None:
    wrong = tmp_path / "salah"
    wrong.write_text("bukan ini sama sekali\n", encoding="utf-8")
    home = shutil.copytree(post.home, tmp_path / "home")
    options = ["--home", home, "--passphrase-file", wrong, "--json"]
    codes = [call("site", "status", *options).refusal["code"] for _try in range(4)]
    assert codes == ["access.wrong_passphrase"] * 3 + ["access.slowed"]


def test_a_passphrase_file_that_is_not_there(post: Post) -> None:
    options = ["--home", post.home, "--passphrase-file", "tidak-ada", "--json"]
    assert call("site", "status", *options).refusal["code"] == "console.passphrase_file"


def test_no_site_here(tmp_path: Path, post: Post) -> None:
    options = ["--home", tmp_path, "--passphrase-file", post.passphrase, "--json"]
    for words in (("site", "status"), ("reconcile",), ("doctor",), ("bundle", "write", tmp_path)):
        assert call(*words, *options).refusal["code"].startswith(("access.", "keyring."))


def test_a_second_process(post: Post) -> None:
    with unlock(Home(post.home), "kepala", PASSPHRASE, SystemClock()):
        assert run("site", "status", *post.options).refusal["code"] == "access.second_process"
    assert call("site", "status", *post.options).code == 0


def test_pictures_that_say_nothing(tmp_path: Path, post: Post) -> None:
    paper = post.sheets / "lembar-pemulihan-1.pdf"
    spoilt = tmp_path / "surat.pdf"
    spoilt.write_bytes(b"%PDF-1.7 rusak")
    assert call("verify", spoilt, "--home", post.home, "--json").refusal["code"].startswith(("picture.", "pdf."))
    assert call("verify", paper, "--home", post.home, "--json").refusal["code"] == "verify.tidak_dikenal"
    assert call("verify", tmp_path / "tidak-ada.png", "--json").refusal["code"] == "console.no_file"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "bundle.truncated"),
        (b"bukan berkas kiriman", "bundle.not-a-bundle"),
        (b"age-encryption.org/v1\n-> X25519 abc\n", "bundle.foreign-seal"),
    ],
)
def test_files_that_are_no_bundles(post: Post, tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "kiriman.pulang"
    file.write_bytes(content)
    for words in (("bundle", "read"), ("bundle", "inspect"), ("bundle", "verify"), ("receipt", "read")):
        assert call(*words, file, *post.options).refusal["code"] == code


def test_a_kit_with_the_wrong_code_and_a_request_that_is_none(post: Post, tmp_path: Path) -> None:
    file = tmp_path / "permintaan.json"
    file.write_text("{}", encoding="utf-8")
    assert call("join", "admit", file, tmp_path, *post.options).refusal["code"] == "access.bad_request"
    kit = tmp_path / "paket.pulang"
    kit.write_bytes(b"x")
    assert call("join", "accept", kit, "--code", "ABCD", *post.options).refusal["code"].startswith("bundle.")


def test_a_centre_that_is_not_there(tmp_path: Path) -> None:
    for words in (("status",), ("work",), ("ingest", tmp_path), ("enroll", tmp_path / "x.json")):
        assert call("central", *words, "--home", tmp_path, "--json").refusal["code"] == "central.missing"
