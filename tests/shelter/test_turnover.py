"""A shift handed over: counted, numbered, frozen and signed; taken by another person's own signature."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.access import users
from app.access.office import Office
from app.access.people import PersonDraft
from app.access.unlock import unlock
from app.handover.verify import CALLED_OFF, GENUINE, Against, verify_file, verify_text
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.printing.preview import pages_as_png
from app.shelter import stock, stock_book
from app.shelter.counting import Counted
from app.shelter.duty import incidents, shifts, turnover
from app.shelter.duty.incidents import IncidentDraft
from app.shelter.duty.records import Turnover
from app.shelter.duty.turnover import StoreDraft, TurnoverDraft
from app.shelter.rules.stock import Place
from app.shelter.stock import Source
from tests.helpers.office import MORNING, landed, ship
from tests.printing.papers import texts
from tests.shelter.counter import acting, opened, read, write

GOODS, CASH = stock.first_store("barang"), stock.first_store("kas")
KITS, MONEY = Place(GOODS, "paket_mandi"), Place(CASH, "uang")
WORDS = "hujan turun pelan sore"
DRAFT = TurnoverDraft("pagi", "siang", "Rahmawati", keys=("Kunci gudang",), remarks="Kapal pukul 17.00")


@pytest.fixture(autouse=True)
def day(office: Office) -> date:
    return opened(office)


@pytest.fixture
def stays(office: Office) -> Sequence[str]:
    return landed(office, ship(office), 12)


def stocked(office: Office) -> None:
    write(office, lambda w: stock.receive(w, KITS, 100, Source("BAST 12/2026", "apbd")))
    write(office, lambda w: stock.receive(w, MONEY, 5_000_000, Source("SP2D 4/2026", "apbn")))


def issued(office: Office, draft: TurnoverDraft = DRAFT) -> turnover.Issued:
    return write(office, lambda w: turnover.issue(w, draft))


def test_it_freezes_who_is_here_what_is_open_and_what_was_counted(office: Office, stays: Sequence[str]) -> None:
    stocked(office)
    fight = IncidentDraft("keributan", MORNING, "lantai 2", "Rebutan antrean.", (stays[0],))
    write(office, lambda w: incidents.record(w, fight, lambda _vault, _plain: None))
    write(office, lambda w: shifts.note(w, "Kran 203 bocor"))
    goods = StoreDraft(GOODS, (Counted(KITS, 98, "dua basah kena hujan"),))
    made = issued(office, replace(DRAFT, stores=(StoreDraft(CASH, (Counted(MONEY, 5_000_000),)), goods)))
    assert (made.number, made.present.total) == ("NNK-A-26-000001", 12)
    assert read(office, lambda r: stock.on_hand(r, KITS)) == 98  # the reason settles it, in the book as on the paper
    assert read(office, stock_book.differences) == []
    (line,) = read(office, turnover.turnovers)
    assert (line.giver, line.taker, line.present, line.differences, line.waits) == (
        "Siti Aminah", "Rahmawati", 12, 1, True,
    )  # fmt: skip
    assert sorted(read(office, lambda r: turnover.stays_of(r, made.id))) == sorted(stays)
    said = " ".join(texts(read(office, lambda r: turnover.paper(r, made.id)).pdf()))
    for text in ("dua basah kena hujan", "Rebutan antrean", "Kran 203 bocor", "Kunci gudang", "12 (dua belas)", "−2",
                 "Pagi (07.00–14.00)", "Kapal pukul 17.00"):  # fmt: skip
        assert text in said


def test_its_code_is_checked_like_that_of_a_bast(office: Office, stays: Sequence[str], tmp_path: Path) -> None:
    made = issued(office)
    page = tmp_path / "giliran.png"
    page.write_bytes(pages_as_png(read(office, lambda r: turnover.paper(r, made.id)).pdf(), 150)[0])
    verdict = verify_file(page, office.home)
    assert verdict.answer == GENUINE
    assert verdict.sentence.startswith("Asli. Serah terima giliran jaga NNK-A-26-000001")
    assert "12 orang hadir" in verdict.sentence
    text = read(office, lambda r: r.need(Turnover, made.id)).statement
    write(office, lambda w: turnover.void(w, made.id, "salah orang"))
    with office.read() as r:
        assert verify_text(text, office.home, Against(known=r)).answer == CALLED_OFF


def test_a_frozen_paper_that_was_changed_is_not_printed_again(office: Office, stays: Sequence[str]) -> None:
    made = issued(office)
    with office.write("test") as w:
        row = w.need(Turnover, made.id)
        w.update(row, values={**(row.values or {}), "remarks": "lain"})
    with pytest.raises(UserError, match="tidak lagi sama"):
        read(office, lambda r: turnover.paper(r, made.id))


def test_what_was_printed_stays_whatever_happens_after(office: Office, stays: Sequence[str]) -> None:
    made = issued(office)
    before = read(office, lambda r: turnover.paper(r, made.id)).pdf()
    landed(office, None, 3, seed=9)
    write(office, lambda w: shifts.note(w, "Sesudahnya"))
    assert read(office, lambda r: turnover.paper(r, made.id)).pdf() == before
    assert write(office, lambda w: turnover.reprint(w, made.id)) == 2


def test_a_difference_without_a_reason_is_refused_and_nothing_is_kept(office: Office, stays: Sequence[str]) -> None:
    stocked(office)
    draft = replace(DRAFT, stores=(StoreDraft(CASH, (Counted(MONEY, 4_900_000, "  "),)),))
    with pytest.raises(UserError, match=r"dihitung 4900000.*Tulis alasannya"):
        issued(office, draft)
    assert read(office, turnover.turnovers) == []
    assert read(office, stock_book.differences) == []
    assert issued(office).number == "NNK-A-26-000001"  # no number was lost


def test_with_nobody_present_somebody_must_have_looked(office: Office) -> None:
    with pytest.raises(UserError, match="Tidak seorang pun tercatat hadir"):
        issued(office)
    assert issued(office, replace(DRAFT, nobody=True)).present.total == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"shift": "subuh"}, "shift.unknown"),
        ({"to_shift": ""}, "shift.unknown"),
        ({"taker": " "}, "turnover.taker"),
        ({"taker": "siti aminah"}, "turnover.self"),
        ({"taker_id": "f" * 32}, "turnover.taker"),
    ],
)
def test_what_cannot_be_handed_over(office: Office, stays: Sequence[str], changes: dict[str, str], code: str) -> None:
    with pytest.raises(UserError) as refused:
        issued(office, replace(DRAFT, **changes))  # type: ignore[arg-type]
    assert refused.value.code == code


def test_only_the_storekeeper_counts(office: Office, stays: Sequence[str]) -> None:
    stocked(office)
    acting(office, "satgas")
    with pytest.raises(UserError, match="tidak berwenang"):
        issued(office, replace(DRAFT, stores=(StoreDraft(CASH, (Counted(MONEY, 5_000_000),)),)))
    assert issued(office).number  # without counting it is his to hand over


def test_a_shift_is_handed_over_once(office: Office, stays: Sequence[str]) -> None:
    made = issued(office)
    with pytest.raises(UserError, match="sudah diserahkan dengan nomor NNK-A-26-000001"):
        issued(office)
    write(office, lambda w: turnover.void(w, made.id, "salah penerima"))
    assert issued(office).number == "NNK-A-26-000002"
    assert "BATAL" in " ".join(texts(read(office, lambda r: turnover.paper(r, made.id)).pdf()))


def test_the_taker_confirms_by_signing_in_himself(office: Office, stays: Sequence[str], clock: FixedClock) -> None:
    taker = users.add_user(office, PersonDraft("rahma", "Rahmawati", roles=frozenset({"satgas"})), WORDS)
    users.add_user(office, PersonDraft("budi", "Budi", roles=frozenset({"satgas"})), WORDS + " ya")
    made = issued(office, replace(DRAFT, taker="", taker_id=taker.id))
    with pytest.raises(UserError, match="Giliran ini diserahkan kepada Rahmawati"):
        write(office, lambda w: turnover.take(w, made.id))
    home = office.home
    office.lock()
    with unlock(home, "budi", WORDS + " ya", clock) as desk, pytest.raises(UserError, match="kepada Rahmawati"):
        write(desk, lambda w: turnover.take(w, made.id))
    with unlock(home, "rahma", WORDS, clock) as desk:
        write(desk, lambda w: turnover.take(w, made.id))
        (line,) = read(desk, turnover.turnovers)
        assert (line.state, line.how, line.taken_at) == ("diterima", "akun", clock.now())
        with pytest.raises(UserError, match="sudah diterima"):
            write(desk, lambda w: turnover.take(w, made.id))
        with pytest.raises(UserError, match="tidak berwenang"):
            write(desk, lambda w: turnover.void(w, made.id, "berubah pikiran"))


def test_the_taker_may_sign_on_paper(office: Office, stays: Sequence[str]) -> None:
    made = issued(office)
    write(office, lambda w: turnover.taken_on_paper(w, made.id))
    (line,) = read(office, turnover.turnovers)
    assert (line.state, line.how) == ("diterima", "kertas")


def test_a_draft_is_seen_before_it_is_numbered(office: Office, stays: Sequence[str]) -> None:
    giver = (office.actor.user_id, office.actor.name)
    for size in ("A4", "F4"):
        sheet = read(office, lambda r, s=size: turnover.preview(r, DRAFT, giver, MORNING, s))  # type: ignore[misc]
        assert "12 (dua belas)" in " ".join(texts(sheet.pdf()))
    assert read(office, turnover.turnovers) == []
