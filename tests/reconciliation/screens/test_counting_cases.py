"""The counts of public reports that never agreed (field facts 1.4), typed into the product and read on its screen.

A tenth of the people where the post's own count is what differs; what others state is typed as they stated it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.manifest.letters import Letter
from app.reconciliation.rules.spans import OTHER, Span
from app.reconciliation.screens.homestate import Chosen
from app.reconciliation.screens.statedparts import StatedSheet
from app.registration import people
from app.registration.counts import heads_of_batch
from app.registration.people import Destination
from app.widgets.operations import Operations
from tests.reconciliation.quay import Quay
from tests.reconciliation.screens.driving import balance_screen, home_screen, settle, sheet, texts
from tests.reconciliation.test_ledger import four
from tests.reconciliation.test_periods import WEEK, later


@dataclass(frozen=True)
class Said:
    """What somebody else states, as an officer types it; `kind` empty: by class, in `classes`."""

    source: str
    total: int
    kind: str = ""
    parts: str = ""
    classes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Case:
    """One reported ship: what happened on the quay, what others state, and the sentences on the screen."""

    name: str
    play: Callable[[Quay], object]
    said: tuple[Said, ...] = ()
    sentences: tuple[str, ...] = ()
    silent: tuple[str, ...] = field(default=("Jumlah orang berbeda", "Rincian menurut"))


def listed(
    letter: Letter, *people_of: int, here: int, absent: tuple[tuple[int, str], ...] = ()
) -> Callable[[Quay], None]:
    """The letter's list; so many are checked, so many others did not come for a reason."""

    def play(quay: Quay) -> None:
        quay.letter(letter, *people_of)
        quay.confirm(quay.lines[:here])
        at = here
        for number, status in absent:
            for line in quay.lines[at : at + number]:
                quay.absent(line, status)
            at += number

    return play


def all_came(*people_of: int) -> Callable[[Quay], None]:
    """Everybody of the list came."""
    return listed(Letter(stated_total=sum(people_of)), *people_of, here=sum(people_of))


def three_numbers(quay: Quay) -> None:
    """Letter, gangway and recheck each say another number."""
    quay.letter(Letter(stated_total=26), 26)
    quay.gangway(LD=25)
    quay.confirm(quay.lines[:24])
    quay.absent(quay.lines[24], "tidak_hadir_batal")


def to_provinces(quay: Quay) -> None:
    """All came, and every destination is known."""
    all_came(7)(quay)
    with quay.office.write("registration.edit") as w:
        for head, code in zip(people_of_ship(quay), ("73", "73", "53", "53", "74", "52", "12"), strict=True):
            people.set_destination(w, head, Destination(code=code))


def people_of_ship(quay: Quay) -> list[str]:
    """The persons of this ship."""
    with quay.office.read() as r:
        return [head.person_id or "" for head in heads_of_batch(r, quay.batch_id)]


