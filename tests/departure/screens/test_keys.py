"""170 people on three buses and a ship with the keyboard alone, counted; scanning at the gangway; the other panes."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlmodel import select

from app.access.office import Office
from app.departure import boarding, fleet, offices, outgoing, plan, travellers, voyages, workbook
from app.departure.records import DeparturePrint
from app.departure.screens import paperpane
from app.departure.screens.boardpane import BoardPane
from app.departure.screens.departurepage import GANGWAY, PAPERS, SEATS, WAY
from app.departure.screens.paperpane import PaperPane
from app.departure.screens.paperview import MessageView, PaperView
from app.departure.screens.peoplepane import PeoplePane
from app.departure.screens.seatpane import SeatPane
from app.departure.screens.waypane import WayPane
from app.kernel.errors import UserError
from app.registration import exits
from app.widgets.asking import Asked
from app.widgets.fields import NoteField
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.departure.quay import ask, assigned, bus_leg, come, do, family, need, planned
from tests.departure.screens.purser import SHIFT, Purser, window_of
from tests.helpers.background import refuse_next
from tests.helpers.choosing import chosen
from tests.helpers.office import landed, ship

MOST_KEYS = 80
"""For a whole departure, the names of places included; the scanner's cards not."""


@pytest.fixture
def purser(office: Office, ops: Operations, theme: Theme, qtbot: QtBot) -> Purser:
    return Purser.at(window_of(office, ops, theme), qtbot, ops)


def test_a_whole_departure_with_the_keyboard(office: Office, purser: Purser) -> None:
    stays = landed(office, ship(office), 170)
    purser.screen.refresh(frozenset())
    purser.act("departure.new")
    leg = {"from_place": "Nunukan", "to_place": "Parepare", "departs_day": "2026-01-24", "departs_hour": "18.00"}
    purser.fill(title="Lambelu", name="KM Lambelu", **leg)
    purser.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    purser.until(lambda: purser.screen.page.view is not None)
    purser.settled()
    purser.act("departure.all")
    purser.act("departure.save")
    view = purser.screen.page.view
    assert view is not None
    assert set(ask(office, voyages.passenger_ids, view.id)) == set(stays)
    purser.act("departure.vehicles")
    purser.fill(many=3, label="Bus", seats=60, per_row=4)
    purser.sheet().accept()
    purser.settled()
    purser.act("departure.arrange")
    places = ask(office, fleet.places, view.legs[0].id)
    assert len(places) == 170
    assert len({place.vehicle for place in places.values()}) == 3
    purser.act("departure.gangway")
    pane = purser.pane(BoardPane)
    for number in range(1, 171):
        pane.scan(f"A-{number:04d}")
        purser.settled()
    purser.act("departure.close")
    purser.press(Qt.Key.Key_Return)
    assert ask(office, voyages.departure, view.id).state == voyages.CLOSED
    assert len(ask(office, boarding.boarded, view.id)) == 170
    assert purser.keys <= MOST_KEYS, purser.keys


def test_space_takes_a_family_shift_space_one_and_parting_asks(office: Office, purser: Purser) -> None:
    mother, child = come(office, "Siti", "P", 30), come(office, "Anak", "L", 8)
    family(office, mother, child)
    held = come(office, "Tunda")
    need(office, held, "tunda_berangkat")
    view = planned(office)
    purser.screen.open(view.id)
    purser.settled()
    pane = purser.pane(PeoplePane)
    pane.table.select(mother)
    purser.press(Qt.Key.Key_Space)
    assert pane.selection.chosen == {mother, child}
    pane.table.select(held)
    purser.press(Qt.Key.Key_Space)
    assert held not in pane.selection.chosen
    pane.table.select(child)
    purser.press(Qt.Key.Key_Space, SHIFT)
    assert pane.selection.chosen == {mother}
    purser.act("departure.save")
    assert ask(office, voyages.passenger_ids, view.id) == []
    assert purser.window.messages.message is not None
    pane.parting.set_value("anak dijemput neneknya")
    purser.act("departure.save")
    assert ask(office, voyages.passenger_ids, view.id) == [mother]
    pane.table.select(mother)
    purser.press(Qt.Key.Key_Space, SHIFT)
    purser.act("departure.save")
    purser.type("menunggu anaknya")
    purser.sheet().accept()
    purser.settled()
    assert ask(office, voyages.passenger_ids, view.id) == []


