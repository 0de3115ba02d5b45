"""The look-out behind the screen Orang: the view Mirip, one key a pair, undo, and the word after registering."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.registration import heads
from app.registration import lookout as service
from app.registration.editing import Quick
from app.registration.screens.comparing import SideBySide
from app.registration.screens.lookingout import Lookout
from app.registration.screens.screen import PeopleScreen
from app.widgets.message import Message
from app.widgets.theme import Theme
from tests.registration.gallery import context, operations
from tests.registration.people_made import LATER_SHIP, SHIP, register, write
from tests.registration.screens.conftest import Desk

PEOPLE = ("Muhammad Yusuf", "Sulaiman Tua", "Kamaruddin Tahir")


def before(office: Office, name: str) -> None:
    """Somebody who came on another ship and left."""
    made = register(office, name, ship=LATER_SHIP)
    write(office, lambda w: heads.move(w, made.stay_id, "diberangkatkan"))


class Watch:
    """The screen with its look-out, and the waiting for it."""

    def __init__(self, desk: Desk, lookout: Lookout) -> None:
        self.desk, self.lookout = desk, lookout

    def rest(self) -> None:
        """Wait until everybody here has been looked at."""
        with self.desk.qtbot.waitSignal(self.lookout.rested):
            self.lookout.begin()
        self.desk.calm()

    def until(self, open_pairs: int) -> None:
        """Wait until so many pairs are open and shown."""
        chip = self.desk.screen.list._chips["similar"]
        self.desk.qtbot.waitUntil(lambda: self.lookout.count == open_pairs)
        self.desk.qtbot.waitUntil(lambda: chip.text().endswith(str(open_pairs)) and self.desk.screen.operations.idle)

    def sheets(self) -> list[SideBySide]:
        """The comparisons on show."""
        return [each for each in self.desk.screen.findChildren(SideBySide) if each.isVisible()]


def closed(watch: Watch, sheet: SideBySide) -> bool:
    """Whether a comparison is gone."""
    return sheet not in watch.sheets()


@pytest.fixture
def watch(office: Office, qtbot: QtBot, qapp: QApplication) -> Iterator[Watch]:
    """Three who came before, and one who did not."""
    for name in PEOPLE:
        before(office, name)
        register(office, name)
    register(office, "Orang Baru")
    theme = Theme(qapp, "light")
    ops = operations(office)
    lookout = Lookout(ops, wait_ms=1)
    screen = PeopleScreen(ops, replace(context(office), lookout=lookout), "WITA")
    qtbot.addWidget(screen)
    said: list[Message] = []
    screen.said.connect(said.append)
    ops.changed.connect(screen.refresh)
    screen.resize(1170, 690)
    screen.show()
    screen.refresh(frozenset())
    made = Watch(Desk(screen, office, qtbot, said, {}), lookout)
    made.desk.calm()
    made.rest()
    yield made
    lookout.stop()
    qtbot.waitUntil(lambda: ops.idle)
    ops.close()
    theme.end()


def test_the_view_names_who_may_be_the_same(watch: Watch) -> None:
    watch.until(3)
    watch.desk.screen.show_target("similar")
    watch.desk.calm()
    rows: list[Any] = list(watch.desk.screen.list.table.rows)
    assert sorted(row.head.name for row in rows) == sorted(PEOPLE)
    assert all(row.why.startswith(f"mirip {row.head.name}: nama 1,00") for row in rows)


def test_one_key_a_pair_and_one_to_open(watch: Watch) -> None:
    watch.until(3)
    watch.desk.screen.list.choose("similar", "")
    watch.desk.calm()
    keys, table = 0, watch.desk.screen.list.table
    table.go_to(0)
    watch.desk.qtbot.keyClick(table, Qt.Key.Key_Return)
    keys += 1
    for key in (Qt.Key.Key_S, Qt.Key.Key_B, Qt.Key.Key_S):
        watch.desk.qtbot.waitUntil(lambda: len(watch.sheets()) == 1)
        (sheet,) = watch.sheets()
        watch.desk.qtbot.keyClick(sheet, key)
        watch.desk.qtbot.waitUntil(partial(closed, watch, sheet))
        keys += 1
    watch.until(0)
    assert keys == len(PEOPLE) + 1
    assert watch.desk.names() == []
    assert [message.text for message in watch.desk.said[-3:]] == [
        "Dicatat sebagai orang yang sama.",
        "Dicatat sebagai dua orang.",
        "Dicatat sebagai orang yang sama.",
    ]


def test_a_verdict_taken_back_is_asked_again(watch: Watch) -> None:
    watch.until(3)
    person, other, _suspect = watch.lookout.pairs()[0]
    watch.desk.screen._verdicts.begin(person, other)
    watch.desk.qtbot.waitUntil(lambda: len(watch.sheets()) == 1)
    watch.desk.qtbot.keyClick(watch.sheets()[0], Qt.Key.Key_B)
    watch.until(2)
    watch.desk.qtbot.waitUntil(lambda: len(watch.sheets()) == 1)
    watch.desk.qtbot.keyClick(watch.sheets()[0], Qt.Key.Key_Escape)
    message = next(each for each in watch.desk.said if each.action_text == "Urungkan")
    assert message.action is not None
    message.action()
    watch.until(3)


def test_only_who_changed_is_looked_at_again(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    real = service.look

    def noted(r: Any, some: Any, register_: Any) -> Any:
        looked.extend(one.person_id for one in some)
        return real(r, some, register_)

    monkeypatch.setattr(service, "look", noted)
    watch.rest()
    assert looked == []
    new = register(watch.desk.office, "Sulaiman Tua", ship=SHIP)
    watch.rest()
    assert looked == [new.person_id]


def test_after_registering_a_repeater_the_message_leads_to_him(watch: Watch) -> None:
    before(watch.desk.office, "La Ode Ndika Wuran")
    watch.desk.screen.forms.new()
    watch.desk.calm()
    quick = Quick(name="La Ode Ndika Wuran", sex="L", birth="1990-05-12", ship=SHIP)
    watch.desk.screen.quick.submitted.emit(quick)
    watch.desk.qtbot.waitUntil(lambda: any(each.action_text == "Bandingkan" for each in watch.desk.said))
    message = next(each for each in watch.desk.said if each.action_text == "Bandingkan")
    assert message.text.startswith("Terdaftar. Mirip La Ode Ndika Wuran, tiba ")
    assert "lahir sama" in message.hint
    assert message.action is not None
    message.action()
    watch.desk.qtbot.waitUntil(lambda: len(watch.sheets()) == 1)
    watch.desk.qtbot.keyClick(watch.sheets()[0], Qt.Key.Key_Escape)