CASES = (
    Case(
        "1: 200 stated, 192 came, eight called it off",
        listed(Letter(stated_total=20), 17, 3, here=19, absent=((1, "tidak_hadir_batal"),)),
        sentences=("Surat 20, diperiksa 19: kurang 1. Dijelaskan: batal berangkat 1.",),
    ),
    Case(
        "2: 112 stated, five held by their cases",
        listed(Letter(stated_total=112), 112, here=107, absent=((5, "tidak_hadir_proses_hukum"),)),
        sentences=("Surat 112, diperiksa 107: kurang 5. Dijelaskan: masih proses hukum 5.",),
    ),
    Case(
        "3: letter, gangway, recheck",
        three_numbers,
        sentences=(
            (
                "Surat 26, turun kapal 25: kurang 1. Turun kapal 25, diperiksa 24: kurang 1 (LD −1). "
                "Dijelaskan: batal berangkat 1."
            ),
            "KM Purnama Ekspres: 1 nama di daftar belum diperiksa.",
        ),
    ),
    Case(
        "4: three with Covid, one without papers; two splits of one number",
        listed(Letter(stated_total=20), 20, here=16, absent=((3, "tidak_hadir_sakit"), (1, "tidak_hadir_dokumen"))),
        (
            Said("berita A", 193, "bagian", "L 144; P 40; anak 9"),
            Said("berita B", 193, "bagian", "L 132; P 44; anak 17"),
        ),
        (
            "Surat 20, diperiksa 16: kurang 4. Dijelaskan: sakit atau dirawat 3, kelengkapan dokumen 1.",
            "Dua rincian menurut bagian tidak sama: berita A: L 144, P 40, anak 9; berita B: L 132, P 44, anak 17.",
        ),
        (),
    ),
    Case(
        "5: 138 came, the parts still add up to the letter's 139",
        listed(Letter(stated_total=14), 14, here=13, absent=((1, "tidak_hadir_sakit"),)),
        (Said("berita", 138, "bagian", "L 103; P 23; anak 13"),),
        (
            "Surat 14, diperiksa 13: kurang 1. Dijelaskan: sakit atau dirawat 1.",
            "Rincian menurut bagian (berita) berjumlah 139 dari 138: selisih 1 belum dijelaskan.",
        ),
        (),
    ),
    Case(
        "6: a child of the letter less; cases that add up to more",
        listed(
            Letter(stated_ld=2, stated_pd=0, stated_al=3, stated_ap=0),
            2,
            0,
            3,
            here=4,
            absent=((1, "tidak_hadir_sakit"),),
        ),
        (Said("berita", 194, "kasus", "overstay 139, tanpa paspor 57, kriminal 2"),),
        (
            "Surat 5, diperiksa 4: kurang 1 (AL −1). Dijelaskan: sakit atau dirawat 1.",
            "Rincian menurut kasus (berita) berjumlah 198 dari 194: selisih 4 belum dijelaskan.",
        ),
        (),
    ),
    Case(
        "7: consulate 302, ministry 300, each with its own classes",
        all_came(3),
        (Said("KJRI", 302, classes=(221, 67, 8, 6)), Said("Kemlu", 300, classes=(221, 66, 5, 8))),
        (
            "Jumlah orang berbeda menurut sumber: pos ini 3, KJRI 302, Kemlu 300; selisih 299 belum dijelaskan.",
            (
                "Dua rincian menurut kelompok tidak sama: KJRI: LD 221, PD 67, AL 8, AP 6; "
                "Kemlu: LD 221, PD 66, AL 5, AP 8."
            ),
        ),
        (),
    ),
    Case(
        "8: 232 whose parts are 230",
        all_came(2),
        (Said("berita", 232, "bagian", "L 156; P 67; anak 7"),),
        ("Rincian menurut bagian (berita) berjumlah 230 dari 232: selisih 2 belum dijelaskan.",),
        (),
    ),
    Case(
        "9: 217 and 221 in sister articles",
        all_came(2),
        (Said("berita A", 217), Said("berita B", 221)),
        ("Jumlah orang berbeda menurut sumber: pos ini 2, berita A 217, berita B 221; selisih 219 belum dijelaskan.",),
        (),
    ),
    Case(
        "12: 138 whose parts are 132",
        all_came(2),
        (Said("berita", 138, "bagian", "bagian 1 113; bagian 2 16; bagian 3 2; bagian 4 1"),),
        ("Rincian menurut bagian (berita) berjumlah 132 dari 138: selisih 6 belum dijelaskan.",),
        (),
    ),
    Case(
        "13: provinces that add up, ours and theirs",
        to_provinces,
        (Said("BP3MI", 7, "provinsi", "Sulawesi Selatan 2; NTT 2; Sulawesi Tenggara 1; NTB 1; Sumatera Utara 1"),),
    ),
    Case(
        "14: 209 whose provinces are 204 and whose cases are 210",
        all_came(2),
        (Said("berita", 209, "provinsi", "Sulawesi Selatan 104; NTT 100"), Said("berita", 209, "kasus", "kasus 210")),
        (
            "Rincian menurut provinsi (berita) berjumlah 204 dari 209: selisih 5 belum dijelaskan.",
            "Rincian menurut kasus (berita) berjumlah 210 dari 209: selisih 1 belum dijelaskan.",
        ),
        (),
    ),
    Case(
        "15: four classes that add up to the total",
        all_came(9, 4, 2),
        (Said("KJRI", 15, classes=(9, 4, 2, 0)),),
    ),
)


