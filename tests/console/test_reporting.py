"""Reports by console: figures, files by their ending, and what cannot be said in plain words."""

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.access.unlock import unlock
from app.kernel.clock import SystemClock
from app.kernel.paths import Home
from app.registration.heads import NewHead, Who
from tests.console.conftest import PASSPHRASE, Post
from tests.helpers.console import call
from tests.helpers.office import landed_one
from tests.printing.papers import texts


def test_figures_and_files(post: Post, tmp_path: Path) -> None:
    said = call("report", "--kind", "semester", *post.options).done
    assert (said["title"], said["addressee"]) == ("Laporan semester", "Gubernur")
    assert said["people"][-1]["total"] == 0
    for name in ("s.pdf", "s.xlsx"):
        call("report", "--kind", "semester", "--out", tmp_path / name, *post.options).done  # noqa: B018
    assert "DRAF" in " ".join(texts((tmp_path / "s.pdf").read_bytes()))
    assert load_workbook(tmp_path / "s.xlsx").active["A1"].value == "Laporan semester"


def test_what_is_open_in_the_period_is_said(post: Post, tmp_path: Path) -> None:
    home = shutil.copytree(post.home, tmp_path / "home")
    with unlock(Home(home), "kepala", PASSPHRASE, SystemClock()) as office:
        landed_one(office, Who("Tanpa nama 03"), NewHead(head_class=None))
    options = ["--home", home, *post.options[2:]]
    for words in ((), ("--out", tmp_path / "s.pdf")):
        said = call("report", "--kind", "semester", *words, *options).done
        assert said["open"] == ["1 orang belum diketahui jenis kelaminnya."]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--kind", "tahunan"], "report.kind"),
        (["--kind", "semester", "--from", "2199-01-01"], "report.future"),
        (["--kind", "triwulan", "--from", "2026-03-31", "--to", "2026-01-01"], "report.days"),
        (["--kind", "triwulan", "--from", "2026-01-02", "--to", "2026-03-31"], "report.days"),
        (["--kind", "semester", "--from", "kemarin"], "console.day"),
        (["--kind", "rombongan", "--batch", "KM Lain"], "batch.unknown"),
        (["--kind", "semester", "--out", "laporan.doc"], "report.file"),
        (["--kind", "semester", "--out", "orang.nama.xlsx"], "export.purpose"),
        (["--kind", "semester", "--level", "kelurahan"], "report.level"),
    ],
)
def test_what_cannot_be(post: Post, words: list[str], code: str) -> None:
    assert call("report", *words, *post.options).refusal["code"] == code
