"""Figures the office declares: entered with a source, corrected, withdrawn, printed as such, and frozen when sent."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.reports import declaring, drafting, exporting, periodic, sending
from app.reports.content import digest_of
from app.reports.declaring import Typed
from app.reports.exporting import Purpose
from app.reports.periodic import Want, Whole
from app.reports.records import DeclaredFigure, SentReport
from app.reports.rules.declared import Given
from tests.helpers.office import landed
from tests.printing.papers import texts
from tests.reports.test_sending import ANSWER, SIGNERS, over
from tests.shelter.counter import acting, opened, read, write

HALF, QUARTER, SECOND = Want("semester", "2026-S1"), Want("triwulan", "2026-T1"), Want("semester", "2026-S2")
STAGE, VICTIMS, FORCED = "stages.asesmen", "tppo.indicated", "tppo.kerja_paksa"
BOOK = "Buku register penanganan Bidang Rehabilitasi Sosial"
LETTER = "Surat UPTD PPA 463/27/IV/2026"


def given(number: str, subject: str = STAGE, period: str = "2026-S1", source: str = BOOK) -> Typed:
    return Typed(period, subject, Given(number, source, date(2026, 6, 30)))


def declare(office: Office, *entries: Typed) -> int:
    return write(office, lambda w: declaring.declare(w, entries))


def whole(office: Office, want: Want = HALF) -> Whole:
    return read(office, lambda r: periodic.whole(r, want, office.clock.now(), on_paper=True))


def cell(office: Office, label: str, table: str = "stages", column: str = "total", want: Want = HALF) -> Any:
    lines = whole(office, want).report.table(table).lines
    return next(line for line in lines if line.cells["label"].value == label).cells[column]


@pytest.fixture
def july(office: Office, clock: FixedClock) -> Office:
    """A post in July whose half year is over."""
    opened(office)
    landed(office, None, 8)
    over(office, clock)
    return office


ASSESSED = "Asesmen komprehensif dan berkelanjutan"


def test_empty_is_not_recorded_zero_is_zero_and_a_figure_says_where_it_is_from(july: Office) -> None:
    assert cell(july, ASSESSED).value == "belum dicatat"
    assert whole(july).report.table("stages").note == ""
    assert declare(july, given("0"), given("1.250", "services.rehabilitasi_sosial")) == 2
    assert cell(july, ASSESSED).value == 0
    assert cell(july, "Rehabilitasi sosial", "services").value == 1250
    assert cell(july, "Implementasi").value == "belum dicatat"
    note = whole(july).report.table("stages").note
    assert note.startswith("Menurut isian kantor, bukan hitungan aplikasi ini.")
    assert f"{BOOK} (keadaan 30-06-2026, diisi Siti" in note
    key = cell(july, ASSESSED).key
    (row,) = read(july, lambda r: periodic.behind(r, HALF, key))
    assert (row.text, row.weight) == (BOOK, 0)
    assert "diisi Siti Aminah, loket A, 02-07-2026" in row.detail


def test_corrected_and_withdrawn_and_what_was_before_is_kept(july: Office) -> None:
    declare(july, given("90"))
    declare(july, given("96", source=f"{BOOK}, diperbaiki"))
    assert declare(july, given("96", source=f"  {BOOK},   diperbaiki ")) == 0
    assert cell(july, ASSESSED).value == 96
    rows = read(july, lambda r: periodic.behind(r, HALF, cell(july, ASSESSED).key))
    assert [(row.text, row.weight) for row in rows] == [(f"{BOOK}, diperbaiki", 96), ("Sebelumnya: 90", 0)]
    write(july, lambda w: declaring.withdraw(w, "2026-S1", STAGE))
    assert cell(july, ASSESSED).value == "belum dicatat"
    with pytest.raises(UserError, match="tidak ada yang ditarik"):
        write(july, lambda w: declaring.withdraw(w, "2026-S1", STAGE))
    declare(july, given("97"))
    assert cell(july, ASSESSED).value == 97
    assert len(read(july, lambda r: r.all(select(DeclaredFigure)))) == 4


def test_all_or_nothing(july: Office) -> None:
    with pytest.raises(UserError, match=r"Implementasi: tulis angka bulat"):
        declare(july, given("12"), given("banyak", "stages.implementasi"))
    assert cell(july, ASSESSED).value == "belum dicatat"
    for entry in (given("1", "stages.lain"), given("1", period="2026-S3"), given("1", period="2027-S1"),
                  given("1", period="2026-T1"), given("7", VICTIMS, "2026-S1")):  # fmt: skip
        with pytest.raises(UserError):
            declare(july, entry)


def test_victims_by_quarter_and_small_numbers_nowhere(july: Office) -> None:
    declare(july, given("17", VICTIMS, "2026-T1", LETTER), given("3", FORCED, "2026-T1", LETTER))
    half = {line.cells["label"].value: line.cells for line in whole(july).report.table("tppo").lines}
    assert [half["Terindikasi korban TPPO"][name].value for name in ("2026-T1", "2026-T2")] == [17, "belum dicatat"]
    assert half["Kasus: Kerja atau pelayanan paksa"]["2026-T1"].value == "<5"
    assert cell(july, "Terindikasi korban TPPO", "tppo", "2026-T1", QUARTER).value == 17
    (row,) = read(july, lambda r: r.all(select(DeclaredFigure).where(
        DeclaredFigure.subject == FORCED)))  # fmt: skip
    assert row.number is None
    declare(july, given("18", VICTIMS, "2026-T1", LETTER))
    key = cell(july, "Terindikasi korban TPPO", "tppo", "2026-T1").key
    assert [one.text for one in read(july, lambda r: periodic.behind(r, HALF, key))] == [LETTER]
    compared = [line.cells["label"].value for line in whole(july).report.table("compared").lines]
    assert not any("TPPO" in str(label) for label in compared)


def test_victims_of_a_quarter_that_runs_wait(july: Office) -> None:
    with pytest.raises(UserError, match="belum lewat"):
        declare(july, Typed("2026-T3", VICTIMS, Given("17", LETTER, date(2026, 7, 1))))


def test_what_a_sent_report_said_of_victims_changes_by_five_or_not_at_all(july: Office) -> None:
    declare(july, given("17", VICTIMS, "2026-T1", LETTER))
    made = write(july, lambda w: sending.send(w, HALF, SIGNERS, ANSWER))
    with pytest.raises(UserError, match="menyebut 17"):
        declare(july, given("19", VICTIMS, "2026-T1", LETTER))
    declare(july, given("23", VICTIMS, "2026-T1", LETTER))
    found = read(july, lambda r: sending.changed(r, made.id, july.clock.now()))
    assert [(one.line, one.column, one.was, one.now) for one in found] == [
        ("Terindikasi korban TPPO", "Triwulan 1", 17, 23)
    ]
    write(july, lambda w: sending.replace_sent(w, made.id, SIGNERS, "angka TPPO", ANSWER))
    with pytest.raises(UserError, match="17, 23"):
        declare(july, given("19", VICTIMS, "2026-T1", LETTER))


def test_what_the_next_quarter_said_beside_its_own_number_was_told_as_well(july: Office) -> None:
    declare(july, given("17", VICTIMS, "2026-T1", LETTER), given("22", VICTIMS, "2026-T2", LETTER))
    write(july, lambda w: drafting.make_here(w, "triwulan", True))
    write(july, lambda w: sending.send(w, Want("triwulan", "2026-T2"), SIGNERS, ANSWER))
    with pytest.raises(UserError, match="menyebut 17"):
        declare(july, given("18", VICTIMS, "2026-T1", LETTER))
    declare(july, given("22", VICTIMS, "2026-T1", LETTER))


def test_frozen_with_the_report_and_told_apart_afterwards(july: Office) -> None:
    declare(july, given("96"))
    made = write(july, lambda w: sending.send(w, HALF, SIGNERS, ANSWER))
    paper = read(july, lambda r: sending.sheet(r, made.id)).pdf()
    declare(july, given("98"), given("71", "stages.implementasi"))
    write(july, lambda w: declaring.withdraw(w, "2026-S1", STAGE))
    found = read(july, lambda r: sending.changed(r, made.id, july.clock.now()))
    told = {(one.table, one.line): (one.was, one.now) for one in found if one.column in ("Isian kantor", "Masa ini")}
    assert told["Tujuh tahap penanganan", ASSESSED] == (96, "belum dicatat")
    assert told["Tujuh tahap penanganan", "Implementasi"] == ("belum dicatat", 71)
    assert read(july, lambda r: sending.sheet(r, made.id)).pdf() == paper
    row = read(july, lambda r: r.need(SentReport, made.id))
    assert row.digest == digest_of(row.content)


def test_on_paper_and_in_the_workbook_it_is_marked_with_its_source(july: Office) -> None:
    declare(july, given("96"), given("17", VICTIMS, "2026-T1", LETTER))
    for want in (HALF, Want("semester", "2026-S1", "provinsi"), Want("semester", "2026-S1", "kementerian")):
        said = " ".join(" ".join(texts(write(july, lambda w: sending.draft(w, want)).pdf())).split())  # noqa: B023
        assert f"{BOOK} (keadaan 30-06-2026, diisi Siti" in said
        assert f"{LETTER} (keadaan 30-06-2026" in said
        assert "Isian kantor" in said
        assert "belum dicatat di aplikasi ini" not in said
    sheet = load_workbook(BytesIO(write(july, lambda w: sending.file(w, HALF)))).active
    rows = [[one.value for one in row if one.value is not None] for row in sheet.iter_rows()]
    assert [ASSESSED, 96] in [row[:2] for row in rows]
    assert ["Uraian", "Isian kantor"] in [row[:2] for row in rows]
    assert any("Menurut isian kantor" in str(row[0]) and BOOK in str(row[0]) for row in rows if row)
    write(july, lambda w: drafting.make_here(w, "triwulan", True))
    made = write(july, lambda w: sending.send(w, QUARTER, SIGNERS, ANSWER))
    said = " ".join(" ".join(texts(read(july, lambda r: sending.sheet(r, made.id)).pdf())).split())
    assert "Terindikasi korban TPPO 17 Kasus menurut jenisnya belum dicatat Menurut isian kantor" in said


def test_compared_with_the_period_before(july: Office, clock: FixedClock) -> None:
    declare(july, given("96"), given("17", VICTIMS, "2026-T1", LETTER), given("22", VICTIMS, "2026-T2", LETTER),
            given("3", FORCED, "2026-T2", LETTER), given("11", FORCED, "2026-T1", LETTER),
            given("3", "tppo.pemerasan", "2026-T2", LETTER))  # fmt: skip
    declare(july, Typed("2026-S2", STAGE, Given("120", BOOK, date(2026, 7, 2))))
    line = next(
        one for one in whole(july, SECOND).report.table("compared").lines
        if one.cells["label"].value == f"{ASSESSED} (isian kantor)"
    )  # fmt: skip
    assert [line.cells[name].value for name in ("kini", "lalu", "beda", "persen")] == [120, 96, 24, "25,0 %"]
    (row,) = read(july, lambda r: periodic.behind(r, SECOND, line.cells["lalu"].key))
    assert row.weight == 96
    lines = {
        one.cells["label"].value: one.cells
        for one in whole(july, Want("triwulan", "2026-T2")).report.table("compared").lines
    }
    victims = lines["Terindikasi korban TPPO (isian kantor)"]
    assert [victims[name].value for name in ("kini", "lalu", "beda")] == [22, 17, 5]
    forced = lines["Kasus: Kerja atau pelayanan paksa (isian kantor)"]
    assert [forced[name].value for name in ("kini", "lalu", "beda")] == ["<5", 11, None]
    assert "Kasus: Pemerasan (isian kantor)" not in lines


@pytest.mark.parametrize(
    ("role", "plain", "victims"),
    [("satgas", True, False), ("pendamping", True, True), ("kepala", True, True), ("peksos", False, True),
     ("logistik", False, False), ("kesehatan", False, False)],
)  # fmt: skip
def test_who_may_enter(july: Office, role: str, plain: bool, victims: bool) -> None:
    acting(july, role)
    for entry, allowed in ((given("12"), plain), (given("17", VICTIMS, "2026-T1", LETTER), victims)):
        if allowed:
            assert declare(july, entry) == 1
            continue
        with pytest.raises(UserError, match="tidak berwenang"):
            declare(july, entry)


def test_nothing_of_it_leaves_in_the_files_for_other_agencies(july: Office) -> None:
    declare(july, given("17", VICTIMS, "2026-T1", LETTER))
    why = Purpose("Dinas Sosial Provinsi", "padanan data penerima")
    counts = write(july, lambda w: exporting.counts(w, HALF, why)).decode("utf-8-sig")
    assert "TPPO" not in counts
    names = load_workbook(BytesIO(write(july, lambda w: exporting.names(w, HALF, why))))
    assert not any("TPPO" in str(one.value) for sheet in names for row in sheet.iter_rows() for one in row)
