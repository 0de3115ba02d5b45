"""Ugly tables: headers under letterheads, in two rows, in three languages, or missing; rows that are no people."""

import datetime
import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest

from app.kernel.errors import UserError
from app.manifest.reading.headers import field_of, field_under
from app.manifest.reading.model import Reading
from app.manifest.reading.reader import read_bytes, read_text
from app.manifest.reading.report import to_json

TODAY = datetime.date(2026, 1, 23)
Rows = Sequence[Any]


def workbook(rows: Rows, merged: tuple[str, ...] = (), **sheets: Rows) -> Reading:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    for name, content in sheets.items():
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return read_bytes(target.getvalue(), today=TODAY)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("NO. URUT", "list_no"), ("Bil.", "list_no"), ("NAMA LENGKAP (sesuai dokumen)", "name"), ("Nama Penuh", "name"),
        ("Name of Detainee", "name"), ("Nama / Alias", "name"), ("Nama Kapal", None), ("Nama Ayah", "father"),
        ("Bin/Binti", "father"), ("Alias", "alias"), ("Jenis Kelamin (L/P)", "sex"), ("JANTINA", "sex"),
        ("Gender", "sex"),
        ("L/P", "sex"), ("TTL", "birth"), ("Tempat/Tgl Lahir", "birth"), ("Tarikh / Tempat Lahir", "birth"),
        ("Tarikh Lahir", "birth_date"), ("D.O.B", "birth_date"), ("Tempat Lahir", "birth_place"),
        ("Usia (Tahun)", "age"),
        ("Umur", "age"), ("NIK", "nik"), ("No. KTP", "nik"), ("No. Paspor", "passport"), ("Passport No", "passport"),
        ("No SPLP", "splp"), ("Paspor/SPLP", "document"), ("Jenis & No. Dokumen", "document"),
        ("Jenis Dokumen", "document_kind"),
        ("No. Dokumen", "document_number"), ("Provinsi Asal", "province"), ("Negeri", "province"),
        ("Kab/Kota", "regency"),
        ("Kecamatan", "district"), ("Desa/Kel.", "village"), ("Alamat Asal", "address"), ("Kesalahan", "case"),
        ("Offence", "case"),
        ("Kasus", "case"), ("Tahap Kesihatan", "health"), ("Penyakit", "health"), ("Health", "health"),
        ("Depot", "depot"),
        ("DTI", "depot"), ("Ket.", "note"), ("Remarks", "note"), ("Hubungan Keluarga", "relation"),
        ("Warganegara", "nationality"),
        ("Tarikh Tangkap", None), ("No. HP", None), ("Jenis Barang", None), ("Jumlah", None), ("", None), ("123", None),
    ],
)  # fmt: skip
def test_column_names_in_three_languages(header: str, field: str | None) -> None:
    assert field_of(header) == field


def test_sub_headers_take_their_meaning_from_the_group() -> None:
    assert field_under("Jenis Kelamin", "L") == "sex_male"
    assert field_under("Umur", "P") == "age_female"
    assert field_under("Lahir", "Tanggal") == "birth_date"
    assert field_under("Dokumen", "Nomor") == "document_number"
    assert field_under("Alamat", "Desa") == "village"


def test_ticks_under_l_and_p() -> None:
    reading = workbook(
        [
            ["DAFTAR NAMA"],
            ["No", "Nama", "Jenis Kelamin", None, "Umur"],
            [None, None, "L", "P", None],
            [1, "AHMAD", "v", None, 30],
            [2, "SITI", None, "√", 25],
            [3, "BAYU", "v", "v", 20],
        ],
        ("A1:E1", "C2:D2", "A2:A3", "B2:B3", "E2:E3"),
    )
    assert [line.sex for line in reading.lines] == ["L", "P", None]
    assert reading.header_row == 2
    assert any(problem.row == 6 and problem.field == "sex" for problem in reading.problems)


def test_age_under_l_and_p_tells_both() -> None:
    rows = [
        ["No", "Nama", "Umur", None, "Asal"],
        [None, None, "L", "P", None],
        [1, "AHMAD", 30, None, "Bone"],
        [2, "SITI", None, 8, "Bone"],
    ]
    reading = workbook(rows, ("C1:D1",))
    assert [(line.sex, line.age) for line in reading.lines] == [("L", 30), ("P", 8)]


