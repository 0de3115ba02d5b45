"""The screen Orang over a real vault: a family, a lone child, a card without a name, somebody who came before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.registration import families, heads
from app.registration.heads import Paper
from app.registration.screens.screen import PeopleScreen
from app.widgets.message import Message
from app.widgets.theme import Theme
from tests.registration.gallery import context, operations
from tests.registration.people_made import LATER_SHIP, SHIP, register, write


@dataclass
class Desk:
    """The screen on show, and who is in the vault."""

    screen: PeopleScreen
    office: Office
    qtbot: QtBot
    said: list[Message]
    stays: dict[str, str]

    def calm(self) -> None:
        """Wait until nothing is under way."""
        self.qtbot.waitUntil(lambda: self.screen.operations.idle)

    def names(self) -> list[str]:
        """The names in the list."""
        return [row.head.display for row in self.screen.list.table.rows]


@pytest.fixture
def desk(office: Office, qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    """The screen with six heads."""
    father = register(office, "Baso Rahman", papers=(Paper("splp", "XD481000"),))
    son = register(office, "Andi Baso", birth_date=date(2016, 2, 1))
    write(office, lambda w: families.link_to(w, son.person_id, father.person_id, "anak"))
    alone = register(office, "Mahsun", birth_date=date(2018, 2, 1))
    card = write(office, lambda w: heads.hand_card(w, SHIP, "171", "PD").id)
    mother = register(office, "Siti Halimah", sex="P")
    gone = register(office, "Baso Rahman", ship=LATER_SHIP)
    write(office, lambda w: heads.move(w, gone.stay_id, "diberangkatkan"))
    stays = {
        "father": father.stay_id,
        "son": son.stay_id,
        "alone": alone.stay_id,
        "card": card,
        "mother": mother.stay_id,
        "gone": gone.stay_id,
    }
    theme = Theme(qapp, "light")
    ops = operations(office)
    screen = PeopleScreen(ops, context(office), "WITA")
    qtbot.addWidget(screen)
    said: list[Message] = []
    screen.said.connect(said.append)
    ops.refused.connect(lambda error: said.append(Message.of(error)))
    ops.changed.connect(screen.refresh)
    made = Desk(screen, office, qtbot, said, stays)
    screen.resize(1170, 690)
    screen.show()
    screen.refresh(frozenset())
    screen.first_focus().setFocus()
    made.calm()
    yield made
    ops.close()
    theme.end()
