"""One paper on screen: printing again, signing by head, receipt, void with a reason and its replacement, numbers."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.handover import listing, receipt, terms
from app.handover.listing import HandoverView
from app.handover.screens.outcomes import OutcomeSheet
from app.handover.screens.paper_page import PaperPage
from app.handover.screens.screen import HandoverScreen
from app.handover.terms import Signing
from app.registration import heads
from app.widgets.dialogs import Sheet
from app.widgets.message import Message
from tests.handover.samples import issued
from tests.handover.screens.conftest import Settle

VOID = "handover.void"


@pytest.fixture
def page(screen: HandoverScreen, office: Office, stays: list[str], settle: Settle) -> PaperPage:
    """A printed paper for the first five people."""
    screen.open_paper(issued(office, stays[:5]).id)
    settle()
    return screen.paper


def view(office: Office, page: PaperPage) -> HandoverView:
    with office.read() as r:
        return listing.handover(r, page.paper_id)


def steps(page: PaperPage) -> list[QPushButton]:
    items = [page._head.itemAt(place) for place in range(3, page._head.count())]
    widgets = [item.widget() for item in items if item is not None]
    return [each for each in widgets if isinstance(each, QPushButton)]


def offered(page: PaperPage) -> list[str]:
    return [each.text() for each in steps(page)]


def press(page: PaperPage, text: str) -> None:
    next(each for each in steps(page) if each.text() == text).click()


def sheet(page: PaperPage) -> Sheet:
    return page.findChildren(Sheet)[-1]


def account(office: Office, stay: str) -> str:
    with office.read() as r:
        return heads.standing(r, stay).account


def test_the_paper_shows_its_pages_its_code_and_what_may_happen(page: PaperPage, office: Office) -> None:
    assert page.preview.pages >= 2
    assert page.facts._code.text() == view(office, page).short_code
    assert len(page.facts._code.text()) == 9
    assert offered(page) == ["Batalkan", "Lembar tanda terima", "Gagal cetak", "Cetak ulang", "Catat tanda tangan"]
    assert page.preview.print_button.isHidden()


def test_a_further_copy_is_asked_for_noted_and_then_printable(page: PaperPage, office: Office, settle: Settle) -> None:
    press(page, "Cetak ulang")
    assert sheet(page).windowTitle() == "Cetak salinan ke-2?"
    sheet(page).yes.click()
    settle()
    assert view(office, page).line.copies == 2
    assert not page.preview.print_button.isHidden()
    page.preview.printed.emit()
    assert page.preview.print_button.isHidden()


def test_after_a_failed_print_the_same_copy_is_made_again(page: PaperPage, office: Office, settle: Settle) -> None:
    press(page, "Gagal cetak")
    settle()
    assert page._state.text() == "gagal cetak"
    press(page, "Cetak ulang")
    assert sheet(page).windowTitle() == "Cetak salinan ke-1?"
    sheet(page).yes.click()
    settle()
    assert (view(office, page).line.state, view(office, page).line.copies) == (terms.PRINTED, 1)


def test_signed_for_all_then_the_receipt_by_head(
    page: PaperPage, office: Office, stays: list[str], settle: Settle, qtbot: QtBot
) -> None:
    press(page, "Catat tanda tangan")
    sheet(page).yes.click()
    settle()
    assert page._state.text() == "ditandatangani"
    assert account(office, stays[0]) == "diberangkatkan"
    press(page, "Catat tanda terima")
    answers = page.findChildren(OutcomeSheet)[-1]
    refused, away = answers.table.rows[0], answers.table.rows[1]
    qtbot.keyClick(answers.table, Qt.Key.Key_T)
    qtbot.keyClick(answers.table, Qt.Key.Key_H)
    assert answers._counts.text() == "Diterima 3, ditolak 1, tidak hadir 1."
    answers.remarks.set_value("dua tas tertinggal")
    assert not answers.yes.isEnabled()
    answers.why_refused.set_value("bukan warga provinsi ini")
    answers.saw_refusal.set_value("Iptu Saharuddin, Kanit Binmas; Hj. Rahmatia")
    answers.yes.click()
    settle()
    after = view(office, page)
    assert (after.line.state, after.receipt_remarks) == (terms.RECEIVED_IN_PART, "dua tas tertinggal")
    assert [head.outcome for head in after.heads] == ["ditolak", "tidak_hadir", *["diterima"] * 3]
    assert (after.refusal, after.refusal_witnesses) == (
        "bukan warga provinsi ini",
        "Iptu Saharuddin, Kanit Binmas; Hj. Rahmatia",
    )
    told = " ".join(each.text() for each in page.facts.findChildren(QLabel))
    assert "Alasan penolakan: bukan warga provinsi ini" in told
    assert "Saksi penolakan: Iptu Saharuddin, Kanit Binmas; Hj. Rahmatia" in told
    assert (account(office, refused.stay_id), account(office, away.stay_id)) == ("hadir", "hadir")
    assert offered(page) == ["Batalkan", "Lampirkan pindaian", "Adendum", "Cetak ulang"]


def test_space_goes_through_the_three_answers(page: PaperPage, qtbot: QtBot) -> None:
    page.signing.ask_outcomes()
    answers = page.findChildren(OutcomeSheet)[-1]
    for expected in ("ditolak", "tidak_hadir"):
        qtbot.keyClick(answers.table, Qt.Key.Key_Space)
        assert set(answers.signing.outcomes.values()) == {expected}
    qtbot.keyClick(answers.table, Qt.Key.Key_Space)
    assert answers.signing.outcomes == {}
    answers.reject()


def test_a_void_paper_keeps_its_number_and_gets_a_replacement(
    page: PaperPage, screen: HandoverScreen, office: Office, stays: list[str], settle: Settle
) -> None:
    press(page, "Batalkan")
    assert not sheet(page).yes.isEnabled()
    sheet(page).reject()
    page._void("nama kepala dinas salah ketik")
    settle()
    assert page.facts._void.text() == "Dibatalkan: nama kepala dinas salah ketik"
    assert offered(page) == ["Cetak ulang", "Buat pengganti"]
    press(page, "Buat pengganti")
    settle()
    assert screen.page is screen.draft_page
    assert screen.draft_page.people.selection.chosen == set(stays[:5])


def received(page: PaperPage, office: Office, settle: Settle) -> None:
    """The receiver has answered for everybody."""
    for act in (receipt.sign, lambda w, paper: receipt.receive(w, paper, Signing())):
        with office.write("handover.sign") as w:
            act(w, page.paper_id)
    page.refresh()
    settle()


def test_calling_off_what_was_received_says_who_received_how_many(
    page: PaperPage, office: Office, stays: list[str], settle: Settle
) -> None:
    received(page, office, settle)
    press(page, "Batalkan")
    asked = " ".join(each.text() for each in sheet(page).findChildren(QLabel))
    assert "Dinas Sosial Provinsi Sulawesi Selatan sudah menerima 5 orang." in asked
    assert "buat adendum" in asked
    sheet(page).reject()
    page._void("orangnya tidak jadi berangkat")
    settle()
    after = view(office, page)
    assert (after.line.state, after.line.answered) == (terms.VOID, terms.RECEIVED)
    assert account(office, stays[0]) == "hadir"


def test_who_may_not_call_off_what_was_received_is_told_whom_to_ask(
    page: PaperPage, office: Office, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    received(page, office, settle)
    may = page.context.may
    monkeypatch.setattr(page, "context", replace(page.context, may=lambda one: one != f"{VOID}.received" and may(one)))
    said: list[Message] = []
    page.said.connect(said.append)
    press(page, "Batalkan")
    assert page.findChildren(Sheet) == []
    assert said[-1].text.startswith("Surat yang sudah dijawab penerimanya hanya dibatalkan kepala pos")
    assert view(office, page).line.state == terms.RECEIVED


def test_the_offices_own_number_comes_later(page: PaperPage, office: Office, settle: Settle, qtbot: QtBot) -> None:
    page.facts._number.set_value("460/117/SATGAS/I/2026")
    qtbot.keyClick(page.facts._number.line, Qt.Key.Key_Return)
    settle()
    assert view(office, page).line.office_number == "460/117/SATGAS/I/2026"


def test_the_list_is_filtered_by_state_and_opens_papers(
    screen: HandoverScreen, office: Office, stays: list[str], settle: Settle, qtbot: QtBot
) -> None:
    first = issued(office, stays[:2])
    second = issued(office, stays[2:4])
    screen.refresh(frozenset())
    settle()
    table = screen.papers.table
    assert [line.number for line in table.rows] == [second.number, first.number]
    screen.papers._filter.set_value("void")
    assert list(table.rows) == []
    screen.papers._filter.set_value("waiting")
    assert len(table.rows) == 2
    table.go_to(1)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    settle()
    assert (screen.page, screen.paper.paper_id) == (screen.paper, first.id)
    qtbot.keyClick(screen.paper, Qt.Key.Key_Escape)
    assert screen.page is screen.papers


def test_a_target_opens_the_paper(screen: HandoverScreen, office: Office, stays: list[str], settle: Settle) -> None:
    paper = issued(office, stays[:1])
    screen.show_target(paper.id)
    settle()
    assert (screen.page, screen.paper._title.text()) == (screen.paper, paper.number)


def test_a_head_of_the_paper_leads_to_the_persons_page(
    page: PaperPage, screen: HandoverScreen, stays: list[str], settle: Settle, qtbot: QtBot
) -> None:
    asked: list[tuple[str, str]] = []
    screen.go.connect(lambda where, target: asked.append((where, target)))
    page.facts.heads.select(stays[2])
    qtbot.keyClick(page.facts.heads, Qt.Key.Key_Return)
    assert asked == [("people", stays[2])]
