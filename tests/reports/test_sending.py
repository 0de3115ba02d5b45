"""A sent report never changes: numbered, signed and frozen; what changes later is told beside it."""

from datetime import date

import pytest

from app.access.days import open_day
from app.access.office import Office
from app.handover.verify import Against, verify_text
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.reconciliation.rules import Override
from app.registration import heads
from app.registration.records import Movement, Stay
from app.reports import drafting, sending
from app.reports.content import Signers, digest_of
from app.reports.periodic import Want, period_of
from app.reports.records import SentReport
from app.reports.rules.periods import parsed
from app.reports.sending import SIGNED_PAPERS, Sent
from tests.helpers.office import landed, landed_one, ship
from tests.printing.papers import texts
from tests.reports.busy import two_days
from tests.shelter.counter import acting, opened, read, write

HALF, QUARTER = Want("semester", "2026-S1"), Want("triwulan", "2026-T1")
SIGNERS = Signers("Siti Rahmawati", "198504122010012003", "Kepala Pos", "Drs. Yusuf")
ANSWER = Override("Siti Rahmawati", "menunggu jawaban Konsulat")
JULY = date(2026, 7, 2)


def over(office: Office, clock: FixedClock, day: date = JULY) -> None:
    """The half year is over, and its day is open."""
    clock.advance(days=(day - clock.now().date()).days)
    write(office, lambda w: open_day(w, day))


def sent(office: Office, want: Want = HALF) -> Sent:
    return write(office, lambda w: sending.send(w, want, SIGNERS, ANSWER))


def test_it_is_numbered_signed_and_told_apart_from_what_is_so_now(office: Office, clock: FixedClock) -> None:
    two_days(office, clock)
    over(office, clock)
    made = sent(office)
    assert made.number.startswith("NNK-A-26-")
    row = read(office, lambda r: r.need(SentReport, made.id))
    assert row.digest == digest_of(row.content)
    assert {one["vault"] for one in row.have or ()} == {"general"}
    assert read(office, lambda r: sending.changed(r, made.id, clock.now())) == []
    with office.read() as r:
        answer = verify_text(row.statement or "", office.home, Against(None, r, SIGNED_PAPERS))
    assert answer.genuine
    assert made.number in answer.sentence
    clock.advance(hours=1)
    before = write(office, lambda w: sending.sheet(w, made.id)).pdf()
    late_arrival(office, clock)
    found = read(office, lambda r: sending.changed(r, made.id, clock.now()))
    moved = [(one.table, one.line, one.column, int(one.now) - int(one.was)) for one in found if one.line == "+ Tiba"]
    assert ("Orang", "+ Tiba", "Jumlah", 1) in moved
    assert read(office, lambda r: sending.sheet(r, made.id)).pdf() == before


def late_arrival(office: Office, clock: FixedClock) -> None:
    """Somebody of January is written in from paper in July."""
    stay = landed_one(office, heads.Who("Ahmad", sex="L", age=30))
    with office.write("test.backdate") as w:
        row = w.need(Stay, stay)
        w.update(row, day=date(2026, 1, 23))
        for move in heads.movements(w, stay):
            w.update(w.need(Movement, move.id), day=date(2026, 1, 23))


def test_what_is_open_is_named_and_needs_somebody_who_vouches(office: Office, clock: FixedClock) -> None:
    opened(office)
    landed(office, ship(office, "MV Labuan"), 4)
    landed_one(office, heads.Who("Tanpa nama"), heads.NewHead(head_class=None))
    over(office, clock)
    marks = read(office, lambda r: sending.open_differences(r, HALF))
    assert any("jenis kelaminnya" in mark for mark in marks)
    with pytest.raises(UserError, match="jenis kelaminnya") as refused:
        write(office, lambda w: sending.send(w, HALF, SIGNERS))
    assert refused.value.code == "report.open"
    made = sent(office)
    assert (made.vouched_by, made.reason) == ("Siti Rahmawati", "menunggu jawaban Konsulat")
    said = " ".join(texts(read(office, lambda r: sending.sheet(r, made.id)).pdf()))
    assert all(mark in said for mark in marks)
    assert "atas tanggung jawab Siti Rahmawati: menunggu jawaban Konsulat" in said


