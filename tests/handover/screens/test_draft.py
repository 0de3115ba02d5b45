"""A new paper by keyboard: people by province with their families, details, the real PDF, number and freeze."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.access.blobs import blobs_of
from app.access.office import Office
from app.handover import listing, service, terms
from app.handover.screens.context import HandoverContext
from app.handover.screens.draft_page import DETAILS, PEOPLE, PREVIEW, DraftPage
from app.handover.screens.screen import HandoverScreen
from app.registration import exits, families, heads
from app.registration.exits import Death
from app.registration.heads import NewHead, Who
from app.store.work import Reading
from app.widgets.candidates import Candidate
from app.widgets.dialogs import Sheet
from app.widgets.message import Message
from app.widgets.operations import Operations
from tests.handover.samples import GIVER, PROVINCE, drafted, issued
from tests.handover.screens.conftest import Settle
from tests.helpers.office import landed_one, ship


@pytest.fixture
def page(screen: HandoverScreen, settle: Settle) -> DraftPage:
    """A new paper for the province, nobody chosen yet."""
    screen.open_draft("")
    settle()
    screen.draft_page.people.choose_kind("provinsi")
    settle()
    return screen.draft_page


def fill(page: DraftPage) -> None:
    page.details.receiver.show_party(PROVINCE)
    page.details.giver.show_party(GIVER)


def last_sheet(page: DraftPage) -> Sheet:
    return page.findChildren(Sheet)[-1]


def test_people_stand_under_province_and_regency(page: DraftPage) -> None:
    provinces = [row.group.province_name for row in page.people.selection.rows if row.person is None]
    assert len(provinces) == 5
    assert provinces == sorted(provinces)
    people = [row.person for row in page.people.selection.rows if row.person]
    assert len(people) == 12


def test_space_switches_a_whole_regency_and_one_person(page: DraftPage, qtbot: QtBot) -> None:
    table = page.people.table
    table.go_to(0)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    group = page.people.selection.rows[0].group
    assert page.people.selection.chosen == {one.stay_id for one in group.people}
    assert page.people.selection.state(page.people.selection.rows[0]) == "all"
    table.go_to(1)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert page.people.selection.state(page.people.selection.rows[0]) == ("some" if len(group.people) > 1 else "none")


def test_a_family_is_chosen_together_unless_shift_says_alone(
    page: DraftPage, office: Office, qtbot: QtBot, settle: Settle
) -> None:
    father = landed_one(office, Who("Sulaiman Tua", sex="L", age=40, destination_code="73.08.18.1001"))
    child = landed_one(
        office, Who("Anak Sulaiman", sex="P", age=6, destination_code="53.06.10.2006"), NewHead(head_class="AP")
    )
    with office.read() as r:
        people = {stay: person_of(r, stay) for stay in (father, child)}
    with office.write("registration.edit") as w:
        families.link_to(w, people[child], people[father], "anak")
    page.people.reload()
    settle()
    table, selection = page.people.table, page.people.selection
    table.select(child)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert selection.chosen == {father, child}
    qtbot.keyClick(table, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert selection.chosen == {father}
    assert [one.stay_id for one in selection.parted()] == [father]
    assert "Terpisah dari keluarganya: Sulaiman Tua." in page.people._notes.text()
    said: list[Message] = []
    page.said.connect(said.append)
    page.go_on()
    page._steps.set_value(DETAILS)
    page._steps.changed.emit()
    assert page._steps.value() == PEOPLE
    assert {message.text for message in said} == {"Tulis mengapa Sulaiman Tua dipisahkan dari keluarganya."}
    page.people.parting.set_value("anak dijemput pamannya")
    page.go_on()
    assert page._steps.value() == DETAILS
    assert page.draft().parting_reason == "anak dijemput pamannya"


def person_of(r: Reading, stay: str) -> str:
    return str(heads.stay_of(r, stay).person_id)


def test_who_cannot_be_chosen_says_why(page: DraftPage, office: Office, settle: Settle) -> None:
    landed_one(office, Who("Nguyen Asing", sex="L", age=30, nationality="wna", nationality_country="Vietnam"))
    page.people.reload()
    settle()
    row = next(row for row in page.people.selection.rows if row.person and row.person.name == "Nguyen Asing")
    page.people.selection.toggle(row)
    assert page.people.selection.chosen == set()
    assert row.person is not None
    assert row.person.obstacle == "warga negara asing; diserahkan ke Imigrasi"


def test_typing_filters_by_name_and_keeps_the_heading(page: DraftPage, qtbot: QtBot) -> None:
    wanted = next(row.person for row in page.people.selection.rows if row.person)
    qtbot.keyClicks(page.people._list.line, wanted.name.split("@")[0].strip().casefold())
    shown = page.people.table.rows
    assert shown[0].person is None
    assert wanted.stay_id in {row.key for row in shown}
    assert len(shown) < len(page.people.selection.rows)


def test_each_step_says_what_is_missing(page: DraftPage, screen: HandoverScreen) -> None:
    said: list[Message] = []
    screen.said.connect(said.append)
    page.go_on()
    page.people.selection.choose_all()
    page.go_on()
    page.go_on()
    page.details.receiver.show_party(PROVINCE)
    page.go_on()
    assert [message.text for message in said] == [
        "Belum ada orang yang dipilih.",
        "Isi nama atau instansi yang menerima.",
        "Isi nama atau instansi yang menyerahkan.",
    ]
    page.details.giver.show_party(GIVER)
    page.go_on()
    assert page._steps.value() == PREVIEW


def test_print_warns_numbers_and_freezes(
    page: DraftPage, screen: HandoverScreen, office: Office, settle: Settle, stays: list[str]
) -> None:
    page.people.selection.choose_all()
    fill(page)
    page.print_now()
    settle()
    assert page.preview.pages >= 2
    sheet = last_sheet(page)
    assert "Saat dicetak surat mendapat nomor dan isinya dibekukan" in sheet.accessibleDescription()
    with office.read() as r:
        assert listing.handovers(r) == []
    sheet.yes.click()
    settle()
    assert screen.page is screen.paper
    with office.read() as r:
        (line,) = listing.handovers(r)
    assert (line.number, line.state, line.total) == ("NNK-A-26-000001", terms.PRINTED, len(stays))
    assert not screen.paper.preview.print_button.isHidden()
    assert screen.focusWidget() is screen.paper.preview.print_button


def test_a_draft_kept_is_found_again_with_its_people(
    page: DraftPage, screen: HandoverScreen, settle: Settle, stays: list[str]
) -> None:
    page.people.selection.chosen = set(stays[:3])
    fill(page)
    page.keep()
    settle()
    draft_id = page.draft_id
    screen.show_list()
    settle()
    assert [line.state for line in screen.papers.table.rows] == [terms.DRAFT]
    screen.papers.table.opened.emit(screen.papers.table.rows[0])
    settle()
    assert (page.draft_id, page.people.selection.chosen) == (draft_id, set(stays[:3]))
    assert page.details.receiver.party() == PROVINCE
    page._discard()
    settle()
    assert screen.page is screen.papers
    assert list(screen.papers.table.rows) == []


def test_whoever_is_on_another_paper_by_now_is_named_when_the_draft_is_opened(
    page: DraftPage, screen: HandoverScreen, settle: Settle, stays: list[str], office: Office
) -> None:
    kept = drafted(office, stays[:3], parting_reason="menyusul")
    other = issued(office, stays[1:3], parting_reason="menyusul")
    screen.open_draft(kept)
    settle()
    assert page.people.selection.chosen == {stays[0]}
    said = page.people.lost.text()
    assert said.startswith("2 orang yang tadinya dipilih tidak ikut: ")
    assert said.count(f"(sudah ada di BAST {other.number})") == 2
    with office.write("handover.void") as w:
        service.void(w, other.id, "batal berangkat")
    page.people.reload()
    settle()
    assert page.people.selection.chosen == set(stays[:3])
    assert not page.people.lost.text()


def test_who_is_of_another_ship_is_counted_until_all_are_shown_again(
    page: DraftPage, settle: Settle, office: Office, stays: list[str]
) -> None:
    page.people.selection.chosen = set(stays[:3])
    other = ship(office, "KM Lain")
    page.people.load()
    settle()
    page.people.ship.set_value(other)
    page.people.reload()
    settle()
    assert page.people.lost.text().startswith("3 orang yang tadinya dipilih tidak ada di daftar ini")
    page.people.ship.set_value(None)
    page.people.reload()
    settle()
    assert (page.people.selection.chosen, page.people.lost.text()) == (set(stays[:3]), "")


def test_what_is_typed_survives_the_lock(
    page: DraftPage, screen: HandoverScreen, settle: Settle, stays: list[str]
) -> None:
    page.people.selection.chosen = set(stays[2:5])
    fill(page)
    page.details.form.field("remarks").set_value("Dua tas titipan\nSatu kursi roda")
    page.show_step(DETAILS)
    kept = screen.draft()
    screen.open_draft("")
    settle()
    assert screen.draft_page.people.selection.chosen == set()
    screen.restore(kept)
    settle()
    assert page._steps.value() == DETAILS
    draft = page.draft()
    assert (draft.kind, set(draft.stay_ids), draft.receiver) == ("provinsi", set(stays[2:5]), PROVINCE)
    assert draft.remarks == ("Dua tas titipan", "Satu kursi roda")


def test_parties_of_earlier_papers_are_proposed(
    screen: HandoverScreen, office: Office, settle: Settle, stays: list[str]
) -> None:
    issued(office, stays[:2])
    screen.open_draft("")
    screen.draft_page.people.choose_kind("provinsi")
    settle()
    details = screen.draft_page.details
    assert details.giver.party() == GIVER
    found: list[Candidate] = []
    details.receiver._propose("tenri", found.extend)
    assert [(one.text, one.detail) for one in found] == [
        ("Andi Tenri Ampa, S.Sos., M.M.", "Kepala Bidang Rehabilitasi Sosial, Dinas Sosial Provinsi Sulawesi Selatan")
    ]
    details.receiver._take(found[0])
    assert details.receiver.party() == PROVINCE


def test_f4_is_the_size_of_the_preview(page: DraftPage, settle: Settle) -> None:
    page.people.selection.choose_all()
    fill(page)
    page.details.form.field("paper").set_value("F4")
    page.show_step(PREVIEW)
    settle()
    width, height = page.preview._sizes[0]
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (215, 330)


def test_escape_keeps_what_was_filled_in_as_a_draft(
    page: DraftPage, screen: HandoverScreen, settle: Settle, stays: list[str], qtbot: QtBot
) -> None:
    page.people.selection.chosen = set(stays[:2])
    qtbot.keyClick(page.people.table, Qt.Key.Key_Escape)
    settle()
    assert screen.page is screen.papers
    settle()
    assert [(line.state, line.total) for line in screen.papers.table.rows] == [(terms.DRAFT, 2)]


def test_enter_in_the_filter_goes_to_the_first_person(page: DraftPage, qtbot: QtBot) -> None:
    page.people._list.line.setFocus()
    qtbot.keyClicks(page.people._list.line, "kab")
    qtbot.keyClick(page.people._list.line, Qt.Key.Key_Return)
    assert page.people.table.current().person is not None
    assert page.people.selection.chosen == set()
    qtbot.keyClick(page.people.table, Qt.Key.Key_Return)
    assert len(page.people.selection.chosen) == 1


def test_a_paper_for_the_heirs_offers_whoever_died_here(
    screen: HandoverScreen, office: Office, stays: list[str], settle: Settle
) -> None:
    with office.write("registration.death") as w:
        exits.die(w, stays[3], Death(date(2026, 1, 23), "", "RSUD"))
    screen.show_target("ahli_waris")
    settle()
    people = [row.person for row in screen.draft_page.people.selection.rows if row.person]
    assert [person.stay_id for person in people] == [stays[3]]
    assert people[0].allowed


def test_papers_start_on_what_this_laptop_prints_on_and_can_be_changed(
    ops: Operations, office: Office, stays: list[str], qtbot: QtBot, settle: Settle
) -> None:
    plain = HandoverContext(office.may, lambda: office.actor.name, office.home, "WITA", blobs_of(office).keep)
    screen = HandoverScreen(ops, replace(plain, paper=lambda: "F4"))
    qtbot.addWidget(screen)
    screen.open_draft("")
    settle()
    assert screen.draft_page.draft().paper == "F4"
    screen.draft_page.details.form.field("paper").set_value("A4")
    assert screen.draft_page.draft().paper == "A4"
    screen._begin(screen.packs)
    settle()
    assert screen.packs.form.collect()["paper"] == "F4"
