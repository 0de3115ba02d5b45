"""At 911×512 (a laptop at 150 %) the plan, an open room, every dialog and the gate can be read whole."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.kernel.i18n import set_language
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.helpers.fitting import cut_off
from tests.shelter.counter import guest
from tests.shelter.crowd import settled
from tests.shelter.screens.warden import Warden, window_of

SMALL = (911, 482)


@pytest.fixture(params=["id", "en"])
def speech(request: pytest.FixtureRequest) -> Iterator[str]:
    """Both languages."""
    set_language(request.param)
    yield request.param
    set_language("id")


def test_nothing_is_cut_off(office: Office, ops: Operations, theme: Theme, qtbot: QtBot, speech: str) -> None:
    ids = settled(office, 60)
    warden = Warden.at(window_of(office, ops, theme), qtbot, ops)
    warden.window.resize(*SMALL)
    warden.settled()
    house = warden.house
    cut = [f"plan: {each}" for each in cut_off(house)]
    house.show_target(ids["room"])
    warden.settled()
    cut += [f"room: {each}" for each in cut_off(house)]
    room = house.room.room
    assert room is not None
    acts: dict[str, Callable[[], object]] = {
        "choose": lambda: house._desk.choose_room(list(room.guests)),
        "bed": lambda: house._desk.fill_bed(room, room.beds[0]),
        "propose": lambda: house._desk.allocate([]),
        "set up": house._desk.set_up,
        "edit": lambda: house._desk.act("edit", room, []),
        "swap": lambda: house._desk.act("swap", room, room.guests[:1]),
        "out": lambda: house._desk.act("out", room, room.guests[:1]),
        "close": lambda: house._desk.act("close", room, []),
    }
    for name, act in acts.items():
        act()
        warden.settled()
        sheet = warden.sheet()
        if sheet.width() > SMALL[0] or sheet.height() > SMALL[1]:
            cut.append(f"{name}: larger than the window")
        cut += [f"{name}: {each}" for each in cut_off(sheet)]
        sheet.reject()
        warden.settled()
    warden.go("gate")
    guest(office, "Yuliana Peni Tuto binti Fransiskus Boli", "L-0001", "P")
    for code in ("KODEASING1", "L-0001", "L-0001"):  # in without having gone out: the longest answer there is
        warden.gate.scan(code)
        warden.settled()
        cut += [f"gate {code}: {each}" for each in cut_off(warden.gate)]
    assert cut == []
