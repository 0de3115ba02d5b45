"""What leaves for other agencies: names for a purpose that is kept, counts from which nobody can be found."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from app.access.days import open_day
from app.access.office import Office
from app.kernel.canonical import digest
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.registration.heads import Who
from app.reports import exporting, periodic, sending
from app.reports.exporting import KEPT_BACK, Purpose
from app.reports.periodic import Want
from app.reports.records import ReportExport
from app.reports.span import Filters
from tests.helpers.office import landed, landed_one, ship
from tests.shelter.counter import acting, opened, read, write

HALF, QUARTER = Want("semester", "2026-S1"), Want("triwulan", "2026-T1")
WHY = Purpose("Dinas Sosial Kabupaten Bone", "pendataan penerima bantuan sosial")


def months_later(office: Office, clock: FixedClock, day: date = date(2026, 7, 2)) -> None:
    clock.advance(days=(day - clock.now().date()).days)
    write(office, lambda w: open_day(w, day))


def told(office: Office, want: Want) -> list[dict[str, str]]:
    made = write(office, lambda w: exporting.counts(w, want, WHY))
    return list(csv.DictReader(StringIO(made.decode("utf-8-sig"))))


def test_names_go_with_a_purpose_that_is_kept_and_no_formula(office: Office) -> None:
    opened(office)
    landed(office, ship(office), 4)
    landed_one(office, Who("=HYPERLINK(0)", sex="L", age=30))
    made = write(office, lambda w: exporting.names(w, HALF, WHY))
    sheet = load_workbook(BytesIO(made)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == exporting.HEADS
    assert len(rows) == 6
    evil = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("="))
    assert (evil.data_type, evil.quotePrefix) == ("s", True)
    (kept,) = read(office, exporting.exported)
    assert (kept.what, kept.recipient, kept.purpose, kept.lines) == ("nama", WHY.recipient, WHY.text, 5)


def test_a_file_that_could_not_be_written_stays_on_record_and_counts_once_with_its_retry(office: Office) -> None:
    opened(office)
    landed(office, ship(office), 4)
    made = write(office, lambda w: exporting.names(w, HALF, WHY))
    write(office, lambda w: exporting.unwritten(w, made))
    assert read(office, exporting.exported) == []
    again = write(office, lambda w: exporting.names(w, HALF, WHY))
    write(office, lambda w: exporting.unwritten(w, b"somebody else's"))
    assert len(read(office, exporting.exported)) == 1
    rows = read(office, lambda r: r.all(select(ReportExport).order_by(ReportExport.id)))
    assert [(row.digest, row.void_reason) for row in rows] == [
        (digest(made), "berkasnya tidak dapat ditulis"),
        (digest(again), None),
    ]


@pytest.mark.parametrize("why", [Purpose("", WHY.text), Purpose(WHY.recipient, "data"), Purpose(" ", " ")])
def test_without_a_purpose_nothing_leaves(office: Office, why: Purpose) -> None:
    opened(office)
    landed(office, None, 2)
    for make in (exporting.names, exporting.counts):
        with pytest.raises(UserError) as refused:
            write(office, lambda w, m=make: m(w, HALF, why))  # type: ignore[misc]
        assert refused.value.code == "export.purpose"
    assert read(office, exporting.exported) == []


def test_only_who_leads_lets_names_go(office: Office) -> None:
    opened(office)
    landed(office, None, 2)
    acting(office, "satgas")
    with pytest.raises(UserError, match="tidak berwenang"):
        write(office, lambda w: exporting.names(w, HALF, WHY))


def test_counts_hide_what_is_small_and_what_would_tell_it(office: Office, clock: FixedClock) -> None:
    opened(office)
    landed(office, ship(office), 60)
    months_later(office, clock)
    rows = told(office, HALF)
    assert {row["masa"] for row in rows} == {"2026-T1", "2026-T2"}
    numbers = [row["orang"] for row in rows]
    assert KEPT_BACK in numbers
    assert all(number == KEPT_BACK or int(number) == 0 or int(number) >= 5 for number in numbers)
    for place in {row["nilai"] for row in rows if row["rincian"] == "Provinsi tujuan"}:
        mine = [row["orang"] for row in rows if (row["nilai"], row["masa"]) == (place, "2026-T1")]
        assert mine.count(KEPT_BACK) != 1
    whole = {
        row["kelompok"]: row["orang"] for row in rows if row["rincian"] == "Seluruhnya" and row["masa"] == "2026-T1"
    }
    assert whole["Jumlah"] == "60"
    assert not any("Baso" in value or "Daeng" in value for row in rows for value in row.values())


@pytest.mark.parametrize("want", [HALF, QUARTER])
def test_no_counts_of_a_quarter_that_runs_or_of_some_people(office: Office, want: Want) -> None:
    opened(office)
    batch = ship(office)
    landed(office, batch, 20)
    for asked, code in (
        (want, "export.running"), (Want("rombongan", batch), "export.overlap"),
        (Want(want.kind, want.code, "", Filters(province="73")), "export.overlap"),
    ):  # fmt: skip
        with pytest.raises(UserError) as refused:
            told(office, asked)
        assert refused.value.code == code


def test_a_period_of_nobody_teaches_and_an_unknown_region_is_refused(office: Office, clock: FixedClock) -> None:
    opened(office)
    months_later(office, clock)
    with pytest.raises(UserError) as refused:
        write(office, lambda w: exporting.names(w, Want("semester", "2025-S2"), WHY))
    assert refused.value.code == "export.empty"
    empty = write(office, lambda w: periodic.whole(w, Want("semester", "2025-S2"), clock.now()))
    assert empty.empty
    assert any("Pilih masa lain" in note for note in empty.report.notes)
    with pytest.raises(UserError) as refused:
        write(office, lambda w: sending.draft(w, Want("semester", "2026-S1", "", Filters(province="99"))))
    assert refused.value.code == "report.region"