@pytest.fixture
def over(ops: Operations, qtbot: QtBot) -> Iterator[list[object]]:
    """Screens whose sheets are closed at the end."""
    made: list[object] = []
    yield made
    for screen in made:
        for each in screen.findChildren(QDialog):  # type: ignore[attr-defined]
            each.close()


def type_it(asked: StatedSheet, said: Said) -> None:
    """An officer fills the sheet in."""
    asked.source.set_value(said.source)
    asked.total.set_value(said.total)
    if said.kind:
        asked.kind.set_value(said.kind)
        asked.others.set_value(said.parts)
    for each, number in zip(asked.parts.values(), said.classes, strict=False):
        each.set_value(number)
    assert asked.yes.isEnabled()
    asked.yes.click()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.split(":")[0])
def test_the_screen_says_what_does_not_agree(
    case: Case, office: Office, ops: Operations, qtbot: QtBot, over: list[object]
) -> None:
    quay = Quay.at(office)
    case.play(quay)
    screen = balance_screen(office, ops)
    qtbot.addWidget(screen)
    over.append(screen)
    screen._chosen = quay.batch_id
    screen.show()
    screen.refresh(frozenset())
    settle(ops, qtbot)
    for said in case.said:
        screen._answering.state()
        type_it(sheet(screen, StatedSheet), said)
        settle(ops, qtbot)
    seen = texts(screen)
    for sentence in case.sentences:
        assert sentence in seen
    for words in case.silent:
        assert not any(text.startswith(words) for text in seen)


@pytest.mark.parametrize(
    ("case", "said", "sentence"),
    [
        (
            "10: a whole year by three offices",
            (Said("BP3TKI", 3643), Said("Konsulat", 3641), Said("Imigrasi", 3640)),
            "pos ini 4, BP3TKI 3.643, Konsulat 3.641, Imigrasi 3.640; selisih 3.639 belum dijelaskan.",
        ),
        (
            "11: two kinds of return counted by two agencies",
            (Said("BNPP", 3790), Said("KJRI", 3941, "kasus", "deportasi 3.758; repatriasi 183")),
            "pos ini 4, BNPP 3.790, KJRI 3.941; selisih 3.937 belum dijelaskan.",
        ),
    ],
    ids=("10", "11"),
)
def test_a_period_says_how_far_the_offices_are_apart(
    case: str, said: tuple[Said, ...], sentence: str, office: Office, clock: FixedClock, ops: Operations, qtbot: QtBot,
    over: list[object],
) -> None:  # fmt: skip
    assert case
    four(office)
    later(office, clock, 4)
    home = home_screen(office, ops)
    qtbot.addWidget(home)
    over.append(home)
    home.show()
    home._choose(Chosen(OTHER, "kapal", Span(WEEK.start, WEEK.end)))
    settle(ops, qtbot)
    for one in said:
        home._answering.state()
        type_it(sheet(home, StatedSheet), one)
        settle(ops, qtbot)
    assert f"Jumlah orang berbeda menurut sumber: {sentence}" in texts(home)
    assert not any(text.startswith("Rincian menurut") for text in texts(home))


def test_parts_without_a_number_wait_for_one(office: Office, ops: Operations, qtbot: QtBot, over: list[object]) -> None:
    screen = balance_screen(office, ops)
    qtbot.addWidget(screen)
    over.append(screen)
    four(office)
    screen.show()
    screen.refresh(frozenset())
    settle(ops, qtbot)
    screen._answering.state()
    asked = sheet(screen, StatedSheet)
    asked.source.set_value("berita")
    asked.total.set_value(9)
    asked.kind.set_value("provinsi")
    asked.others.set_value("Sulawesi Selatan; NTT 3")
    assert not asked.yes.isEnabled()
    asked.others.set_value("Sulawesi Selatan 6; NTT 3")
    assert asked.yes.isEnabled()
    assert asked.stated.counts == {"Sulawesi Selatan": 6, "NTT": 3}
