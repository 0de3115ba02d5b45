"""Counting cases of the field played through the real services: letters, recheck, extras; and what the product says."""

import pytest

from app.access.office import Office
from app.kernel.errors import UserError
from app.manifest.letters import Letter
from app.reconciliation import closing
from app.reconciliation.ledger import BalanceView, Scope
from tests.reconciliation.quay import Quay


def codes(seen: BalanceView) -> list[str]:
    return [check.finding.code for check in seen.blocking]


def test_case_1_eight_of_two_hundred_were_called_off(office: Office) -> None:
    quay = Quay.at(office)
    quay.letter(Letter(stated_total=200), 170, 26, 4)
    quay.confirm(quay.lines[8:])
    assert "KM Purnama Ekspres: 8 nama di daftar belum diperiksa." in quay.seen().sentences
    for line in quay.lines[:8]:
        quay.absent(line, "tidak_hadir_batal")
    seen = quay.seen()
    assert seen.sentences == (
        "0 saldo awal + 192 tiba = 192 hadir",
        "Surat 200, diperiksa 192: kurang 8. Dijelaskan: batal berangkat 8.",
        "Semua angka cocok.",
    )
    with office.write("reconciliation.close") as w:
        closed = closing.close(w, Scope(quay.batch_id))
    assert (closed.difference, closed.reason, closed.by) == (0, None, "Siti Aminah")


def test_case_4_three_sick_and_one_without_papers(office: Office) -> None:
    quay = Quay.at(office)
    quay.letter(Letter(stated_ld=135, stated_pd=45, stated_al=17, stated_ap=0), 135, 45, 17)
    quay.confirm(quay.lines[4:])
    for line in quay.lines[:3]:
        quay.absent(line, "tidak_hadir_sakit")
    quay.absent(quay.lines[3], "tidak_hadir_dokumen")
    seen = quay.seen()
    assert seen.columns is not None
    assert seen.columns.compared.text == (
        "Surat 197, diperiksa 193: kurang 4 (LD −4). Dijelaskan: sakit atau dirawat 3, kelengkapan dokumen 1."
    )
    assert codes(seen) == []


def test_case_8_the_classes_do_not_add_up_while_two_people_have_none(office: Office) -> None:
    quay = Quay.at(office)
    quay.letter(Letter(stated_total=232), 156, 67, 7, 2)
    unknown = quay.confirm(quay.lines)[-2:]
    seen = quay.seen()
    assert seen.sentences == (
        "0 saldo awal + 232 tiba = 232 hadir",
        "Surat 232, diperiksa 232: sama.",
        "2 orang belum diketahui jenis kelaminnya.",
    )
    (check,) = seen.blocking
    assert {head.stay_id for head in check.heads} == set(unknown)
    assert (check.screen, bool(check.target)) == ("people", True)
    with pytest.raises(UserError, match=r"Belum boleh ditutup\. 2 orang belum diketahui"), office.write("close") as w:
        closing.close(w, Scope(quay.batch_id))


def test_case_13_every_province_is_counted(office: Office) -> None:
    quay = Quay.at(office)
    quay.letter(Letter(stated_total=182), 120, 50, 12)
    quay.gangway(LD=120, PD=50, AL=12)
    quay.confirm(quay.lines)
    seen = quay.seen()
    assert seen.sentences == (
        "0 saldo awal + 182 tiba = 182 hadir",
        "Surat 182, turun kapal 182: sama. Turun kapal 182, diperiksa 182: sama.",
        "Semua angka cocok.",
    )
    assert seen.checks == ()


def test_the_gangway_counted_one_more_than_was_checked(office: Office) -> None:
    quay = Quay.at(office)
    quay.letter(Letter(stated_total=3), 2, 1)
    quay.gangway(LD=3, PD=1)
    quay.confirm(quay.lines)
    seen = quay.seen()
    assert seen.columns is not None
    assert seen.columns.compared.text == (
        "Surat 3, turun kapal 4: lebih 1. Turun kapal 4, diperiksa 3: kurang 1 (LD −1)."
    )
