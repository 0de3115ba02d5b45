"""Every wrong card at the gangway is answered with one clear sentence in the window; what needs a decision is asked."""

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.departure import boarding, checklist, outgoing
from app.departure.checklist import Paper
from app.departure.screens.boardpane import BoardPane
from app.departure.screens.departurepage import GANGWAY, PAPERS, WAY
from app.departure.screens.paperpane import PaperPane
from app.departure.voyages import DepartureView
from app.handover import receipt
from app.handover.custody import left_by
from app.handover.terms import Signing
from app.registration import exits, heads, idcards, people
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.departure.quay import ask, assigned, come, do, head_of, planned
from tests.departure.screens.purser import Purser, window_of
from tests.handover.samples import issued


@pytest.fixture
def purser(office: Office, ops: Operations, theme: Theme, qtbot: QtBot) -> Purser:
    return Purser.at(window_of(office, ops, theme), qtbot, ops)


@pytest.fixture
def stays(office: Office) -> list[str]:
    """Six people with cards."""
    return [come(office, f"Orang {number}", card=f"A-000{number}") for number in range(1, 7)]


def at_gangway(office: Office, purser: Purser, stays: list[str]) -> DepartureView:
    view = planned(office)
    assigned(office, view.id, stays)
    purser.screen.open(view.id, GANGWAY)
    purser.settled()
    return view


def scanned(purser: Purser, code: str) -> tuple[str, str]:
    """The sentence and what to do, as they stand in the window."""
    purser.screen.scan(code)
    purser.settled()
    pane = purser.pane(BoardPane)
    assert pane.answer.isVisible()
    return pane.answer.text(), pane._detail.text()


def test_each_wrong_card_has_one_sentence(office: Office, purser: Purser, stays: list[str]) -> None:
    do(office, heads.move, stays[0], "diserahkan_keluarga")
    do(office, heads.move, stays[1], "diberangkatkan")
    do(office, exits.leave, stays[2], "meninggal", "sakit")
    do(office, idcards.replace, stays[3], "hilang")
    do(office, heads.withdraw, stays[4], "salah catat")
    view = at_gangway(office, purser, stays[5:])
    said = [scanned(purser, f"A-000{number}") for number in range(1, 6)]
    assert [text for text, _hint in said] == [
        "Orang 1 tidak di sini lagi: diserahkan ke keluarga.",
        "Orang 2 tidak di sini lagi: diberangkatkan dengan BAST.",
        "Orang 3 tercatat meninggal.",
        "Kartu lama A-0004, diganti pada 23-01-2026 10.15.",
        "Kartu A-0005 tidak dikenal.",
    ]
    assert all(hint for _text, hint in said)
    assert scanned(purser, "A-0006")[0] == "Orang 6: naik."
    assert scanned(purser, "A-0006")[0] == "Orang 6: sudah tercatat naik."
    assert len(ask(office, boarding.standing, view.id).aboard) == 1


def test_somebody_home_already_is_told_with_his_paper(
    office: Office, ops: Operations, theme: Theme, qtbot: QtBot, stays: list[str]
) -> None:
    purser = Purser.at(window_of(office, ops, theme, left_by), qtbot, ops)
    sent = planned(office, "KM Lambelu")
    assigned(office, sent.id, stays[:1])
    do(office, boarding.board_all, sent.id, stays[:1])
    do(office, boarding.close, sent.id)
    paper = issued(office, stays[:1])
    do(office, receipt.sign, paper.id)
    do(office, receipt.receive, paper.id, Signing())
    view = at_gangway(office, purser, stays[1:])
    text, hint = scanned(purser, "A-0001")
    assert text == "Orang 1 sudah naik di KM Lambelu: diberangkatkan dengan BAST."
    assert hint.startswith(f"BAST {paper.number} kepada Dinas Sosial Provinsi Sulawesi Selatan: diterima penuh. ")
    assert "Periksa siapa pemegang kartunya." in hint
    assert ask(office, boarding.standing, view.id).aboard == ()


def test_closing_the_check_names_the_papers_that_are_not_there(
    office: Office, purser: Purser, stays: list[str]
) -> None:
    view = at_gangway(office, purser, stays)
    do(office, checklist.tick, view.id, "ksop", Paper(checklist.Wanted("ksop", "Izin KSOP"), waived=True))
    assert scanned(purser, "A-0001")[0] == "Orang 1: naik."
    purser.pane(BoardPane).close_check()
    purser.settled()
    asked = " ".join(each.text() for each in purser.sheet().findChildren(QLabel))
    assert "Berkas yang belum ada: Surat keterangan jalan, Rekomendasi KP2MI/BP2MI, Persetujuan BKK" in asked
    assert "Izin KSOP" not in asked
    purser.sheet().accept()
    purser.settled()
    assert ask(office, boarding.standing, view.id).closed_at is not None


def test_who_is_aboard_another_ship_is_asked_about_once_and_counts_here(
    office: Office, purser: Purser, stays: list[str]
) -> None:
    other = planned(office, "KM Thalia")
    assigned(office, other.id, stays[:2])
    do(office, boarding.board_all, other.id, stays[:2])
    do(office, boarding.close, other.id)
    view = at_gangway(office, purser, stays[2:])
    assert scanned(purser, "A-0001")[0] == "Orang 1 sudah naik di KM Thalia."
    assert purser.sheet().windowTitle() == "Turun dari sana, dan naik di sini?"
    purser.type("turun sebelum berangkat")
    purser.sheet().accept()
    purser.settled()
    assert purser.pane(BoardPane).answer.text() == "Orang 1: naik, di luar daftar."
    assert {head.stay_id for head in ask(office, boarding.standing, view.id).aboard} == {stays[0]}
    assert {head.stay_id for head in ask(office, boarding.standing, other.id).aboard} == {stays[1]}


def test_a_foreigner_found_out_is_warned_of_on_every_pane_and_taken_off(
    office: Office, purser: Purser, stays: list[str]
) -> None:
    view = at_gangway(office, purser, stays)
    do(office, boarding.board_all, view.id, stays)
    do(office, boarding.close, view.id)
    do(office, outgoing.print_manifest, view.id)
    page: Any = purser.screen.page
    page.read()
    purser.settled()
    assert not page.warning.isVisible()
    do(office, people.set_nationality, head_of(office, stays[0]).person_id, "wna", "MY", ())
    purser.screen.refresh(frozenset({"person"}))
    purser.settled()
    for tab in (WAY, GANGWAY, PAPERS):
        page.show_tab(tab)
        purser.settled()
        assert page.warning.isVisible()
    assert page.warning.text() == "Orang 1 tercatat naik, tetapi warga negara asing. Urusannya dengan Imigrasi."
    page.take_off.click()
    purser.sheet().accept()
    purser.settled()
    assert not page.warning.isVisible()
    papers = purser.pane(PaperPane)
    assert papers.changed.isVisible()
    assert "Tidak ikut: Orang 1 (warga negara asing, urusan Imigrasi)." in papers.changed.text()
    assert len(ask(office, boarding.standing, view.id).aboard) == 5
