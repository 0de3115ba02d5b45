"""Tickets left over when somebody is taken off, and people who do not travel a leg: asked and kept on screen."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.departure import boarding, fleet, onway, plan, voyages
from app.departure.screens.departurepage import WAY
from app.departure.screens.legsheet import LegSheet
from app.departure.screens.peoplepane import PeoplePane
from app.departure.screens.seatpane import SeatPane
from app.departure.screens.waypane import WayPane
from app.handover import receipt
from app.widgets.asking import Asked
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.departure.quay import ask, assigned, come, do, planned
from tests.departure.screens.purser import Purser, window_of
from tests.handover.samples import issued


@pytest.fixture
def purser(office: Office, ops: Operations, theme: Theme, qtbot: QtBot) -> Purser:
    return Purser.at(window_of(office, ops, theme), qtbot, ops)


def test_a_paid_ticket_is_asked_about_in_the_sheet_that_asks_why(office: Office, purser: Purser) -> None:
    stay, view = come(office, "Sulaiman"), planned(office)
    assigned(office, view.id, [stay])
    do(office, fleet.set_ticket, view.legs[1].id, [stay], fleet.Ticket("PLN-7", 350_000, "apbn"))
    purser.screen.open(view.id)
    purser.settled()
    pane = purser.pane(PeoplePane)
    pane.table.select(stay)
    purser.press(Qt.Key.Key_Space)
    purser.act("departure.save")
    purser.settled()
    sheet = purser.sheet()
    assert isinstance(sheet, Asked)
    sheet.form.load({"why": "sakit"})
    assert not sheet.yes.isEnabled()
    sheet.form.load({"why": "sakit", "fate": "kembali", "back": 250_000})
    sheet.accept()
    purser.settled()
    assert ask(office, voyages.passenger_ids, view.id) == []
    assert ask(office, fleet.cost, view.id) == {"apbn": 100_000}
    purser.act("departure.seats")
    purser.settled()
    seats = purser.pane(SeatPane)
    seats.leg.set_value(view.legs[1].id)
    seats.leg.changed.emit()
    purser.settled()
    assert "1 tiket tidak dipakai, Rp100.000 tidak kembali." in seats._told.text()
    seats.correct()
    again = purser.sheet()
    assert isinstance(again, Asked)
    again.form.load({"whose": "semua", "fate": "kembali"})
    again.accept()
    purser.settled()
    assert ask(office, fleet.cost, view.id) == {}


def test_who_does_not_travel_a_leg_is_chosen_and_taken_back(office: Office, purser: Purser) -> None:
    stays, view = [come(office, f"Orang {number}") for number in range(3)], planned(office)
    assigned(office, view.id, stays)
    do(office, boarding.board_all, view.id, stays)
    do(office, receipt.sign, issued(office, stays).id)
    do(office, plan.record_times, view.legs[0].id, office.clock.now(), None)
    purser.screen.open(view.id, WAY)
    purser.settled()
    pane = purser.pane(WayPane)
    assert pane._told.text() == "Dengan berita acara: 3 dalam perjalanan, 0 diterima, 0 tidak diterima."
    assert pane.parting.where(view.legs[0]) == "3 di jalan"
    pane.legs.go_to(1)
    pane.parting.stay_behind()
    sheet = purser.sheet()
    assert isinstance(sheet, LegSheet)
    assert not sheet.yes.isEnabled()
    sheet.table.select(stays[1])
    assert not sheet.yes.isEnabled()
    sheet.reason.set_value("sakit di pelabuhan")
    sheet.accept()
    purser.settled()
    leg = view.legs[1].id
    assert ask(office, onway.not_on, ask(office, voyages.departure, view.id)) == {leg: {stays[1]: "sakit di pelabuhan"}}
    pane.legs.go_to(1)
    assert pane.parting.where(view.legs[1]) == "1 tidak ikut"
    pane.parting.travel_after_all()
    again = purser.sheet()
    assert isinstance(again, LegSheet)
    again.table.select(stays[1])
    again.reason.set_value("sembuh")
    again.accept()
    purser.settled()
    assert ask(office, onway.not_on, ask(office, voyages.departure, view.id)) == {}