def test_who_has_left_can_be_taken_off_the_list_and_not_be_put_back(office: Office, purser: Purser) -> None:
    stay, view = come(office, "Sulaiman"), planned(office)
    assigned(office, view.id, [stay])
    do(office, exits.leave, stay, "pulang_mandiri", "dijemput")
    purser.screen.open(view.id)
    purser.settled()
    pane = purser.pane(PeoplePane)
    pane.table.select(stay)
    purser.press(Qt.Key.Key_Space)
    assert pane.selection.removed == (stay,)
    purser.press(Qt.Key.Key_Space)
    assert pane.selection.removed == (stay,)


def test_what_is_chosen_survives_a_lock(office: Office, purser: Purser) -> None:
    stay, view = come(office, "Sulaiman"), planned(office)
    purser.screen.open(view.id)
    purser.settled()
    pane = purser.pane(PeoplePane)
    pane.table.select(stay)
    purser.press(Qt.Key.Key_Space)
    kept = purser.screen.draft()
    purser.screen.show_list()
    pane.selection.forget()
    purser.screen.restore(kept)
    purser.settled()
    assert purser.pane(PeoplePane).selection.added == (stay,)


def test_the_gangway_asks_about_an_extra_refuses_one_gone_and_takes_back(office: Office, purser: Purser) -> None:
    stays = [come(office, f"Orang {number}", card=f"A-000{number}") for number in range(1, 4)]
    view = planned(office)
    assigned(office, view.id, stays[:1])
    do(office, exits.leave, stays[2], "pulang_mandiri", "dijemput")
    purser.screen.open(view.id, GANGWAY)
    purser.settled()
    pane = purser.pane(BoardPane)
    purser.type("A-0003")
    purser.press(Qt.Key.Key_Return)
    assert pane.answer.text() == "Orang 3 tidak di sini lagi: pulang mandiri."
    purser.screen.scan("A-0002")
    purser.settled()
    assert "tidak ada di daftar" in pane.answer.text()
    purser.type("tempatnya kosong")
    asked = purser.sheet()
    refuse_next(purser.screen._ops)
    asked.accept()
    purser.settled()
    assert "penuh" in asked.refusal.words
    assert next(iter(asked.findChildren(NoteField))).value() == "tempatnya kosong"
    asked.accept()
    purser.settled()
    assert pane.answer.text() == "Orang 2: naik, di luar daftar."
    purser.screen.scan("A-0001")
    purser.settled()
    assert pane.standing is not None
    assert len(pane.standing.aboard) == 2
    purser.act("departure.undo")
    assert pane.standing is not None
    assert [head.display for head in pane.standing.missing] == ["Orang 1"]
    pane.missing.select(stays[0])
    pane.take_chosen()
    purser.settled()
    assert pane.standing.missing == ()


