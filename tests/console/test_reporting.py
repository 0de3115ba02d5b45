"""Reports by console: figures, files by their ending, and what cannot be said in plain words."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.console.conftest import Post
from tests.helpers.console import call
from tests.printing.papers import texts


def test_figures_and_files(post: Post, tmp_path: Path) -> None:
    said = call("report", "--kind", "semester", *post.options).done
    assert (said["title"], said["addressee"]) == ("Laporan semester", "Gubernur")
    assert said["people"][-1]["total"] == 0
    for name in ("s.pdf", "s.xlsx"):
        call("report", "--kind", "semester", "--out", tmp_path / name, *post.options).done  # noqa: B018
    assert "DRAF" in " ".join(texts((tmp_path / "s.pdf").read_bytes()))
    assert load_workbook(tmp_path / "s.xlsx").active["A1"].value == "Laporan semester"


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
