"""A paper that begins with a departure: the people of one office, those aboard once it left."""

import pytest
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.departure import boarding, handing
from app.handover.screens.draft_page import DraftPage
from app.handover.screens.screen import HandoverScreen
from app.widgets.dialogs import Sheet
from tests.departure.quay import ask, assigned, do, planned
from tests.handover.screens.conftest import Settle

BONE = "Dinas Sosial Provinsi Sulawesi Selatan"


@pytest.fixture
def page(screen: HandoverScreen, settle: Settle) -> DraftPage:
    """A new paper."""
    screen.open_draft("")
    settle()
    return screen.draft_page


def sheet_of(page: DraftPage, qtbot: QtBot) -> Sheet:
    """The question that is open."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(Sheet)))
    return next(each for each in page.findChildren(Sheet) if each.isVisible())


def test_the_people_of_an_office_are_taken_from_a_departure(
    office: Office, page: DraftPage, stays: list[str], qtbot: QtBot, settle: Settle
) -> None:
    view = planned(office)
    assigned(office, view.id, stays)
    page.from_departure.ask()
    settle()
    sheet_of(page, qtbot).accept()
    settle()
    first = ask(office, handing.offers)[0]
    assert page.people.selection.chosen == set(first.stay_ids)
    assert page.people.kind.value() == "provinsi"
    assert page.details.receiver.party().institution == first.office


def test_once_it_left_only_those_aboard(office: Office, page: DraftPage, stays: list[str], settle: Settle) -> None:
    view = planned(office)
    assigned(office, view.id, stays)
    offered = {offer.office: offer for offer in ask(office, handing.offers)}
    aboard = offered[BONE].stay_ids[:2]
    do(office, boarding.board_all, view.id, aboard)
    do(office, boarding.close, view.id)
    [offer] = ask(office, handing.offers)
    assert (offer.office, set(offer.stay_ids), offer.aboard) == (BONE, set(aboard), True)
    page.people.selection.chosen = set(stays)
    page.from_departure.take(offer)
    settle()
    assert page.people.selection.chosen == set(aboard)


def test_without_a_departure_it_says_so(page: DraftPage, qtbot: QtBot, settle: Settle) -> None:
    page.from_departure.ask()
    settle()
    sheet = sheet_of(page, qtbot)
    assert "Belum ada keberangkatan" in sheet.accessibleDescription()
    sheet.accept()