def test_seats_tickets_and_companions_by_hand(office: Office, purser: Purser) -> None:
    stays = [come(office, f"Orang {number}") for number in range(5)]
    view = planned(office)
    assigned(office, view.id, stays)
    purser.screen.open(view.id, SEATS)
    purser.settled()
    pane = purser.pane(SeatPane)
    pane.table.select(stays[0])
    pane.put_by_hand()
    purser.fill(vehicle=view.legs[0].vehicles[1].id, seat=7)
    purser.sheet().accept()
    purser.settled()
    pane.ticket()
    purser.fill(number="PLN-1", fare=350000, fund="apbn")
    purser.sheet().accept()
    purser.settled()
    place = ask(office, fleet.places, view.legs[0].id)[stays[0]]
    assert (place.vehicle, place.seat, place.fare, place.fund) == ("Bus 2", 7, 350_000, "apbn")
    purser.screen.page.show_tab(WAY)
    purser.settled()
    purser.pane(WayPane).ask_escort()
    purser.fill(name="Rahma Sari", letter="800/31")
    purser.sheet().accept()
    purser.settled()
    purser.screen.page.show_tab(SEATS)
    purser.settled()
    pane.table.select(stays[1])
    pane.accompany()
    purser.settled()
    form = purser.sheet().form  # type: ignore[attr-defined]
    form.field("escort").set_value(form.field("escort").box.itemData(1))
    purser.sheet().accept()
    purser.settled()
    purser.act("departure.arrange")
    assert len(ask(office, fleet.places, view.legs[0].id)) == 6


def test_the_way_is_changed_delayed_and_refused(office: Office, purser: Purser, refusals: list[UserError]) -> None:
    view = planned(office, "KM Lambelu", bus_leg())
    purser.screen.open(view.id, WAY)
    purser.settled()
    pane = purser.pane(WayPane)
    pane.add()
    when = {"departs_day": "2026-01-25", "departs_hour": "18.00", "arrives_day": "2026-01-24", "arrives_hour": "9.00"}
    purser.fill(kind="pesawat", from_place="Nunukan", to_place="Makassar", **when)
    purser.sheet().accept()
    purser.settled()
    sheet = purser.sheet()
    assert (bool(sheet.refusal.words), refusals) == (True, [])
    assert isinstance(sheet, Asked)
    assert sheet.values()["to_place"] == "Makassar"
    assert len(ask(office, voyages.departure, view.id).legs) == 1
    purser.fill(arrives_day="2026-01-25", arrives_hour="23.00")
    sheet.yes.click()
    purser.settled()
    assert len(ask(office, voyages.departure, view.id).legs) == 2
    assert "Ps. 11" in pane._warning.text()
    pane.legs.go_to(1)
    pane.delay()
    purser.fill(departs_hour="21.30", reason="cuaca")
    purser.sheet().accept()
    purser.settled()
    assert ask(office, voyages.departure, view.id).legs[1].delay == "cuaca"
    pane.legs.go_to(0)
    pane.times()
    purser.fill(left_day="2026-01-23", left_hour="9.00")
    purser.sheet().accept()
    purser.settled()
    assert ask(office, voyages.departure, view.id).legs[0].left_at is not None


def test_a_leg_is_dropped_by_key_and_a_regency_gets_its_own_office(office: Office, purser: Purser) -> None:
    view = planned(office)
    assigned(office, view.id, [come(office, "Sulaiman"), come(office, "Maria", destination_code="73.02.09.2009")])
    purser.screen.open(view.id, WAY)
    purser.settled()
    pane = purser.pane(WayPane)
    pane.offices.go_to(0)
    pane.offices.opened.emit(pane.offices.current())
    box = purser.sheet().form.field("region").box  # type: ignore[attr-defined]
    assert [box.itemData(at) for at in range(box.count())][-3:] == ["73", "73.02", "73.08"]
    purser.fill(region="73.02", name="Dinas Sosial Bulukumba")
    purser.sheet().accept()
    purser.settled()
    shared = [(share.office.name, share.count.total) for share in ask(office, offices.shares, view.id)]
    assert sorted(shared) == [("Dinas Sosial Bulukumba", 1), ("Dinas Sosial Provinsi Sulawesi Selatan", 1)]
    pane.legs.go_to(0)
    purser.act("departure.unleg")
    sheet = purser.sheet()
    next(iter(sheet.findChildren(NoteField))).set_value("jalan kaki")
    sheet.accept()
    purser.settled()
    assert [leg.kind for leg in ask(office, voyages.departure, view.id).legs] == ["kapal"]


