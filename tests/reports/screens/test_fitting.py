"""At 911×512 (a laptop at 150 %) every part of Giliran jaga and of Laporan can be read whole, dialogs included."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.i18n import set_language
from app.reports.screens.screen import ReportsScreen
from app.shelter.screens.duty import DutyScreen
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.helpers.fitting import cut_off
from tests.reports.busy import two_days
from tests.reports.gallery import window_of
from tests.shelter.screens.warden import Warden

SMALL = (911, 482)


@pytest.fixture(params=["id", "en"])
def speech(request: pytest.FixtureRequest) -> Iterator[str]:
    """Both languages."""
    set_language(request.param)
    yield request.param
    set_language("id")


def test_nothing_is_cut_off(
    office: Office, clock: FixedClock, ops: Operations, theme: Theme, qtbot: QtBot, speech: str
) -> None:
    two_days(office, clock, 30)
    warden = Warden.at(window_of(office, ops, theme), qtbot, ops)
    warden.window.resize(*SMALL)
    warden.go("reports")
    reports = warden.window.host.current
    assert isinstance(reports, ReportsScreen)
    cut = []
    for table in list(reports.parts.rows):
        reports.parts.select(table.id)
        warden.settled()
        cut += [f"{table.id}: {each}" for each in cut_off(reports)]
    warden.go("duty")
    duty = warden.window.host.current
    assert isinstance(duty, DutyScreen)
    for place in range(4):
        duty.tabs.setCurrentIndex(place)
        warden.settled()
        cut += [f"duty {place}: {each}" for each in cut_off(duty)]
        duty.act.emit("duty.new")
        if place != 2:
            warden.settled()
            sheet = warden.sheet()
            cut += [f"sheet {place}: {each}" for each in cut_off(sheet)]
            if sheet.width() > SMALL[0] or sheet.height() > SMALL[1]:
                cut.append(f"sheet {place}: larger than the window")
            sheet.reject()
            warden.settled()
    assert cut == []
