"""What others state beside our own count, through the real services: the cases of public reports, in words."""

import pytest

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.manifest.letters import Letter
from app.reconciliation import explaining, stating
from app.reconciliation.balance_of import LedgerScope
from app.reconciliation.explaining import Answer
from app.reconciliation.periods import period
from app.reconciliation.stating import Stated
from tests.reconciliation.quay import Quay
from tests.reconciliation.test_ledger import four
from tests.reconciliation.test_periods import WEEK, later


def says(office: Office, scope: LedgerScope, source: str, total: int, **counts: int) -> str:
    with office.write("reconciliation.explain") as w:
        return stating.state(w, scope, Stated(source, total, counts))


def told(quay: Quay) -> list[str]:
    return [check.finding.text for check in quay.seen().checks]


def arrived(office: Office, *people: int) -> Quay:
    """All on the letter's list came."""
    quay = Quay.at(office)
    quay.letter(Letter(stated_total=sum(people)), *people)
    quay.confirm(quay.lines)
    return quay


def test_case_2_five_of_112_were_held_by_their_cases(office: Office) -> None:
    quay = Quay.at(office)
    quay.letter(Letter(stated_total=112), 112)
    quay.confirm(quay.lines[5:])
    for line in quay.lines[:5]:
        quay.absent(line, "tidak_hadir_proses_hukum")
    assert quay.seen().sentences[1:] == (
        "Surat 112, diperiksa 107: kurang 5. Dijelaskan: masih proses hukum 5.",
        "Semua angka cocok.",
    )


def test_case_3_letter_gangway_and_check_each_say_another_number(office: Office) -> None:
    """259 → 247 → 246, a tenth of it."""
    quay = Quay.at(office)
    quay.letter(Letter(stated_total=26), 26)
    quay.gangway(LD=25)
    quay.confirm(quay.lines[:24])
    quay.absent(quay.lines[24], "tidak_hadir_batal")
    assert quay.seen().sentences[1:] == (
        (
            "Surat 26, turun kapal 25: kurang 1. Turun kapal 25, diperiksa 24: kurang 1 (LD −1). "
            "Dijelaskan: batal berangkat 1."
        ),
        "KM Purnama Ekspres: 1 nama di daftar belum diperiksa.",
    )


def test_case_6_the_children_of_the_letter_are_one_more_than_those_on_the_quay(office: Office) -> None:
    quay = Quay.at(office)
    quay.letter(Letter(stated_ld=5, stated_pd=3, stated_al=14, stated_ap=0), 5, 3, 14)
    quay.confirm(quay.lines[:-1])
    quay.absent(quay.lines[-1], "tidak_hadir_sakit")
    assert quay.seen().sentences[1] == ("Surat 22, diperiksa 21: kurang 1 (AL −1). Dijelaskan: sakit atau dirawat 1.")


def test_case_7_two_offices_split_one_ship_differently(office: Office) -> None:
    quay = arrived(office, 22, 7, 1)
    scope = LedgerScope(batch_id=quay.batch_id)
    says(office, scope, "KJRI", 30, LD=22, PD=6, AL=1, AP=1)
    says(office, scope, "Kemlu", 29)
    said = told(quay)
    assert "Jumlah orang berbeda menurut sumber: pos ini 30, KJRI 30, Kemlu 29; selisih 1 belum dijelaskan." in said
    assert any(text.startswith("Dua rincian menurut kelompok tidak sama: pos ini: LD 22, PD 7") for text in said)


@pytest.mark.parametrize(("total", "parts"), [(232, {"L": 156, "P": 67, "anak": 7}), (138, {"a": 113, "b": 19})])
def test_cases_8_and_12_parts_that_do_not_add_up_to_their_own_total(
    office: Office, total: int, parts: dict[str, int]
) -> None:
    quay = arrived(office, 2)
    says(office, LedgerScope(batch_id=quay.batch_id), "berita", total, **parts)
    added = sum(parts.values())
    said = (
        f"Rincian menurut kelompok (berita) berjumlah {added} dari {total}: selisih {total - added} belum dijelaskan."
    )
    assert said in told(quay)


def test_cases_9_and_10_a_period_by_three_offices_explained_by_a_person(office: Office, clock: FixedClock) -> None:
    four(office)
    later(office, clock, 4)
    for source, total in (("BP3TKI", 6), ("Konsulat", 4), ("Imigrasi", 3)):
        says(office, WEEK, source, total)
    with office.read() as r:
        (found,) = (one for one in period(r, WEEK).blocking if one.finding.code == "sources.differ")
    assert found.finding.text == (
        "Jumlah orang berbeda menurut sumber: pos ini 4, BP3TKI 6, Konsulat 4, Imigrasi 3; selisih 3 belum dijelaskan."
    )
    with office.write("reconciliation.explain") as w:
        said = Answer("salah_hitung", "BP3TKI menghitung dua orang dari kapal lain", "Rahma Wati")
        explaining.explain(w, WEEK, found.finding, said)
    with office.read() as r:
        assert "sources.differ" not in [one.finding.code for one in period(r, WEEK).blocking]


def test_a_number_written_down_wrongly_is_taken_back(office: Office) -> None:
    quay = arrived(office, 2)
    scope = LedgerScope(batch_id=quay.batch_id)
    kept = says(office, scope, "Imigrasi", 5)
    assert told(quay)
    with office.write("reconciliation.explain") as w:
        stating.withdraw(w, kept, "salah ketik")
    assert told(quay) == []
    for wrong in (Stated(" ", 3, {}), Stated("Imigrasi", -1, {})):
        with pytest.raises(UserError, match="belum dicatat"), office.write("reconciliation.explain") as w:
            stating.state(w, scope, wrong)
