"""Whoever has no health role reads no health value: not in the application, not in any file, not with the general key.

A word is planted in every text health keeps (planting.py), in drafts and in printed letters; then everything the desk
wrote is searched, decrypted as far as the general key reaches and unpacked as far as a reader of such files would. A
control shows that the search finds each of them in the health vault.
"""

import tempfile
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from app.access.backup import back_up
from app.health import care, certificates, drafts, figures, lives, outbreak, page, referrals, remarks, screening, trail
from app.kernel.errors import UserError
from app.manifest import recheck, results
from app.registration import search
from app.registration.page import page as person_page
from app.reports import daily, exporting
from app.reports.exporting import Purpose
from app.reports.periodic import Want
from app.shelter.duty import incidents
from app.shelter.emergency import emergency_sheet
from app.store.journal import all_entries
from app.sync.writing import write_bundle
from tests.health.conftest import Post
from tests.health.planting import (
    LISTED,
    SEALED,
    columns,
    confide,
    dumped,
    found_in,
    found_in_bytes,
    found_in_files,
    more,
    plant,
    planted_words,
    word,
)
from tests.health.two_desks import landed_at
from tests.manifest.lists import do, keep_list
from tests.shelter.counter import opened
from tests.sync.desks import Site, send

TODAY = date(2026, 1, 23)


@pytest.fixture
def planted(settled: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Post:
    """The desk after a nurse's day with every kind of entry; the kepala sits there again."""
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    opened(settled.office)
    line = keep_list(settled.office, settled.ship, LISTED)[1]
    settled.stays |= more(settled.office)
    settled.stays["aminah"] = do(settled.office, recheck.confirm, line).stay_id or ""
    confide(settled.office, settled.stays)
    plant(settled.nurse(), settled.stays)
    settled.sit("siti")
    return settled


def test_every_text_of_health_is_planted_and_would_be_found(planted: Post) -> None:
    """The control: a new column of words in the health vault fails here until something is planted in it."""
    office = planted.sit("rahma")
    said = dumped(office.vault("health"))
    sealed = [each for each in SEALED if each != "canarylist"]
    assert [each for each in planted_words() if each not in said] == sealed
    assert word("death", "cause") in columns()
    told = str([asdict(page.page(office, planted.stays[who])) for who in ("man", "woman")])
    assert [each for each in sealed if each not in told] == []
    letter = referrals.referrals(office)[0].id
    pdf = certificates.referral_sheet(office, letter).pdf()
    assert word("referral", "complaint") in found_in_bytes(pdf)


def test_nothing_stands_in_the_general_vault_opened_with_its_key(planted: Post) -> None:
    said = dumped(planted.office.vault("general"))
    assert "Baso Rahman" in said
    assert found_in(said) == []


def test_nothing_stands_in_any_file_of_the_desk(planted: Post, tmp_path: Path) -> None:
    assert list(tmp_path.rglob("*-wal"))
    assert found_in_files(tmp_path) == []
    planted.office.lock()
    assert sum(path.is_file() for path in tmp_path.rglob("*")) >= 4
    assert found_in_files(tmp_path) == []


def test_nothing_is_printed_or_leaves_with_what_others_may_make(planted: Post, tmp_path: Path) -> None:
    office, ship = planted.office, planted.ship
    made: dict[str, bytes] = {}
    with office.write("test") as w:
        made["daily.xlsx"] = daily.file(w, None)
        made["names.xlsx"] = exporting.names(
            w, Want("semester", "2026-S1"), Purpose("Dinas Sosial", "pendataan bantuan")
        )
        sheets = {
            "daily": daily.paper(w, None),
            "emergency": emergency_sheet(w),
            "result": results.result_sheet(w, ship),
        }
    made |= {name: sheet.pdf() for name, sheet in sheets.items()}
    made["backup"] = back_up(office, tmp_path).path.read_bytes()
    assert {name: found_in_bytes(content) for name, content in made.items()} == {name: [] for name in made}


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
        lambda: outbreak.outbreak(office, "cacar_mpox"),
        lambda: trail.noted(office),
    )
    for read in reads:
        with pytest.raises(UserError) as refusal:
            read()
        assert refusal.value.code == "access.denied"
    with pytest.raises(UserError, match="Peran Anda tidak membuka"), office.read("health") as r:
        figures.aggregates(r, figures.Quarter(2025, 4), TODAY, {})
    for stay in planted.stays.values():
        with office.read() as r:
            shown = person_page(r, stay, TODAY)
        assert shown is not None
        assert found_in(str(asdict(shown))) == []
    with office.read() as r:
        (told,) = incidents.incidents(r)
        assert [each for each in planted_words() if search.search(r, each, 8)] == []
    assert found_in(str(asdict(told))) == []


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
    stays |= more(site.first)
    confide(site.first, stays)
    plant(site.nurse(site.first), stays)
    send(site.first, second, site.stick)
    (site.folder / "out").mkdir()
    write_bundle(site.first, site.folder / "out", [second.device.id])
    assert found_in(dumped(second.vault("general"))) == []
    site.close()
    assert found_in_files(site.folder) == []
