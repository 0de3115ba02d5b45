"""Closing on a real vault: refused with the sentence, vouched for by name, on record, opened again with a reason."""

import pytest

from app.access.office import Office
from app.kernel.errors import UserError
from app.manifest import letters
from app.manifest.letters import Letter
from app.reconciliation import closing
from app.reconciliation.closing import Closed
from app.reconciliation.ledger import Scope
from app.reconciliation.rules import Override
from tests.reconciliation.quay import Quay


def half_checked(office: Office) -> Quay:
    """Two of three people were checked."""
    quay = Quay.at(office)
    quay.letter(Letter(stated_total=3), 3)
    quay.confirm(quay.lines[:2])
    return quay


def close(office: Office, quay: Quay, override: Override | None = None) -> Closed:
    with office.write("reconciliation.close") as w:
        return closing.close(w, Scope(quay.batch_id), override)


def test_lines_that_nobody_checked_stand_in_the_way(office: Office) -> None:
    quay = half_checked(office)
    with pytest.raises(UserError) as refused:
        close(office, quay)
    assert refused.value.text == "Belum boleh ditutup. KM Purnama Ekspres: 1 nama di daftar belum diperiksa."
    with office.read() as r:
        assert letters.batch(r, quay.batch_id).open
        assert closing.closings(r) == []


@pytest.mark.parametrize(("by", "reason"), [("", "penumpang turun di Tarakan"), ("Siti Aminah", "ya")])
def test_an_override_needs_a_name_and_a_reason(office: Office, by: str, reason: str) -> None:
    with pytest.raises(UserError, match="tulis nama penanggung jawab dan alasannya"):
        close(office, half_checked(office), Override(by, reason))


def test_a_named_person_closes_in_spite_of_it_and_the_record_says_so(office: Office) -> None:
    quay = half_checked(office)
    close(office, quay, Override(" Siti Aminah ", "Satu orang turun di Tarakan, surat menyusul."))
    with office.read() as r:
        (record,) = closing.closings(r, quay.batch_id)
        assert not letters.batch(r, quay.batch_id).open
    assert (record.vouched_by, record.reason) == ("Siti Aminah", "Satu orang turun di Tarakan, surat menyusul.")
    assert (record.words, record.by) == ("0 saldo awal + 2 tiba = 2 hadir", "Siti Aminah")
    assert record.stands


def test_a_closed_ship_takes_no_more_people_until_it_is_opened_again(office: Office) -> None:
    quay = half_checked(office)
    close(office, quay, Override("Siti Aminah", "kapal berikutnya sudah sandar"))
    with pytest.raises(UserError, match="sudah ditutup"):
        quay.confirm(quay.lines[2:])
    with pytest.raises(UserError, match="tidak ditutup dua kali"):
        close(office, quay)
    with pytest.raises(UserError, match="Tulis alasan"), office.write("reconciliation.close") as w:
        closing.reopen(w, quay.batch_id, " ")
    with office.write("reconciliation.close") as w:
        closing.reopen(w, quay.batch_id, "orang ketiga ditemukan")
    quay.confirm(quay.lines[2:])
    close(office, quay)
    with office.read() as r:
        latest, first = closing.closings(r, quay.batch_id)
    assert (latest.reason, latest.stands) == (None, True)
    assert (first.reopened_reason, first.stands) == ("orang ketiga ditemukan", False)


def test_the_day_of_the_site_closes_only_when_every_open_ship_is_checked(office: Office) -> None:
    quay = half_checked(office)
    with pytest.raises(UserError, match="1 nama di daftar belum diperiksa"), office.write("close") as w:
        closing.close(w, Scope())
    quay.absent(quay.lines[2], "tidak_hadir_batal")
    with office.write("reconciliation.close") as w:
        assert closing.close(w, Scope()).scope == "site"
