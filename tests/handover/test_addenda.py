"""An addendum tells facts anew, from corrections and late lists, line by line; the BAST and its heads stay."""

from pathlib import Path

import pytest

from app.access.blobs import blobs_of
from app.access.office import Office
from app.handover import addenda, annex, freezing, listing, receipt, scans, terms
from app.handover.addenda import AddendumDraft, Change
from app.handover.service import Issued
from app.handover.verify import ALTERED, CALLED_OFF, GENUINE, UNKNOWN, Against, verify_file
from app.kernel.errors import UserError
from app.kernel.paths import Home
from app.manifest import joining, unlisted
from app.manifest.recheck import Found
from app.printing.preview import pages_as_png
from app.registration import heads, people
from app.registration.heads import Paper, Who
from tests.handover.samples import WITNESS, issued
from tests.helpers.office import landed_one, ship
from tests.manifest.lists import do, keep_list


@pytest.fixture
def bast(office: Office) -> Issued:
    """A signed paper for two people; of one the record was put right afterwards."""
    stays = [landed_one(office, Who(name, sex="P", age=30)) for name in ("Kamaria", "Rosmiati")]
    made = issued(office, stays)
    with office.write("handover.sign") as w:
        receipt.sign(w, made.id)
    person = stays_person(office, stays[1])
    with office.write("registration.edit") as w:
        people.update_person(w, person, {"name": "Rosmiyati"})
    return made


def stays_person(office: Office, stay: str) -> str:
    with office.read() as r:
        return heads.stay_of(r, stay).person_id or ""


def found(office: Office, handover_id: str) -> list[Change]:
    with office.read() as r:
        return addenda.changes(r, handover_id)


def printed(office: Office, handover_id: str, keys: list[str], paper: str = "A4") -> Issued:
    given = AddendumDraft(handover_id, tuple(keys), "ejaan nama dibetulkan", paper=paper, witnesses=(WITNESS,))
    with office.write("handover.addendum") as w:
        return addenda.issue(w, given)


def test_a_correction_becomes_an_addendum_and_the_paper_stays(office: Office, bast: Issued) -> None:
    with office.read() as r:
        before = freezing.render_pdf(r, bast.id)
        standing = {head.stay_id: heads.standing(r, head.stay_id) for head in freezing.heads_of_paper(r, bast.id)}
    [change] = found(office, bast.id)
    assert (change.line, change.what, change.before, change.after) == (2, "Nama", "Rosmiati", "Rosmiyati")
    made = printed(office, bast.id, [change.key])
    with office.write("handover.addendum_sign") as w:
        addenda.sign(w, made.id)
    with office.read() as r:
        [line] = addenda.addenda(r, bast.id)
        values = addenda.sheet(r, made.id).values
        assert freezing.render_pdf(r, bast.id) == before
        assert {stay: heads.standing(r, stay) for stay in standing} == standing
    assert (line.number, line.state, line.changes) == (
        "NNK-A-26-000002", terms.SIGNED, ("2 Rosmiati – Nama: Rosmiati → Rosmiyati",),
    )  # fmt: skip
    assert (values["bast_number"], values["total"]) == (bast.number, 1)
    assert found(office, bast.id) == []
    with pytest.raises(UserError, match=r"addendum\.sign"), office.write("handover.addendum_sign") as w:
        addenda.sign(w, made.id)


def test_several_addenda_stand_beside_one_paper_and_a_void_one_frees_its_facts(office: Office, bast: Issued) -> None:
    [name] = found(office, bast.id)
    first = printed(office, bast.id, [name.key])
    with office.write("registration.edit") as w:
        people.update_person(w, stays_person(office, name.stay_id), {"sex": "L"})
    second = printed(office, bast.id, [one.key for one in found(office, bast.id)])
    with office.write("handover.void") as w:
        addenda.void(w, first.id, "salah ejaan lagi")
    with office.read() as r:
        assert [one.state for one in addenda.addenda(r, bast.id)] == [terms.VOID, terms.PRINTED]
        assert "Kelas" in addenda.addenda(r, bast.id)[1].changes[-1]
    assert [one.what for one in found(office, bast.id)] == ["Nama"]
    assert second.number == "NNK-A-26-000003"