def test_second_header_continuation_total_and_signatures_are_set_aside() -> None:
    reading = workbook(
        [
            ["No", "Nama", "L/P", "Umur"],
            [1, 2, 3, 4],
            [1, "AHMAD", "L", 30],
            [None, "Lanjutan"],
            ["No", "Nama", "L/P", "Umur"],
            [2, "KEPALA BIN TOTAL", "L", 31],
            [],
            [3, "SITI", "P", 25],
            ["JUMLAH", None, 3],
            [None, None, None, "Tawau, 21 Januari 2026"],
            [None, "Mengetahui,"],
            [None, "BUDI SANTOSA"],
        ]
    )
    assert [line.name for line in reading.lines] == ["AHMAD", "KEPALA BIN TOTAL", "SITI"]
    assert {(aside.row, aside.why) for aside in reading.set_aside} == {
        (2, "nomor kolom"), (4, "sambungan halaman"), (5, "judul kolom berulang"), (7, "baris kosong"), (9, "jumlah"),
        (10, "tanda tangan atau penutup surat"), (11, "tanda tangan atau penutup surat"), (12, "di bawah daftar"),
    }  # fmt: skip


def test_a_second_table_may_order_its_columns_otherwise() -> None:
    reading = workbook(
        [
            ["No", "Nama", "L/P", "Tgl Lahir"],
            [1, "AHMAD", "L", "01/02/1990"],
            ["PEREMPUAN"],
            ["No", "Nama", "Tgl Lahir", "L/P"],
            [1, "SITI", "03/02/1991", "P"],
        ]
    )
    assert [(line.row, line.name, line.sex, str(line.birth_date)) for line in reading.lines] == [
        (2, "AHMAD", "L", "1990-02-01"),
        (5, "SITI", "P", "1991-02-03"),
    ]


def test_recovered_niks_are_told_once() -> None:
    rows = [["No", "Nama", "L/P", "NIK"], [1, "A AHMAD", "L", 7302011205900001], [2, "SITI", "P", None]]
    reading = workbook(rows)
    found = [problem for problem in reading.problems if problem.field == "nik"]
    assert [problem.row for problem in found] == [1]
    assert "1 baris" in found[0].text


def test_no_row_is_lost() -> None:
    rows = [
        ["No", "Nama", "L/P"],
        *[[number, f"ORANG {chr(64 + number)}", "L"] for number in range(1, 20)],
        ["TOTAL"],
        [None, "x y z"],
    ]
    reading = workbook(rows)
    seen = {line.row for line in reading.lines} | {aside.row for aside in reading.set_aside}
    assert seen == set(range(2, len(rows) + 1))


def test_a_list_without_header_is_known_by_its_content() -> None:
    reading = workbook(
        [
            [n, f"{name} BIN ALI", "L", f"12/05/19{80 + n}"]
            for n, name in enumerate(("AHMAD", "BAHRI", "CAKRA", "DARMA"), 1)
        ]
    )
    assert reading.header_row is None
    assert [line.father for line in reading.lines] == ["ALI"] * 4
    assert reading.lines[0].birth_date == datetime.date(1981, 5, 12)


def test_a_price_list_is_no_list_of_people() -> None:
    rows = [["No", "Jenis Barang", "Jumlah", "Harga"], *[[n, f"Beras {chr(65 + n)}", 3, 12000] for n in range(12)]]
    with pytest.raises(UserError):
        workbook(rows)


def test_the_sheet_with_people_is_chosen_and_a_copy_is_left_out() -> None:
    people = [["No", "Nama", "L/P", "Umur"], *[[n, f"ORANG {chr(64 + n)}", "L", 30] for n in range(1, 9)]]
    women = [["No", "Nama", "L/P", "Umur"], *[[n, f"NYONYA {chr(64 + n)}", "P", 30] for n in range(1, 4)]]
    reading = workbook([["Rekapitulasi"], ["L", 8]], Laki=people, Salinan=people, Perempuan=women)
    assert reading.sheet == "Laki"
    assert reading.sheets == ("Laki", "Perempuan")
    assert len(reading.lines) == 11
    assert {(aside.sheet, aside.why) for aside in reading.set_aside} == {
        ("Sheet", "lembar tanpa daftar orang"),
        ("Salinan", "lembar salinan dari daftar yang sama"),
    }


def test_a_hidden_sheet_is_named_and_not_read() -> None:
    book = openpyxl.Workbook()
    for name in ("A", "B"):
        sheet = book.create_sheet(name)
        for row in (["No", "Nama", "L/P"], [1, f"ORANG {name}", "L"], [2, f"TEMAN {name}", "P"]):
            sheet.append(row)
    book["B"].sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    reading = read_bytes(target.getvalue(), today=TODAY)
    assert [line.name for line in reading.lines] == ["ORANG A", "TEMAN A"]
    assert ("B", "lembar tersembunyi") in {(aside.sheet, aside.why) for aside in reading.set_aside}


def test_ditto_marks_and_cells_merged_downwards() -> None:
    reading = workbook(
        [
            ["No", "Nama", "L/P", "Provinsi", "Kab/Kota"],
            [1, "A AHMAD", "L", "NTT", "Sikka"],
            [2, "B BAHRI", "L", '"', None],
            [3, "C CAKRA", "L", "sda", "Ende"],
        ],
        ("E2:E3",),
    )
    assert [(line.province, line.regency) for line in reading.lines] == [
        ("NTT", "Sikka"),
        ("NTT", "Sikka"),
        ("NTT", "Ende"),
    ]
    assert reading.lines[1].original["Provinsi"] == '"'


