"""Authenticity on screen: large words for genuine, altered, unknown and called off, from a file, a code, a number."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.handover import freezing, listing, service
from app.handover.screens.screen import HandoverScreen
from app.handover.screens.verify_page import VerifyPage
from app.handover.service import Issued
from tests.handover.samples import issued
from tests.handover.screens.conftest import Settle


@pytest.fixture
def paper(office: Office, stays: list[str]) -> Issued:
    """A printed paper."""
    return issued(office, stays[:5])


@pytest.fixture
def page(screen: HandoverScreen) -> VerifyPage:
    """The page, by its key."""
    screen.handlers()["handover.verify"]()
    return screen.verify


def code_of(office: Office, paper: Issued) -> str:
    with office.read() as r:
        return str(listing.handover(r, paper.id).statement)


def word(page: VerifyPage) -> str:
    return page.verdict._word.text()


def texts(page: VerifyPage) -> list[str]:
    return [each.text() for each in page.verdict.findChildren(QLabel)]


def scan(page: VerifyPage, text: str, qtbot: QtBot, settle: Settle) -> None:
    page.code.setText(text)
    qtbot.keyClick(page.code, Qt.Key.Key_Return)
    settle()


def test_a_pdf_is_genuine_by_its_picture(
    page: VerifyPage, office: Office, paper: Issued, tmp_path: Path, settle: Settle
) -> None:
    with office.read() as r:
        (tmp_path / "bast.pdf").write_bytes(freezing.render_pdf(r, paper.id))
    page.judge_file(tmp_path / "bast.pdf")
    settle()
    assert word(page) == "Asli"
    assert paper.number in texts(page)
    assert "Dinas Sosial Provinsi Sulawesi Selatan" in texts(page)


def test_one_character_changed(page: VerifyPage, office: Office, paper: Issued, qtbot: QtBot, settle: Settle) -> None:
    code = code_of(office, paper)
    scan(page, code[:-3] + ("A" if code[-3] != "A" else "B") + code[-2:], qtbot, settle)
    assert word(page) == "Berubah"


def test_a_foreign_code_is_unknown(page: VerifyPage, qtbot: QtBot, settle: Settle) -> None:
    scan(page, "https://example.org/bast/1", qtbot, settle)
    assert word(page) == "Tidak dikenal"


def test_a_paper_called_off(page: VerifyPage, office: Office, paper: Issued, qtbot: QtBot, settle: Settle) -> None:
    with office.write("handover.void") as w:
        service.void(w, paper.id, "salah penerima")
    scan(page, code_of(office, paper), qtbot, settle)
    assert word(page) == "Dibatalkan"
    assert "Surat ini pernah sah, tetapi sudah dibatalkan: salah penerima." in texts(page)


def test_a_list_at_hand_tells_the_line_that_differs(
    page: VerifyPage, office: Office, paper: Issued, qtbot: QtBot, settle: Settle
) -> None:
    with office.read() as r:
        names = listing.names_of(r, paper.id)
    names[2] = names[2].replace("3 |", "3 | Orang Lain", 1)
    page.names.set_value("\n".join(names))
    scan(page, code_of(office, paper), qtbot, settle)
    assert word(page) == "Berubah"
    assert "Kodenya asli, tetapi daftar nama ini berbeda di baris 3." in texts(page)


def test_a_file_without_a_code_is_told_calmly(page: VerifyPage, tmp_path: Path, settle: Settle) -> None:
    (tmp_path / "foto.png").write_bytes(b"not a picture")
    page.judge_file(tmp_path / "foto.png")
    settle()
    assert word(page) == "Tidak terbaca"


def test_the_short_code_of_a_number_for_the_telephone(
    page: VerifyPage, office: Office, paper: Issued, settle: Settle
) -> None:
    page.number.set_value(paper.number.lower())
    page.show_short_code()
    settle()
    assert page._short.text().replace("-", "") == paper.short_code
    page.number.set_value("NNK-A-26-000999")
    page.show_short_code()
    settle()
    assert page._about.text().startswith("Nomor NNK-A-26-000999 tidak ada di laptop ini.")
