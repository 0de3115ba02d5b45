"""The outcome of a recheck: class by class with the people behind it, the signed paper, the workbook."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.access.office import Office
from app.handover.verify import ALTERED, CALLED_OFF, GENUINE, Against, verify_text
from app.kernel.headcount import CLASSES
from app.manifest import joining, letters, muster, recheck, results, tally, threeway, unlisted
from app.manifest.recheck import Found
from app.manifest.threeway import ThreeWay
from app.manifest.workbook import workbook
from app.printing.reading import read_codes
from app.registration.heads import Who
from tests.manifest.lists import LIST, board_of, do, keep_list
from tests.printing.papers import texts

LETTER = letters.Letter(
    sender="Konsulat RI Tawau", letter_number="045/KONS/I/2026", stated_ld=2, stated_pd=2, stated_al=2, stated_ap=0
)
HOSTILE = LIST + "7,=2+5+cmd|calc!A0,L,,30,XD481007,Bone,,Indonesia,,\n"


def matched(office: Office, batch_id: str) -> ThreeWay:
    with office.read() as r:
        return threeway.three_way(r, batch_id)


def day_at_the_quay(office: Office, batch_id: str) -> list[str]:
    """Of seven on the list: one absent, one double, one of another class, one foreigner; one extra, one card."""
    lines = keep_list(office, batch_id, HOSTILE, LETTER)
    do(office, recheck.confirm, lines[0])
    do(office, recheck.confirm, lines[1], Found(differs=True))
    do(office, recheck.absent, lines[2], "tidak_hadir_sakit")
    do(office, recheck.duplicate, lines[3], lines[0])
    do(office, recheck.confirm, lines[4], Found("AL"))
    do(office, recheck.foreigner, lines[5], Found("LD"), "Filipina")
    do(office, recheck.confirm, lines[6])
    do(office, unlisted.add, batch_id, Who(name="Rusli Hamzah", sex="L"), Found("LD", "A171"))
    do(office, unlisted.hand_card, batch_id, "A172", "PD")
    for code, times in (("LD", 4), ("PD", 2), ("AL", 1)):
        with office.write("manifest.tally") as w:
            tally.click(w, batch_id, code, times)
    return lines


def test_the_people_behind_each_class_account_for_it(office: Office, batch_id: str) -> None:
    day_at_the_quay(office, batch_id)
    seen = matched(office, batch_id)
    for row in seen.rows:
        of_list = sum(one.plus for one in seen.reasons if (one.code, one.step) == (row.code, "checked"))
        of_letter = sum(one.plus for one in seen.reasons if (one.code, one.step) == (row.code, "letter"))
        of_quay = sum(one.plus for one in seen.reasons if (one.code, one.step) == (row.code, "gangway"))
        assert row.listed + of_list == row.checked
        assert row.letter is None or row.letter + of_letter == row.listed
        assert row.gangway is None or row.checked + of_quay == row.gangway
    assert [row.code for row in seen.rows] == [*CLASSES, "?"]
    said = {(one.code, one.what, one.name) for one in seen.reasons}
    assert ("PD", "tidak hadir – sakit", "Maria Goreti") in said
    assert ("AL", "ganda – dengan no. 1", "Bayi Ny. Aminah") in said
    assert ("LD", "tambahan", "Rusli Hamzah") in said
    assert ("PD", "kartu belum bernama", "Kartu A172") in said
    assert ("AL", "kelompok berbeda – daftar ?, diperiksa AL", "Djoemadi") in said


def test_where_the_letter_is_not_its_list_it_is_said(office: Office, batch_id: str) -> None:
    keep_list(office, batch_id, LIST, LETTER)
    seen = matched(office, batch_id)
    [one] = [one for one in seen.behind("LD") if one.step == "letter"]
    assert (one.what, one.plus) == ("surat menyebut 2, daftarnya 1 baris", -1)
    assert seen.behind("") == seen.reasons


def test_only_a_number_and_nobody_listed(office: Office, batch_id: str) -> None:
    with office.write("manifest.import") as w:
        letters.count_only(w, batch_id, letters.Letter(stated_total=3))
    do(office, unlisted.add, batch_id, Who(name="Rusli", sex="L"), Found("LD"))
    seen = matched(office, batch_id)
    assert (seen.total.letter, seen.total.listed, seen.total.checked) == (3, 0, 1)
    assert [row.letter for row in seen.rows] == [None, None, None, None]


def test_the_signed_result_names_everybody_who_is_not_simply_here(office: Office, batch_id: str) -> None:
    day_at_the_quay(office, batch_id)
    sheet = do(office, results.result_sheet, batch_id)
    text = " ".join(texts(sheet.pdf()))
    for said in (
        "NNK-A-26-000001", "045/KONS/I/2026", "Maria Goreti", "dengan no. 1", "Rusli Hamzah", "kartu A171",
        "Kartu A172", "Lukman Hakim", "Tidak hadir – sakit", "Selisih (diperiksa – surat)", "Siti Aminah",
    ):  # fmt: skip
        assert said in text
    assert "Sulaiman" not in text
    assert not {word for word in ("HIV", "TBC", "sabu", "Overstay") if word in text}


def test_the_result_is_a_draft_until_everybody_is_checked(office: Office, batch_id: str) -> None:
    lines = keep_list(office, batch_id)
    for line in lines[:-1]:
        do(office, recheck.absent, line, "tidak_hadir_batal")
    assert do(office, results.result_sheet, batch_id).state.watermark == "DRAF"
    seen = matched(office, batch_id)
    assert (seen.total.waiting, seen.total.difference) == (1, -5)
    assert seen.reasons[-1].what == "belum diperiksa"
    do(office, recheck.absent, lines[-1], "tidak_hadir_batal")
    assert do(office, results.result_sheet, batch_id).state.watermark == ""


def test_the_states_of_the_result_add_up(office: Office, batch_id: str) -> None:
    day_at_the_quay(office, batch_id)
    with office.read() as r:
        found = results.outcome(r, batch_id)
    states = {state: count.total for state, count in found.states()}
    assert sum(states.values()) == len(board_of(office, batch_id).lines) + 2
    assert states["Tambahan, tidak ada di manifes"] == 2


def test_the_workbook_is_read_back_and_holds_no_formula(office: Office, batch_id: str) -> None:
    day_at_the_quay(office, batch_id)
    with office.read() as r:
        made = workbook(results.outcome(r, batch_id), office.site.name, office.site.zone, "23-01-2026 10.15 WITA")
    book = load_workbook(BytesIO(made))
    assert {(sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) for sheet in book} == {(1, 0)}
    assert all(sheet.sheet_properties.pageSetUpPr.fitToPage for sheet in book)
    assert book.sheetnames == ["Rekap", "Daftar", "Tambahan"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    listed = {row[2]: row for row in book["Daftar"].iter_rows(min_row=2, values_only=True)}
    assert listed["Maria Goreti"][12] == "Tidak hadir – sakit"
    [hostile] = [cell for cell in cells if str(cell.value).startswith("=")]
    assert (hostile.value, hostile.data_type, hostile.quotePrefix) == ("=2+5+cmd|calc!A0", "s", True)
    words = " ".join(str(cell.value) for cell in cells)
    assert not {word for word in ("HIV", "TBC", "sabu", "Overstay") if word in words}
    totals = {row[0]: row[6] for row in book["Rekap"].iter_rows(values_only=True) if row[0]}
    assert (totals["Surat"], totals["Daftar nama"], totals["Diperiksa hadir"]) == (6, 7, 6)


def test_addenda_stand_on_the_result_and_in_the_workbook(office: Office, batch_id: str) -> None:
    head = do(office, unlisted.add, batch_id, Who("Sulaiman", "Abdulah", sex="L", birth_year=1990), Found("LD"))
    lines = keep_list(office, batch_id)
    do(office, joining.join, [(lines[0], head.stay_id)])
    text = " ".join(texts(do(office, results.result_sheet, batch_id).pdf()))
    assert "nama ayah: daftar Abdullah, tercatat Abdulah" in text
    with office.read() as r:
        made = workbook(results.outcome(r, batch_id), "Nunukan", "WITA", "")
    assert load_workbook(BytesIO(made))["Adendum"]["C2"].value == "nama ayah: daftar Abdullah, tercatat Abdulah"


def test_the_paper_of_a_head_count_names_who_is_missing(office: Office, batch_id: str) -> None:
    day_at_the_quay(office, batch_id)
    with office.read() as r:
        group = muster.groups(r)[0]
    count = do(office, muster.start, group, "Bus 2")
    for stay in group.stay_ids[2:]:
        do(office, muster.see, count, stay)
    text = " ".join(texts(do(office, results.head_count_sheet, count).pdf()))
    assert "Belum terlihat 2: siapa?" in text
    assert "Bus 2" in text
    assert "belum selesai" in text


@pytest.mark.parametrize("name", ["#N/A", "#REF!", "=1+1", "+62811", "@aku", "-7", 'O\'Brien "Ali"', "😀" * 60])
def test_whatever_somebody_is_called_is_text_in_the_workbook(office: Office, batch_id: str, name: str) -> None:
    do(office, unlisted.add, batch_id, Who(name=name, sex="L"), Found("LD"))
    with office.read() as r:
        made = workbook(results.outcome(r, batch_id), "Nunukan", "WITA", "23-01-2026")
    cell = load_workbook(BytesIO(made))["Tambahan"]["B2"]
    assert (cell.value, cell.data_type) == (name, "s")


def test_a_complete_result_is_signed_and_verified_from_its_picture(office: Office, batch_id: str) -> None:
    lines = keep_list(office, batch_id, letter=LETTER)
    for line in lines:
        do(office, recheck.confirm, line, Found("LD"))
    sheet = do(office, results.result_sheet, batch_id)
    [code] = read_codes(sheet.pdf())
    for known in (False, True):
        with office.read() as r:
            verdict = verify_text(code, office.home, Against(known=r if known else None))
        assert verdict.answer == GENUINE
        assert verdict.facts is not None
        assert (verdict.facts.form, verdict.facts.counts.total) == ("manifest-result", 6)
        assert "Hasil pemeriksaan ulang manifes NNK-A-26-000001" in verdict.sentence
        assert "Konsulat RI Tawau" in verdict.sentence
    with office.read() as r:
        names = results.names_of(results.outcome(r, batch_id))
    assert verify_text(code, office.home, Against(names)).answer == GENUINE
    assert verify_text(code, office.home, Against(names[:-1])).answer == ALTERED


def test_a_result_that_was_overtaken_says_so_and_which_line_differs(office: Office, batch_id: str) -> None:
    lines = keep_list(office, batch_id, letter=LETTER)
    for line in lines:
        do(office, recheck.confirm, line, Found("LD"))
    [first] = read_codes(do(office, results.result_sheet, batch_id).pdf())
    with office.read() as r:
        names = results.names_of(results.outcome(r, batch_id))
        other = [*names[:2], f"{names[2]}x", *names[3:]]
        assert verify_text(first, office.home, Against(other, r)).differing == (3,)
    [same] = read_codes(do(office, results.result_sheet, batch_id).pdf())
    with office.read() as r:
        assert [verify_text(one, office.home, Against(known=r)).answer for one in (first, same)] == [GENUINE] * 2
    do(office, unlisted.add, batch_id, Who(name="Rusli Hamzah", sex="L"), Found("LD", "A171"))
    [latest] = read_codes(do(office, results.result_sheet, batch_id).pdf())
    with office.read() as r:
        overtaken = verify_text(first, office.home, Against(known=r))
        assert verify_text(latest, office.home, Against(known=r)).answer == GENUINE
    assert overtaken.answer == CALLED_OFF
    assert "digantikan hasil NNK-A-26-000003" in overtaken.sentence


def test_a_draft_is_not_signed(office: Office, batch_id: str) -> None:
    keep_list(office, batch_id, letter=LETTER)
    assert read_codes(do(office, results.result_sheet, batch_id).pdf()) == []