def test_the_users_mapping_wins() -> None:
    book = "Kode;Sebutan;X\n1;AHMAD;L\n2;SITI;P\n"
    with pytest.raises(UserError):
        read_text(book, today=TODAY)
    reading = read_text(book, {1: "name", 2: "sex"}, today=TODAY)
    assert [(line.name, line.sex) for line in reading.lines if line.sex] == [("AHMAD", "L"), ("SITI", "P")]


def test_a_wrong_column_can_be_unmapped() -> None:
    text = "No;Nama;L/P;Keterangan\n1;AHMAD;L;sakit kepala\n2;SITI;P;\n"
    assert read_text(text, today=TODAY).lines[0].sensitive == {"note": "sakit kepala"}
    reading = read_text(text, {3: "health"}, today=TODAY)
    assert reading.lines[0].sensitive == {"health": "sakit kepala"}
    assert reading.columns["Keterangan"] == "health"


def test_sensitive_words_are_sealed_wherever_they_stand() -> None:
    reading = read_text(
        "No;Nama;L/P;Info;Catatan\n1;AHMAD;L;positif HIV;baik\n2;SITI;P;-;rujuk karena TBC\n", today=TODAY
    )
    assert reading.lines[0].sensitive == {"Info": "positif HIV"}
    assert reading.lines[1].sensitive == {"note": "rujuk karena TBC"}
    text = str(to_json(reading))
    assert "HIV" not in text
    assert "TBC" not in text


def test_totals_never_show_a_sensitive_cell() -> None:
    reading = read_text("No;Nama;L/P;Kesehatan\n1;AHMAD;L;Sehat\n2;SITI;P;TBC\nJUMLAH;2;;1 TBC\n", today=TODAY)
    assert all("TBC" not in aside.text for aside in reading.set_aside)


def test_duplicates_inside_a_list_are_named() -> None:
    reading = read_text("No;Nama;L/P;No SPLP\n1;AHMAD;L;XD123456\n2;AMAD;L;xd 123456\n", today=TODAY)
    assert [(problem.row, problem.field) for problem in reading.problems if "sama" in problem.text] == [
        (3, "documents")
    ]


def test_pria_and_wanita_in_one_column() -> None:
    reading = read_text("No;Nama;Jenis Kelamin;Umur\n1;AHMAD;P;30\n2;SITI;W;25\n3;BAYU;P;20\n", today=TODAY)
    assert [line.sex for line in reading.lines] == ["L", "P", "L"]


def test_a_nameless_infant_is_kept_and_flagged() -> None:
    reading = read_text("No;Nama;L/P;Umur\n1;SITI;P;25\n2;;L;3 bln\n", today=TODAY)
    assert [line.name for line in reading.lines] == ["SITI", ""]
    assert any(problem.row == 3 and problem.field == "name" for problem in reading.problems)


def test_months_before_days_are_noticed_and_told() -> None:
    reading = read_text("No;Nama;L/P;DOB\n1;AHMAD;L;05/25/1990\n2;SITI;P;03/04/1985\n", today=TODAY)
    assert [line.birth_date for line in reading.lines] == [datetime.date(1990, 5, 25), datetime.date(1985, 3, 4)]
    assert any(problem.field == "birth_date" for problem in reading.problems)


def test_the_console_form_has_the_promised_keys() -> None:
    reading = read_text(
        "No;Nama;L/P;TTL;NIK\n1;AHMAD BIN ALI @ MAT;L;Bone, 12-05-1990;7308011205900001\n2;SITI;P;;\n", today=TODAY
    )
    told = to_json(reading)
    assert {"header_row", "columns", "rows", "lines", "set_aside", "problems"} <= told.keys()
    assert told["header_row"] == 1
    assert told["rows"] == 2
    assert told["columns"] == {"No": "list_no", "Nama": "name", "L/P": "sex", "TTL": "birth", "NIK": "nik"}
    lines = told["lines"]
    assert isinstance(lines, list)
    expected = {
        "row": 2,
        "name": "AHMAD BIN ALI @ MAT",
        "bin": "ALI",
        "alias": ["MAT"],
        "sex": "L",
        "birth_date": "1990-05-12",
        "birth_precision": "pasti",
        "nik": "7308011205900001",
        "documents": [],
    }
    assert expected.items() <= lines[0].items()


def test_what_day_it_is_the_caller_says() -> None:
    text = "No;Nama;L/P;Tgl Lahir\n1;AHMAD;L;05-05-30\n"
    for today, born in ((datetime.date(2026, 1, 23), 1930), (datetime.date(2035, 1, 23), 2030)):
        assert read_text(text, today=today).lines[0].birth_date == datetime.date(born, 5, 5)