def test_papers_are_shown_written_and_ticked(
    office: Office, purser: Purser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stay, view = come(office, "Sulaiman"), planned(office)
    assigned(office, view.id, [stay])
    purser.screen.open(view.id, PAPERS)
    purser.settled()
    pane = purser.pane(PaperPane)
    purser.act("departure.print")
    shown = purser.window.findChildren(PaperView)[0]
    purser.until(lambda: shown.preview.pages >= 1)
    shown.close()
    purser.settled()
    assert len(pane.editions.rows) == 1
    monkeypatch.setattr(paperpane, "save_file", chosen(tmp_path / "tidak ada" / "manifes.xlsx"))
    pane.export()
    asked = purser.sheet()
    next(iter(asked.findChildren(NoteField))).set_value("KSOP")
    asked.accept()
    purser.settled()
    assert "tidak dapat ditulis" in asked.refusal.words
    monkeypatch.setattr(paperpane, "save_file", chosen(tmp_path / "manifes.xlsx"))
    asked.accept()
    purser.settled()
    assert (tmp_path / "manifes.xlsx").read_bytes().startswith(b"PK")
    pane.share()
    purser.until(lambda: purser.window.findChildren(MessageView))
    purser.window.findChildren(MessageView)[0].close()
    purser.settled()
    pane.papers.opened.emit(pane.papers.rows[2])
    purser.fill(number="KSOP/1", dated=date(2026, 1, 22).isoformat())
    purser.sheet(Asked).accept()
    purser.settled()
    assert [one.done for one in pane.papers.rows] == [False, False, True, False, False]
    assert [form for form, *_rest in ask(office, outgoing.prints, view.id)].count(workbook.FORM) == 1
    with office.read() as r:
        tried = r.all(select(DeparturePrint).where(DeparturePrint.form == workbook.FORM).order_by(DeparturePrint.id))
    assert [(one.copy_number, one.void_reason) for one in tried] == [(1, "berkasnya tidak dapat ditulis"), (1, None)]


def test_the_list_opens_the_queue_of_uncoded_places_and_departures(office: Office, purser: Purser) -> None:
    come(office, "Entah", destination_code=None, destination_text="kampung sebelah")
    waiting = come(office, "Sulaiman")
    view = planned(office)
    purser.screen.refresh(frozenset())
    purser.settled()
    asked: list[tuple[str, str]] = []
    purser.screen.go.connect(lambda screen, target: asked.append((screen, target)))
    listed = purser.screen.list
    listed.places.go_to(0)
    listed.places.opened.emit(listed.places.current())
    assert asked == [("people", "coding")]
    purser.window.go("departure")
    listed.choose.set_value("waiting")
    assert {one.stay_id for one in listed.waiting.rows} >= {waiting}
    listed.table.opened.emit(listed.table.rows[0])
    purser.settled()
    assert purser.screen.page.id == view.id
    do(office, plan.cancel, view.id, "ombak")
    purser.screen.refresh(frozenset({"departure"}))
    purser.settled()
    assert not purser.pane(PeoplePane).may_change


def test_who_may_not_change_anything_sees_everything(
    office: Office, ops: Operations, theme: Theme, qtbot: QtBot
) -> None:
    from dataclasses import replace

    stay, view = come(office, "Sulaiman"), planned(office)
    assigned(office, view.id, [stay])
    office.actor = replace(office.actor, roles=frozenset({"logistik"}))
    purser = Purser.at(window_of(office, ops, theme), qtbot, ops)
    assert "departure.new" not in purser.screen.handlers()
    purser.screen.open(view.id)
    purser.settled()
    pane: Any = purser.pane(PeoplePane)
    pane.table.select(stay)
    purser.press(Qt.Key.Key_Space)
    assert not pane.selection.is_changed
    purser.screen.page.show_tab(GANGWAY)
    purser.settled()
    assert not purser.pane(BoardPane).line.isEnabled()
    assert ask(office, travellers.waiting) == []
