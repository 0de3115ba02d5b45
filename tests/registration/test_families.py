"""A family in one go, and children nobody accompanies until somebody answers for them."""

from collections.abc import Sequence
from datetime import date

import pytest

from app.access.office import Office
from app.kernel.errors import UserError
from app.registration import families, guardians
from app.registration.counts import heads_at, heads_of
from app.registration.editing import Quick
from app.registration.guardians import GuardianEntry
from app.registration.page import page
from app.registration.rules import PRESENT
from tests.helpers.offices import EVENING
from tests.registration.people_made import SHIP, register, write
from tests.registration.test_services import refusal

FAMILY = (
    (Quick("Baso Rahman", "L", "1980-05-12", ship=SHIP, card="011"), "kepala_rombongan"),
    (Quick("Nur Baso", "P", "7", ship=SHIP), "anak"),
    (Quick("Siti Halimah", "P", "35", ship=SHIP), "istri"),
    (Quick("Bayi Siti", "L", "0", ship=SHIP), "anak"),
)


def together(office: Office, members: Sequence[tuple[Quick, str]] = FAMILY) -> list[str]:
    """The stays of a family that is registered at once."""
    return [each.stay_id for each in write(office, lambda w: families.register_together(w, members))]


def lone(office: Office) -> set[str]:
    """The children here whom nobody accompanies."""
    with office.read() as r:
        return families.unaccompanied(r, heads_at(r, PRESENT))


def test_a_family_is_registered_at_once(office: Office) -> None:
    stays = together(office)
    with office.read() as r:
        heads = heads_of(r, stays)
        shown = page(r, stays[0], EVENING.date())
        mothers = [page(r, stay, EVENING.date()).mother for stay in stays]  # type: ignore[union-attr]
    assert [head.head_class for head in heads] == ["LD", "AP", "PD", "AL"]
    assert shown is not None
    assert shown.family is not None
    assert shown.family.label == "Keluarga Baso Rahman"
    assert {each.relation for each in shown.family.members} == {"kepala_rombongan", "istri", "anak"}
    assert [mother.display if mother else "" for mother in mothers] == ["", "Siti Halimah", "", "Siti Halimah"]
    assert lone(office) == set()


@pytest.mark.parametrize(
    "members",
    [
        FAMILY[:1],
        (*FAMILY, (Quick("", "L", "3", ship=SHIP), "anak")),
        (*FAMILY, (Quick("X", "L", "2199-01-01"), "anak")),
    ],
)
def test_nobody_is_kept_when_one_is_wrong(office: Office, members: Sequence[tuple[Quick, str]]) -> None:
    with pytest.raises(UserError):
        together(office, members)
    with office.read() as r:
        assert heads_at(r, PRESENT) == []


def test_a_child_is_alone_until_somebody_answers_for_it(office: Office) -> None:
    child = register(office, "Mahsun", birth_date=date(2017, 3, 1)).stay_id
    assert lone(office) == {child}
    entry = GuardianEntry("lembaga", " Panti  Asuhan Ruhama ", phone="0556 21 000")
    write(office, lambda w: guardians.entrust(w, child, entry))
    assert lone(office) == set()
    with office.read() as r:
        assert guardians.guardian_of(r, child) == GuardianEntry("lembaga", "Panti Asuhan Ruhama", None, "0556 21 000")
    write(office, lambda w: guardians.release(w, child, "panti penuh"))
    assert lone(office) == {child}
    write(office, lambda w: guardians.entrust(w, child, GuardianEntry("petugas", "Ratna")))
    assert lone(office) == set()


def test_what_is_no_guardian_is_refused(office: Office) -> None:
    child, grown = register(office, "Mahsun", birth_date=date(2017, 3, 1)).stay_id, register(office, "Baso").stay_id
    asked = {
        "guardian.name": (child, GuardianEntry("lembaga", "  ")),
        "guardian.kind": (child, GuardianEntry("tetangga", "Ratna")),
        "guardian.basis": (child, GuardianEntry("putusan_pengadilan", "Ratna")),
        "guardian.grown": (grown, GuardianEntry("petugas", "Ratna")),
    }
    for code, (stay, entry) in asked.items():
        assert refusal(office, lambda w, s=stay, e=entry: guardians.entrust(w, s, e)) == code
    assert refusal(office, lambda w: guardians.release(w, child, "x")) == "guardian.none"
    assert lone(office) == {child}