def test_a_list_that_came_late_is_told_in_an_addendum(office: Office) -> None:
    batch_id = ship(office)
    who = Who("Aminah", "Daeng", sex="P", birth_year=1995, papers=(Paper("splp", "XD481020"),))
    made = issued(office, [do(office, unlisted.add, batch_id, who, Found("PD")).stay_id])
    with office.write("handover.sign") as w:
        receipt.sign(w, made.id)
    keep_list(office, batch_id)
    with office.read() as r:
        pairs = [(one.line.id, one.head.stay_id) for one in joining.pairings(r, batch_id)]
    do(office, joining.join, pairs)
    late = [one for one in found(office, made.id) if one.late]
    assert [(one.what, one.before, one.after) for one in late] == [("Dokumen dan nomor", "XD481020", "XD481002")]
    printed(office, made.id, [late[0].key])
    assert [one for one in found(office, made.id) if one.late] == []


@pytest.mark.parametrize(
    ("keys", "reason", "code"),
    [
        ([], "ejaan dibetulkan", "addendum.empty"),
        (["x/name"], "ejaan", "addendum.empty"),
        (None, "x", "addendum.reason"),
    ],
)
def test_what_is_refused(office: Office, bast: Issued, keys: list[str] | None, reason: str, code: str) -> None:
    chosen = [one.key for one in found(office, bast.id)] if keys is None else keys
    with pytest.raises(UserError, match=code), office.write("handover.addendum") as w:
        addenda.issue(w, AddendumDraft(bast.id, tuple(chosen), reason))


def test_a_paper_that_is_not_signed_has_no_addendum(office: Office) -> None:
    made = issued(office, [landed_one(office, Who("Kamaria", sex="P", age=30))])
    with pytest.raises(UserError, match=r"bast\.amend"), office.write("handover.addendum") as w:
        addenda.issue(w, AddendumDraft(made.id, ("x",), "ejaan dibetulkan"))


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_its_code_is_judged_from_the_page(office: Office, bast: Issued, tmp_path: Path, paper: str) -> None:
    made = printed(office, bast.id, [one.key for one in found(office, bast.id)], paper)
    page = tmp_path / "adendum.png"
    with office.read() as r:
        sheet = addenda.sheet(r, made.id)
        page.write_bytes(pages_as_png(sheet.pdf(), 150)[0])
        lines = [annex.changed(one) for one in addenda._live(r, bast.id)[0].changes]
        verdict = verify_file(page, office.home, Against(lines, r))
        altered = verify_file(page, office.home, Against([lines[0].replace("Rosmiyati", "Rosmini")], r))
    assert verdict.answer == GENUINE
    assert f"Adendum {made.number} atas BAST {bast.number}" in verdict.sentence
    assert (altered.answer, altered.differing) == (ALTERED, (1,))
    assert verify_file(page, Home(tmp_path / "kosong")).answer == UNKNOWN
    with office.write("handover.void") as w:
        addenda.void(w, made.id, "salah ejaan")
    with office.read() as r:
        assert verify_file(page, office.home, Against(known=r)).answer == CALLED_OFF


def test_the_scan_of_a_signed_paper_is_kept_by_its_digest(office: Office, bast: Issued) -> None:
    blobs = blobs_of(office)
    with office.write("handover.scan") as w:
        digest = scans.attach(w, scans.BAST, bast.id, b"%PDF-1.7 pindaian", blobs.keep)
    with office.read() as r:
        assert listing.handover(r, bast.id).scan_digest == digest
    assert blobs.read(digest) == b"%PDF-1.7 pindaian"
    with pytest.raises(UserError, match=r"blob\.refused"), office.write("handover.scan") as w:
        scans.attach(w, scans.BAST, bast.id, b"bukan gambar", blobs.keep)
    made = printed(office, bast.id, [one.key for one in found(office, bast.id)])
    with pytest.raises(UserError, match=r"scan\.unsigned"), office.write("handover.scan") as w:
        scans.attach(w, scans.ADDENDUM, made.id, b"%PDF-1.7 adendum", blobs.keep)