def test_replaced_it_keeps_its_number_and_the_former_one_its_code(office: Office, clock: FixedClock) -> None:
    opened(office)
    landed(office, None, 3)
    over(office, clock)
    first = sent(office)
    with pytest.raises(UserError, match=first.number):
        sent(office)
    write(office, lambda w: drafting.write(w, period_of(w, HALF), "usulan", "Kapal dua kali sebulan."))
    second = write(office, lambda w: sending.replace_sent(w, first.id, SIGNERS, "usulan ditambah", ANSWER))
    assert (second.number, second.edition) == (first.number, 2)
    both = read(office, lambda r: sending.sent_reports(r, "semester", "2026-S1"))
    assert [(one.edition, one.stands) for one in both] == [(2, True), (1, False)]
    with office.read() as r:
        rows = {one.edition: r.need(SentReport, one.id) for one in both}
    with office.read() as r:
        answers = {
            edition: verify_text(row.statement or "", office.home, Against(None, r, SIGNED_PAPERS)).answer
            for edition, row in rows.items()
        }
    assert answers == {1: "dibatalkan", 2: "asli"}
    assert [rows[each].content["parts"]["usulan"] for each in (1, 2)] == ["", "Kapal dua kali sebulan."]
    write(office, lambda w: sending.void(w, second.id, "salah kirim"))
    third = sent(office)
    assert third.number != first.number
    assert "BATAL" in " ".join(texts(read(office, lambda r: sending.sheet(r, second.id)).pdf()))


def test_refused_while_it_runs_before_it_begins_and_when_it_is_off(office: Office, clock: FixedClock) -> None:
    opened(office)
    landed(office, None, 3)
    for want, code in (
        (HALF, "report.running"), (Want("semester", "2027-S1"), "report.future"), (QUARTER, "report.off"),
        (Want("semester", "2026-S3"), "report.period"), (Want("tahunan", "2026"), "report.kind"),
        (Want("semester", "2025-S2", "kelurahan"), "report.level"),
    ):  # fmt: skip
        with pytest.raises(UserError) as refused:
            sent(office, want)
        assert refused.value.code == code
    over(office, clock)
    write(office, lambda w: drafting.make_here(w, "triwulan", True))
    made = sent(office, QUARTER)
    said = " ".join(texts(read(office, lambda r: sending.sheet(r, made.id)).pdf()))
    assert "bentuk pilihan, bukan kewajiban" in said
    for part in ("I. Pendahuluan", "III. Kondisi kehidupan", "IV. Alokasi pendanaan", "VI. Kesimpulan"):
        assert part in said


def test_to_whom_it_goes(office: Office, clock: FixedClock) -> None:
    opened(office)
    landed(office, None, 3)
    over(office, clock)
    write(office, lambda w: drafting.make_here(w, "triwulan", True))
    assert sent(office).addressee == "Gubernur"
    provincial = sent(office, Want("triwulan", "2026-T1", "provinsi"))
    assert provincial.addressee == "Menteri Sosial dan Menteri Dalam Negeri"


def test_only_who_leads_sends_and_nobody_without_a_name(office: Office, clock: FixedClock) -> None:
    opened(office)
    landed(office, None, 3)
    over(office, clock)
    with pytest.raises(UserError) as refused:
        write(office, lambda w: sending.send(w, HALF, Signers(" "), ANSWER))
    assert refused.value.code == "report.signer"
    acting(office, "satgas")
    with pytest.raises(UserError, match="tidak berwenang"):
        sent(office)


def test_a_text_of_twenty_thousand_letters_is_kept_and_printed_and_one_more_is_not(
    office: Office, clock: FixedClock
) -> None:
    opened(office)
    landed(office, None, 3)
    over(office, clock)
    period = parsed("semester", "2026-S1")
    assert period is not None
    long = ("Kapal terlambat. " * 1250)[:20_000].strip()
    write(office, lambda w: drafting.write(w, period, "hambatan", long))
    with pytest.raises(UserError, match="20001") as refused:
        write(office, lambda w: drafting.write(w, period, "hambatan", "x" * 20_001))
    assert refused.value.code == "report.too_long"
    with pytest.raises(UserError):
        write(office, lambda w: drafting.write(w, period, "rahasia", "x"))
    made = sent(office)
    pages = texts(read(office, lambda r: sending.sheet(r, made.id)).pdf())
    assert " ".join(pages).count("Kapal terlambat.") >= 1170
