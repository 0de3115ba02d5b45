"""Every account of people on screen: each number opens the heads behind it, each head its documents."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.handover.terms import Signing
from app.kernel.clock import FixedClock
from app.reconciliation.accountlines import AccountLine, account_lines, heads_on
from app.reconciliation.balance_of import CAME, CLOSING, NUMBERS, OPENING, WENT, LedgerScope
from app.reconciliation.rules.spans import OTHER, Span
from app.reconciliation.screens.chainsheet import ChainSheet
from app.reconciliation.screens.homecoming import HomecomingScreen
from app.reconciliation.screens.homestate import Chosen
from app.registration import heads
from app.registration.heads import NewHead
from app.widgets.operations import Operations
from tests.reconciliation.quay import Quay
from tests.reconciliation.screens.driving import home_screen, settle
from tests.reconciliation.test_periods import WEEK
from tests.reconciliation.test_postings import gate, next_day

EVERYWHERE = {
    "Ditunggu: ada di surat, belum diperiksa": 2,
    "Tiba": 14,
    "Lahir di sini": 1,
    "Belum masuk penampungan": 1,
    "Di penampungan": 2,
    "Di rumah sakit": 1,
    "Dibawa kepolisian": 1,
    "Dalam perjalanan": 2,
    "Sampai di daerah tujuan": 2,
    "Pulang mandiri": 1,
    "Menetap di daerah debarkasi": 1,
    "Dirujuk": 1,
    "Diserahkan ke Imigrasi": 1,
    "Pergi tanpa izin": 1,
    "Meninggal": 1,
    "Jenazah": 1,
}
"""Title → heads in it at the end (for those who are expected, arrive or are born: how many)."""


@pytest.fixture
def home(ops: Operations, office: Office, qtbot: QtBot) -> Iterator[HomecomingScreen]:
    """Tiba dan pulang; whatever is left open over it is closed at the end."""
    made = home_screen(office, ops)
    qtbot.addWidget(made)
    made.resize(1160, 640)
    made.show()
    yield made
    for each in made.findChildren(QDialog):
        each.close()


def everywhere(office: Office) -> Quay:
    """Somebody in every account there is; two of the list are still expected."""
    quay = Quay.at(office)
    quay.letter(Quay.counted(16), 14, 2)
    stays = quay.confirm(quay.lines[:13] + quay.lines[14:15])
    gate(office, stays[0])
    quay.born(stays[13])
    for stay, account in zip(
        stays[1:7],
        ("rumah_sakit", "polisi", "pulang_mandiri", "menetap_lokal", "pergi_tanpa_izin", "meninggal"),
        strict=True,
    ):
        quay.leaves(stay, account)
    quay.received(quay.handed_over(stays[7:9]), Signing())
    quay.handed_over(stays[9:11])
    with office.write("registration.move") as w:
        heads.move(w, stays[11], "dirujuk", "RSJ Menur")
        heads.move(w, stays[12], "diserahkan_imigrasi", "bukan WNI")
    with office.write("registration.arrive") as w:
        heads.arrive(w, NewHead(quay.batch_id, "LD", body=True))
    return quay


def shown_now(line: AccountLine) -> int:
    return line.came if line.is_source else line.closing


def test_every_account_has_its_line_and_each_number_its_heads(office: Office, clock: FixedClock) -> None:
    quay = everywhere(office)
    with office.read() as r:
        lines = account_lines(r, LedgerScope())
        living = [line for line in lines if not line.level and not line.body]
        assert {line.title: shown_now(line) for line in living} | {"Jenazah": 1} == EVERYWHERE
        (leg,) = (line for line in lines if line.paper is not None)
        assert (leg.code, leg.closing, ", BAST NNK-A-26-" in leg.title) == ("perjalanan", 2, True)
        assert [(line.title, line.closing) for line in lines if line.level == 1] == [("Tanpa rencana perjalanan", 2)]
        for line in lines:
            assert len(heads_on(r, LedgerScope(), line, CAME if line.is_source else CLOSING)) == shown_now(line)
    day = next_day(office, clock)
    quay.received(leg.paper or "", Signing())
    scope = LedgerScope(day, day)
    with office.read() as r:
        for line in account_lines(r, scope):
            assert line.is_source or line.opening + line.came - line.went == line.closing
            for which in NUMBERS if not line.is_source else (CAME,):
                assert len(heads_on(r, scope, line, which)) == line.number(which), (line, which)
        (leg,) = (line for line in account_lines(r, scope) if line.paper is not None)
    assert [leg.number(which) for which in (OPENING, CAME, WENT, CLOSING)] == [2, 0, 2, 0]


def open_line(home: HomecomingScreen, ops: Operations, qtbot: QtBot, title: str) -> list[str]:
    """The names a line of the table opens by Enter."""
    titles = [line.title for line in home._accounts.table.rows]
    home._accounts.table.go_to(titles.index(title))
    qtbot.keyClick(home._accounts.table, Qt.Key.Key_Return)
    settle(ops, qtbot)
    return [head.stay_id for head in home._names.table.rows]


def test_each_account_opens_its_names_by_keyboard_and_each_name_its_documents(
    home: HomecomingScreen, ops: Operations, qtbot: QtBot, office: Office
) -> None:
    quay = everywhere(office)
    home._choose(Chosen(OTHER, "kapal", Span(WEEK.start, WEEK.end)))
    settle(ops, qtbot)
    for title, number in EVERYWHERE.items():
        assert len(open_line(home, ops, qtbot, title)) == number, title
        if number and not title.startswith("Ditunggu"):
            home._names.table.go_to(0)
            qtbot.keyClick(home._names.table, Qt.Key.Key_Return)
            settle(ops, qtbot)
            chain = home.findChildren(ChainSheet)[-1]
            assert any("→" in step.text for step in chain.steps), title
            chain.reject()
    open_line(home, ops, qtbot, "Ditunggu: ada di surat, belum diperiksa")
    home._names.table.go_to(0)
    with qtbot.waitSignal(home.go) as went:
        qtbot.keyClick(home._names.table, Qt.Key.Key_Return)
    assert went.args == ["arrival", quay.batch_id]


def test_the_chosen_number_is_the_one_that_opens(
    home: HomecomingScreen, ops: Operations, qtbot: QtBot, office: Office
) -> None:
    everywhere(office)
    home._choose(Chosen(OTHER, "kapal", Span(WEEK.start, WEEK.end)))
    settle(ops, qtbot)
    assert len(open_line(home, ops, qtbot, "Dalam perjalanan")) == 2
    home._accounts.which.set_value(CAME)
    home._accounts.which.changed.emit()
    settle(ops, qtbot)
    assert home._names.accessibleName() == "Seluruhnya: Dalam perjalanan: Masuk: 4 orang"
    assert len(home._names.table.rows) == 4
