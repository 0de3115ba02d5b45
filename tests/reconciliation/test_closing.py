"""Closing on a real vault: refused with the sentence, vouched for by name, on record, opened again with a reason."""

import pytest
from sqlalchemy import select

from app.access.office import Office
from app.kernel.errors import UserError
from app.manifest import letters
from app.manifest.letters import Letter
from app.reconciliation import closing
from app.reconciliation.adjustments import adjustments
from app.reconciliation.closing import Closed
from app.reconciliation.ledger import Scope, view
from app.reconciliation.rules import Override
from app.registration import heads, people
from app.registration.position import position
from app.registration.timeline import Subject, timeline
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


def test_a_name_put_right_on_a_closed_ship_changes_no_figure_and_is_told_with_old_and_new(office: Office) -> None:
    quay = half_checked(office)
    closed = close(office, quay, Override("Siti Aminah", "kapal berikutnya sudah sandar"))
    with office.read() as r:
        stay = str(r.rows(select(position.c.stay).order_by(position.c.stay))[0].stay)
        before, person = heads.name_of(r, stay), heads.stay_of(r, stay).person_id or ""
        figures = view(r, Scope(quay.batch_id)).balance
    for name in ("Rosmiyati Daeng", "Rosmiyati Daeng Kebo"):
        with office.write("registration.edit") as w:
            people.update_person(w, person, {"name": name, "father_name": None})
    with office.read() as r:
        assert heads.name_of(r, stay) == "Rosmiyati Daeng Kebo"
        assert view(r, Scope(quay.batch_id)).balance == figures
        assert adjustments(r, closed.id) == ()
        told = [entry for entry in timeline(r, Subject(person, (stay,))) if entry.text == "Data diubah"]
    assert [(entry.by, entry.detail) for entry in told] == [
        ("Siti Aminah", "Nama: Rosmiyati Daeng → Rosmiyati Daeng Kebo"),
        ("Siti Aminah", f"Nama: {before} → Rosmiyati Daeng"),
    ]
    assert all(entry.at for entry in told)


def test_the_day_of_the_site_closes_only_when_every_open_ship_is_checked(office: Office) -> None:
    quay = half_checked(office)
    with pytest.raises(UserError, match="1 nama di daftar belum diperiksa"), office.write("close") as w:
        closing.close(w, Scope())
    quay.absent(quay.lines[2], "tidak_hadir_batal")
    with office.write("reconciliation.close") as w:
        assert closing.close(w, Scope()).scope == "site"
