"""Who went to another post, on the screen of those who came home: by whose word they are where, with the names."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.desktop import courier
from app.handover import receipt
from app.handover.answering import incoming_papers
from app.handover.terms import Signing
from app.kernel.clock import FixedClock
from app.reconciliation.rules.spans import EVER
from app.reconciliation.screens.homecoming import HomecomingContext, HomecomingScreen
from app.reconciliation.screens.homestate import Chosen
from app.reconciliation.screens.homewords import there_words
from app.widgets.operations import Operations
from tests.helpers.between import SIGNED_BY, acquaint, checked, issued, receiving
from tests.helpers.office import landed, ship


@pytest.fixture
def bone(tmp_path: Path, office: Office, clock: FixedClock) -> Iterator[Office]:
    """The post between."""
    with receiving(tmp_path / "bone", clock) as made:
        yield made


def test_the_panel_says_where_they_are_by_whose_word(
    ops: Operations, office: Office, bone: Office, clock: FixedClock, tmp_path: Path, qtbot: QtBot
) -> None:
    context = HomecomingContext(
        office.may, lambda: office.actor.name, lambda: office.actor.user_id, office.clock.now, "WITA"
    )
    home = HomecomingScreen(ops, context)
    qtbot.addWidget(home)
    home.resize(1366, 768)
    stick = tmp_path / "flashdisk"
    partner = acquaint(office, bone, stick)
    stays = landed(office, ship(office), 6)
    paper = issued(office, stays[:5], partner.name, "pos_lain")
    told = issued(office, stays[5:], "Pos Parepare", "pos_lain", sign=False)
    with office.write("handover.sign") as w:
        receipt.sign(w, told.id, Signing())
    loaded = courier.take(bone, courier.send(office, [paper.id], partner.id, stick).path).papers[0]
    checked(bone, loaded.id)
    with bone.read() as r:
        here = [head.here or "" for head in incoming_papers(r)[0].heads]
    family = issued(bone, here[:3], "Keluarga Daeng Mattola", "keluarga", sign=False)
    with bone.write("handover.sign") as w:
        receipt.sign(w, family.id, Signing())
    clock.advance(minutes=3)
    courier.take(office, courier.reply(bone, [loaded.id], SIGNED_BY, stick).path)
    home._choose(Chosen(EVER))
    home.show()
    qtbot.waitUntil(lambda: ops.idle, timeout=20_000)
    panel = home._beyond
    assert not panel.isHidden()
    said = "6 orang pindah ke pos lain: 3 pulang menurut pos itu, 2 masih di sana, 1 belum ada kabarnya."
    assert panel.words.text() == said
    rows = [(there_words(one), one.by, one.number, len(one.stays)) for one in panel.table.rows]
    assert rows == [
        ("Diserahkan ke keluarga", partner.name, family.number, 3),
        ("belum ada kabar", "", "", 1),
        ("masih di sana", partner.name, "", 2),
    ]
    panel.chosen.emit(panel.table.rows[0])
    qtbot.waitUntil(lambda: ops.idle, timeout=20_000)
    assert len(home._names.table.rows) == 3
