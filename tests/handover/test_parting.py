"""A family is handed over together, or somebody says why not; guardians and lone children on the paper."""

from pathlib import Path

import pytest

from app.access.office import Office
from app.handover import drafts, freezing, listing, rules, service
from app.handover.parting import story
from app.kernel.errors import UserError
from app.reference.enumerations import name_of
from app.registration import exits, families, guardians, heads
from app.registration.counts import heads_at
from app.registration.guardians import GuardianEntry
from app.registration.heads import NewHead, Who
from app.registration.rules import ON_THEIR_OWN
from app.registration.timeline import Subject
from tests.handover.samples import draft, drafted, issued
from tests.helpers.office import landed_one
from tests.manifest.lists import DeskB

WHY = "Ibu masih dirawat, anak dijemput pamannya"


def person(office: Office, stay: str) -> str:
    """Whose head it is."""
    with office.read() as r:
        return str(heads.stay_of(r, stay).person_id)


def family(office: Office) -> dict[str, str]:
    """A father, a mother and a child here; the ids of their stays."""
    stays = {
        "father": landed_one(office, Who("Sulaiman Tua", sex="L", age=40)),
        "mother": landed_one(office, Who("Kamaria", sex="P", age=35), NewHead(head_class="PD")),
        "child": landed_one(office, Who("Anak Sulaiman", sex="P", age=6), NewHead(head_class="AP")),
    }
    with office.write("registration.family") as w:
        families.link_to(w, person(office, stays["mother"]), person(office, stays["father"]), "istri")
        families.link_to(w, person(office, stays["child"]), person(office, stays["father"]), "anak")
    return stays


def told(office: Office, stay: str) -> list[tuple[str, str]]:
    """What the timeline says of papers that parted families."""
    with office.read() as r:
        return [(one.text, one.detail) for one in story(r, Subject(person(office, stay), (stay,)))]


def test_part_of_a_family_is_not_printed_without_a_reason(office: Office) -> None:
    stays = family(office)
    handover = drafted(office, [stays["father"], stays["child"]])
    with pytest.raises(UserError, match="Anak Sulaiman, Sulaiman Tua") as refused, office.write("issue") as w:
        service.issue(w, handover)
    assert refused.value.code == "bast.parted"
    whole = drafted(office, list(stays.values()))
    with office.write("handover.issue") as w:
        assert service.issue(w, whole).number == "NNK-A-26-000001"


def test_the_reason_stays_with_the_paper_and_everybody_s_story(office: Office) -> None:
    stays = family(office)
    paper = issued(office, [stays["father"], stays["child"]], parting_reason=WHY)
    with office.read() as r:
        view = listing.handover(r, paper.id)
        assert freezing.render_pdf(r, paper.id).startswith(b"%PDF")
    assert view.parting == (
        f"Keluarga dipisahkan: Anak Sulaiman, Sulaiman Tua pergi, Kamaria tetap di sini. Alasan: {WHY}"
    )
    assert told(office, stays["father"]) == [("Pergi tanpa keluarganya: Kamaria", f"{WHY} · {paper.number}")]
    assert sorted(told(office, stays["mother"])) == [
        ("Ditinggal keluarganya: Anak Sulaiman", f"{WHY} · {paper.number}"),
        ("Ditinggal keluarganya: Sulaiman Tua", f"{WHY} · {paper.number}"),
    ]


def test_who_follows_on_the_next_paper_is_not_asked_again(office: Office) -> None:
    stays = family(office)
    issued(office, [stays["father"], stays["child"]], parting_reason=WHY)
    assert issued(office, [stays["mother"]]).number == "NNK-A-26-000002"


def test_a_void_paper_says_so_and_its_replacement_keeps_the_reason(office: Office) -> None:
    stays = family(office)
    paper = issued(office, [stays["father"], stays["child"]], parting_reason=WHY)
    with office.write("handover.void") as w:
        service.void(w, paper.id, "salah cetak nama")
    assert told(office, stays["father"])[0][1].endswith("dibatalkan: salah cetak nama")
    with office.write("handover.draft") as w:
        again = service.reissue(w, paper.id)
    with office.read() as r:
        assert drafts.read_draft(r, again).parting_reason == WHY
    with office.write("handover.issue") as w:
        service.issue(w, again)


def test_a_draft_of_another_desk_brings_its_reason(office: Office, tmp_path: Path) -> None:
    stays = family(office)
    desk_b = DeskB.beside(office, tmp_path / "b.vault")
    with desk_b.write("handover.draft") as w:
        handover = drafts.draft(w, draft([stays["child"]], parting_reason=WHY))
    desk_b.send()
    desk_b.receive(office.vault("general"))
    with office.write("handover.issue") as w:
        service.issue(w, handover)
    assert told(office, stays["child"])[0][0] == "Pergi tanpa keluarganya: Kamaria, Sulaiman Tua"
    desk_b.close()


def test_a_child_belongs_to_its_mother_s_family() -> None:
    kin = {"mother": "family", "baby": "mother", "father": "family", "other": "", "infant": "gone"}
    assert rules.families(kin) == {
        **dict.fromkeys(("mother", "baby", "father"), "family"),
        "other": "other",
        "infant": "gone",
    }
    assert rules.parted(kin, {"father", "other"}) == {"father": ["mother", "baby"]}
    assert rules.parted(kin, {"father"}, apart={"mother", "baby"}) == {}


def test_who_leaves_by_himself_tells_who_stays(office: Office) -> None:
    stays = family(office)
    with office.write("registration.leave") as w:
        moved = exits.leave(w, stays["father"], ON_THEIR_OWN, "menyusul lewat Tarakan").id
    with office.read() as r:
        gone = next(each for each in heads.movements(r, stays["father"]) if each.id == moved)
        seen = list(exits.partings(r, Subject(person(office, stays["child"]), (stays["child"],))))
    assert gone.reason == "menyusul lewat Tarakan – keluarganya tetap di sini: Anak Sulaiman, Kamaria"
    assert [one.text for one in seen] == [
        f"Sulaiman Tua dari keluarganya keluar: {name_of('akun_orang', ON_THEIR_OWN)}"
    ]
    assert "menyusul lewat Tarakan" in seen[0].detail
    with office.write("registration.unmove") as w:
        heads.take_back(w, moved, "keliru orang")
    with office.read() as r:
        seen = list(exits.partings(r, Subject(person(office, stays["child"]), (stays["child"],))))
    assert seen[0].detail.endswith("dibatalkan: keliru orang")


def test_a_guardian_stands_on_the_paper_and_the_child_is_not_alone(office: Office) -> None:
    child = landed_one(office, Who("Mahsun", sex="L", age=9), NewHead(head_class="AL"))
    other = landed_one(office, Who("Nurul", sex="P", age=8), NewHead(head_class="AP"))
    with office.write("registration.guardian") as w:
        guardians.entrust(w, child, GuardianEntry("lembaga", "Panti Asuhan Ruhama", phone="0556 21 000"))
    with office.read() as r:
        assert families.unaccompanied(r, heads_at(r, "hadir")) == {other}
    paper = issued(office, [child, other])
    with office.read() as r:
        values = freezing.paper_of(r, paper.id).values
    assert values["remarks"] == [
        "Wali anak Mahsun: Panti Asuhan Ruhama (lembaga, balai atau sentra, telepon 0556 21 000)."
    ]
    assert "anak yang belum tercatat bersama keluarganya: 1 orang." in str(values["vulnerable"])
