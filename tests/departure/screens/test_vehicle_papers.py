"""Every leg that has vehicles can be printed: the buses to the quay, and those at the far end."""

import pytest
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.departure import fleet, outgoing
from app.departure.screens.departurepage import PAPERS
from app.departure.screens.paperpane import PaperPane
from app.departure.screens.paperview import PaperView
from app.widgets.asking import Asked
from app.widgets.fields import ChoiceField
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.departure.quay import ask, assigned, bus_leg, come, do, planned
from tests.departure.screens.purser import Purser, window_of


@pytest.fixture
def purser(office: Office, ops: Operations, theme: Theme, qtbot: QtBot) -> Purser:
    return Purser.at(window_of(office, ops, theme), qtbot, ops)


def shown_paper(purser: Purser) -> PaperView:
    """The preview, with its pages drawn."""
    purser.until(lambda: purser.window.findChildren(PaperView))
    view = purser.window.findChildren(PaperView)[-1]
    purser.until(lambda: view.preview.pages >= 1)
    return view


def pane_of(purser: Purser, departure_id: str) -> PaperPane:
    purser.screen.open(departure_id, PAPERS)
    purser.settled()
    return purser.pane(PaperPane)


def test_the_leg_is_asked_for_where_several_have_vehicles(office: Office, purser: Purser) -> None:
    stay, view = come(office, "Sulaiman"), planned(office)
    assigned(office, view.id, [stay])
    do(office, fleet.arrange, view.legs[1].id)
    pane_of(purser, view.id)._vehicles()
    sheet = purser.sheet(Asked)
    assert isinstance(sheet, Asked)
    choice = sheet.form.field("leg")
    assert isinstance(choice, ChoiceField)
    titles = [choice.box.itemText(place) for place in range(choice.box.count())]
    assert titles[-2:] == [leg.title for leg in view.legs]
    choice.set_value(view.legs[1].id)
    sheet.accept()
    shown_paper(purser).close()
    purser.settled()
    assert [form for form, *_rest in ask(office, outgoing.prints, view.id)] == ["transport-list"]


def test_nothing_is_asked_where_one_leg_has_vehicles(office: Office, purser: Purser) -> None:
    stay, view = come(office, "Sulaiman"), planned(office, "Bus ke Sebatik", bus_leg())
    assigned(office, view.id, [stay])
    do(office, fleet.arrange, view.legs[0].id)
    pane_of(purser, view.id)._vehicles()
    shown_paper(purser).close()
    purser.settled()
    assert len(ask(office, outgoing.prints, view.id)) == 1
