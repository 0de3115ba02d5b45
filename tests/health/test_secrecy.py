"""Whoever has no health role reads no health value: not in the application, not in any file, not with the general key.

Diagnoses are planted in every kind of entry, in drafts and in a printed letter; then everything the desk wrote is
searched, decrypted as far as the general key reaches. A control shows that the search finds them in the health vault.
"""

import tempfile
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from app.access.office import Office
from app.health import care, certificates, drafts, figures, lives, page, referrals, remarks, screening, trail, voiding
from app.health.care import AdmissionDraft, IsolationDraft, VisitDraft
from app.health.certificates import CertificateDraft
from app.health.lives import BirthDraft
from app.health.referrals import ReferralDraft, ReplyDraft
from app.health.screening import ScreeningDraft
from app.kernel.errors import UserError
from app.manifest import recheck
from app.registration.page import page as person_page
from app.store.journal import all_entries
from app.store.vault import Vault
from app.sync.writing import write_bundle
from tests.health.conftest import Post
from tests.health.two_desks import landed_at
from tests.manifest.lists import do, keep_list
from tests.sync.desks import Site, send

TODAY = date(2026, 1, 23)
PLANTED = (
    "kankercanary", "lesicanary", "obatcanary", "alergicanary", "keluhancanary", "dugaancanary", "diagnosiscanary",
    "syaratcanary", "kamarcanary", "bidancanary", "drafcanary", "HIV positif", "tbc_terkonfirmasi", "cacar_mpox",
    "rujuk_rs", "layak_dengan_pendamping",
)  # fmt: skip
"""Texts and codes that stand nowhere but in the health vault."""


def plant(office: Office, stays: dict[str, str]) -> None:
    """One entry of every kind, each with a diagnosis in it."""
    man, woman = stays["man"], stays["woman"]
    found = ("tbc_terkonfirmasi", "cacar_mpox")
    screening.screen(
        office,
        ScreeningDraft(
            man, "rujuk_rs", findings=found, complaint="kankercanary", medicines="obatcanary", allergies="alergicanary"
        ),
    )
    wrong = screening.screen(office, ScreeningDraft(woman, "layak_dengan_pendamping", note="lesicanary"))
    voiding.take_back(office, "screening", wrong.id, "lesicanary keliru")
    care.visit(office, VisitDraft(man, "keluhancanary", treatment="obatcanary"))
    care.isolate(office, IsolationDraft(man, TODAY, found, "kamarcanary"))
    care.admit(office, AdmissionDraft(man, "RSUD kamarcanary", "Dewi", TODAY))
    letter = referrals.refer(office, ReferralDraft(man, "rs", "RSUD", "keluhancanary", suspicion="dugaancanary"))
    certificates.referral_sheet(office, letter).pdf()
    referrals.answer(office, letter, ReplyDraft("diagnosiscanary", "rujuk_rs", TODAY))
    fit = CertificateDraft(woman, "layak_dengan_pendamping", "dr. Rahma", TODAY, conditions="syaratcanary")
    certificates.certificate_sheet(office, certificates.certify(office, fit)).pdf()
    lives.note_birth(office, BirthDraft(woman, TODAY, helper="bidancanary"))
    drafts.keep(office, man, {"complaint": "drafcanary"})
    remarks.open_remarks(office)
    screening.queue(office)
    page.page(office, man)


def dumped(vault: Vault) -> str:
    """Every row, journal entry and secret of an opened vault, as text."""
    with vault.engine.connect() as connection:
        tables = [row[0] for row in connection.exec_driver_sql("select name from sqlite_master where type='table'")]
        said = [str(row) for name in tables for row in connection.exec_driver_sql(f'select * from "{name}"').fetchall()]
        said += [str(entry) for entry in all_entries(connection, vault.name)]
    return "\n".join(said)


def found_in(text: str) -> list[str]:
    return [word for word in PLANTED if word in text]


def found_in_files(folder: Path) -> list[tuple[str, str]]:
    """(file, planted word) wherever one stands in the bytes of a file, in either of two encodings."""
    hits = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            hits += [
                (path.name, word)
                for word in PLANTED
                if any(word.encode(encoding) in content for encoding in ("utf-8", "utf-16-le"))
            ]
    return hits


@pytest.fixture
def planted(settled: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Post:
    """The desk after a nurse's day with every kind of entry; the kepala sits there again."""
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    line = keep_list(settled.office, settled.ship)[1]
    settled.stays["aminah"] = do(settled.office, recheck.confirm, line).stay_id or ""
    plant(settled.nurse(), settled.stays)
    assert sorted(set(found_in(dumped(settled.office.vault("health"))))) == sorted(PLANTED)
    settled.sit("siti")
    return settled


def test_nothing_stands_in_the_general_vault_opened_with_its_key(planted: Post) -> None:
    said = dumped(planted.office.vault("general"))
    assert "Baso Rahman" in said
    assert found_in(said) == []


def test_nothing_stands_in_any_file_of_the_desk(planted: Post, tmp_path: Path) -> None:
    planted.office.lock()
    assert sum(path.is_file() for path in tmp_path.rglob("*")) >= 4
    assert found_in_files(tmp_path) == []


def test_the_running_application_refuses_and_shows_nothing(planted: Post) -> None:
    office, stay = planted.office, planted.stays["man"]
    reads = (
        lambda: screening.queue(office),
        lambda: page.page(office, stay),
        lambda: care.isolated(office),
        lambda: referrals.referrals(office),
        lambda: remarks.remarks(office),
        lambda: lives.death_of(office, stay),
        lambda: drafts.kept(office),
        lambda: trail.noted(office),
    )
    for read in reads:
        with pytest.raises(UserError) as refusal:
            read()
        assert refusal.value.code == "access.denied"
    with pytest.raises(UserError, match="Peran Anda tidak membuka"), office.read("health") as r:
        figures.aggregates(r, figures.Quarter(2025, 4), TODAY, {})
    for who in ("man", "woman", "aminah"):
        with office.read() as r:
            shown = person_page(r, planted.stays[who], TODAY)
        assert shown is not None
        assert found_in(str(asdict(shown))) == []


def test_only_needs_crossed(planted: Post) -> None:
    """What health wrote in general is needs of the neutral list, without a note, and what it sealed."""
    office = planted.office
    with office.read() as r:
        rahma = next(row[0] for row in r.connection.exec_driver_sql("select id from user_account where login='rahma'"))
    with office.vault("general").engine.connect() as connection:
        entries = [entry for entry in all_entries(connection, "general") if entry.actor == rahma]
    changes = [
        change for entry in entries for change in entry.changes if change.table not in ("user_account", "device")
    ]
    assert {change.table for change in changes} <= {"need", "certificate"}
    needs = [change for change in changes if change.table == "need"]
    assert needs
    assert {change.set.get("note") for change in needs} == {None}
    allowed = {"dampingi", "kamar_sendiri", "tunda_berangkat", None}
    assert {change.set.get("kind") for change in needs} <= allowed


def test_bundles_carry_it_sealed_and_a_desk_without_a_holder_reads_none(site: Site) -> None:
    second = site.second()
    stays = landed_at(site.first)
    plant(site.nurse(site.first), stays)
    send(site.first, second, site.stick)
    (site.folder / "out").mkdir()
    write_bundle(site.first, site.folder / "out", [second.device.id])
    assert found_in(dumped(second.vault("general"))) == []
    site.close()
    assert found_in_files(site.folder) == []
