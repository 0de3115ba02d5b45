"""Surat pernyataan, addenda, scans and late receipts on screen, by the keyboard alone."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.access import days
from app.access.blobs import blobs_of
from app.access.office import Office
from app.handover import addenda, declared, listing, receipt, terms
from app.handover.screens.addendum_sheet import AddendumSheet
from app.handover.screens.outcomes import OutcomeSheet
from app.handover.screens.screen import LATE, STATEMENTS, HandoverScreen
from app.handover.screens.small_paper_page import SmallPaperPage
from app.handover.screens.statement_draft_page import StatementDraftPage
from app.handover.terms import Party
from app.kernel.clock import FixedClock
from app.registration import exits, heads, people
from app.registration.heads import Who
from app.widgets.dialogs import Sheet
from app.widgets.narrow import Head
from app.widgets.scan_dialog import ScanDialog
from tests.handover.samples import issued
from tests.handover.screens.conftest import Settle
from tests.helpers.office import landed_one


def offered(head: Head) -> dict[str, QPushButton]:
    items = [head.itemAt(place) for place in range(3, head.count())]
    widgets = [item.widget() for item in items if item is not None]
    return {each.text(): each for each in widgets if isinstance(each, QPushButton)}


@pytest.fixture
def kamaria(office: Office) -> str:
    """A grown woman who is here."""
    return landed_one(office, Who("Kamaria", sex="P", age=32))


@pytest.fixture
def draft(screen: HandoverScreen, kamaria: str, settle: Settle) -> StatementDraftPage:
    """A new statement with her chosen."""
    screen.show_target(STATEMENTS)
    screen.statements.new_wanted.emit()
    settle()
    page = screen.statement_draft
    page.people.selection.chosen = {kamaria}
    return page


def signed(page: SmallPaperPage, settle: Settle) -> None:
    offered(page._head)["Catat tanda tangan"].click()
    page.findChildren(Sheet)[-1].yes.click()
    settle()


def test_going_home_on_her_own_from_list_to_signature(
    draft: StatementDraftPage, screen: HandoverScreen, office: Office, kamaria: str, settle: Settle
) -> None:
    draft.go_on()
    assert draft.form.own.box.currentText() == "Kamaria"
    draft.form.officer.show_party(Party("Siti", position="Petugas"))
    draft.form.form.load({**draft.form.form.collect(), "reason": "menyusul suami"})
    draft.go_on()
    settle()
    assert draft.preview.pages == 1
    draft.go_on()
    draft.findChildren(Sheet)[-1].yes.click()
    settle()
    page = screen.small
    assert screen.page is page
    assert not page.preview.print_button.isHidden()
    signed(page, settle)
    with office.read() as r:
        assert heads.standing(r, kamaria).account == "pulang_mandiri"
    assert page._state.text() == "ditandatangani"
    page.left.emit()
    settle()
    assert [line.number for line in screen.statements.table.rows] == ["NNK-A-26-000001"]


def test_a_statement_is_made_good_for_who_left_before(
    screen: HandoverScreen, office: Office, kamaria: str, settle: Settle
) -> None:
    with office.write("registration.leave") as w:
        exits.leave(w, kamaria, "menetap_lokal", "tinggal bersama sepupu")
    screen.show_target(STATEMENTS)
    settle()
    screen.statements.late.click()
    settle()
    page = screen.statement_draft
    assert [line.person.name for line in page.people.table.rows if line.person] == ["Kamaria"]
    page.people.selection.chosen = {kamaria}
    page.go_on()
    assert page.form.variant.value() == terms.STAYS
    page.form.officer.show_party(Party("Siti", position="Petugas"))
    page.go_on()
    settle()
    page.go_on()
    page.findChildren(Sheet)[-1].yes.click()
    settle()
    signed(screen.small, settle)
    with office.read() as r:
        assert [movement.to_account for movement in heads.movements(r, kamaria)][1:] == ["menetap_lokal"]
    screen.small.left.emit()
    settle()
    assert screen.statements.missing.isHidden()
    assert screen.statements.late.isHidden()


def test_a_guarantee_opens_the_draft_of_its_bast(
    draft: StatementDraftPage, screen: HandoverScreen, office: Office, kamaria: str, settle: Settle
) -> None:
    draft.show_step("said")
    draft.form.variant.set_value(terms.GUARANTEE)
    draft.form._show_kind()
    assert draft.form.own.isHidden()
    draft.form.declarant.show_party(Party("Kamaruddin", relation="ayah", address="Manjalling"))
    draft.form.officer.show_party(Party("Siti", position="Petugas"))
    draft._issue()
    settle()
    signed(screen.small, settle)
    assert screen.page is screen.draft_page
    assert screen.draft_page.people.selection.chosen == {kamaria}
    screen.show_target(STATEMENTS)
    settle()
    with office.read() as r:
        [line] = declared.statements(r)
    screen.open_small("statement", line.id)
    settle()
    assert "Draf BAST keluarga" in offered(screen.small._head)
    screen.small.void("keluarga membatalkan")
    settle()
    assert screen.small._void.text() == "Dibatalkan: keluarga membatalkan"


def test_a_half_typed_statement_survives_the_lock(
    draft: StatementDraftPage, screen: HandoverScreen, kamaria: str, settle: Settle
) -> None:
    draft.show_step("said")
    draft.form.variant.set_value(terms.REFUSAL)
    draft.form.form.load({**draft.form.form.collect(), "address": "Manjalling"})
    kept = screen.draft()
    draft.begin()
    settle()
    screen.restore(kept)
    settle()
    draft.show_step("said")
    assert draft.people.selection.chosen == {kamaria}
    assert draft.form.variant.value() == terms.REFUSAL
    assert draft.form.form.collect()["address"] == "Manjalling"


def test_an_addendum_is_chosen_by_the_keyboard(
    screen: HandoverScreen, office: Office, stays: list[str], settle: Settle, qtbot: QtBot
) -> None:
    made = issued(office, stays[:3])
    with office.write("handover.sign") as w:
        receipt.sign(w, made.id)
    with office.read() as r:
        names = {head.stay_id: head.number for head in listing.handover(r, made.id).heads}
        persons = [heads.stay_of(r, stay).person_id or "" for stay in sorted(names, key=names.__getitem__)]
    for person, name in zip(persons[:2], ("Sulaiman Baru", "Rosmiyati"), strict=True):
        with office.write("registration.edit") as w:
            people.update_person(w, person, {"name": name, "father_name": None})
    screen.open_paper(made.id)
    settle()
    page = screen.paper
    page.amending.ask()
    settle()
    sheet = page.findChildren(AddendumSheet)[-1]
    assert sheet.ticked == tuple(sheet._order)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Space)
    assert len(sheet.ticked) == 1
    assert not sheet.yes.isEnabled()
    sheet.reason.set_value("ejaan nama dibetulkan")
    sheet._check()
    sheet.yes.click()
    settle()
    assert not screen.small.isHidden()
    with office.read() as r:
        [line] = addenda.addenda(r, made.id)
    assert line.changes[0].startswith("2 ")
    signed(screen.small, settle)
    screen.small.left.emit()
    settle()
    shown: object = screen._stack.currentWidget()
    assert shown is page
    assert not page.facts.addenda.isHidden()


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_a_scan_is_attached_and_looked_at(
    screen: HandoverScreen, office: Office, stays: list[str], settle: Settle, tmp_path: Path, kind: str
) -> None:
    made = issued(office, stays[:2])
    with office.write("handover.sign") as w:
        receipt.sign(w, made.id)
    file = tmp_path / f"pindaian.{kind}"
    Image.new("L", (1400, 900), 230).save(file)
    page = screen.paper
    object.__setattr__(page.context, "read_scan", blobs_of(office).read)
    screen.open_paper(made.id)
    settle()
    assert "Lihat pindaian" not in offered(page._head)
    page.amending.scanning.attach(made.id, file)
    settle()
    offered(page._head)["Lihat pindaian"].click()
    settle()
    shown = page.findChildren(ScanDialog)[-1]
    assert shown.windowTitle() == f"Pindaian {made.number}"
    shown.close()


def test_a_late_receipt_is_recorded_by_one_key(
    screen: HandoverScreen, office: Office, stays: list[str], settle: Settle, qtbot: QtBot, clock: FixedClock
) -> None:
    made = issued(office, stays[:2])
    with office.write("handover.sign") as w:
        receipt.sign(w, made.id)
    clock.advance(days=8)
    with office.write("access.open_day") as w:
        days.open_day(w, days.latest_date(w))
    screen.show_target(LATE)
    settle()
    assert [(paper.number, paper.days) for paper in screen.late.table.rows] == [(made.number, 8)]
    asked: list[tuple[str, str]] = []
    screen.go.connect(lambda where, target: asked.append((where, target)))
    screen.late.choose.set_value("people")
    assert {one.stay_id for _paper, one in screen.late.people.rows} == set(stays[:2])
    qtbot.keyClick(screen.late.people, Qt.Key.Key_Return)
    assert asked == [("people", screen.late.people.rows[0][1].stay_id)]
    screen.late.choose.set_value("papers")
    qtbot.keyClick(screen.late.table, Qt.Key.Key_T)
    settle()
    screen.late.findChildren(OutcomeSheet)[-1].yes.click()
    settle()
    assert screen.late.table.rows == []
    with office.read() as r:
        assert listing.handover(r, made.id).line.state == terms.RECEIVED
