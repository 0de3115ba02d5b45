"""The first run and the loket darurat."""

from datetime import date
from pathlib import Path

import pytest

from app.access import setup
from app.access.days import current_day, day_state, open_day, today
from app.access.keyring import is_set_up
from app.access.people import PersonDraft
from app.access.setup import EmergencyDraft, SiteDraft, create_site, emergency_desk, site_id_of
from app.access.trust import load_trust
from app.access.unlock import unlock
from app.bundle.certificates import State
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.kernel.paths import Home
from tests.helpers.offices import EVENING, KEPALA, SampleSite, first_run, sample_site


def test_the_first_run_leaves_a_working_post(tmp_path: Path) -> None:
    made = first_run(tmp_path / "home")
    with made.office as office:
        assert office.site.id == site_id_of("NNK")
        assert office.site.city == "Nunukan"
        assert set(office.vaults) == {"general"}
        assert len(made.sheets) == 3
        assert set(made.codes) == {"kesehatan", "peksos"}
        with office.read() as r:
            assert today(r) == date(2026, 1, 23)
        with office.write("test.number") as w:
            assert w.next_number("bast") == "NNK-A-26-000001"


def test_a_kepala_who_is_also_the_nurse_holds_both_vaults(tmp_path: Path) -> None:
    site = SiteDraft("KEC", "Pos kecil", "transit", "WIB")
    kepala = PersonDraft("ani", "Ani", frozenset({"kesehatan"}))
    made = create_site(Home(tmp_path), site, kepala, KEPALA, FixedClock(EVENING))
    with made.office as office:
        assert set(office.vaults) == {"general", "health"}
        assert set(made.codes) == {"peksos"}


def test_the_public_keys_are_readable_without_a_passphrase(site: SampleSite, tmp_path: Path) -> None:
    trust = load_trust(site.home)
    (desk,) = [cert for cert in trust.certificates if cert.kind == "device"]
    assert trust.state(desk, EVENING) == State.VALID
    assert trust.signer(desk.sign_pub) == desk
    other = load_trust(sample_site(tmp_path / "other", "BTM").home)
    assert other.signer(desk.sign_pub) is None
    assert other.state(desk, EVENING) == State.UNKNOWN
    assert load_trust(Home(tmp_path / "nowhere")).certificates == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code": "x"}, "access.site_code"),
        ({"name": "  "}, "access.name"),
        ({"kind": "hotel"}, "access.site"),
        ({"zone": "GMT"}, "access.site"),
        ({"day_start_minutes": 1440}, "access.site"),
    ],
)
def test_a_wrong_answer_leaves_nothing_behind(tmp_path: Path, change: dict[str, object], code: str) -> None:
    answers: dict[str, object] = {"code": "NNK", "name": "Nunukan", "kind": "entry", "zone": "WITA", **change}
    home = Home(tmp_path / "home")
    with pytest.raises(UserError) as refused:
        create_site(home, SiteDraft(**answers), PersonDraft("siti", "Siti"), KEPALA, FixedClock(EVENING))  # type: ignore[arg-type]
    assert refused.value.code == code
    assert not home.folder.exists()


def test_a_site_is_never_set_up_over_another(site: SampleSite) -> None:
    before = site.home.vault("general").read_bytes()
    with pytest.raises(UserError, match=r"access\.site_exists"):
        first_run(site.home.folder)
    assert site.home.vault("general").read_bytes() == before
    site.kepala().lock()


@pytest.mark.parametrize("step", ["create_vault", "open_day", "make_slot"])
def test_a_first_run_that_was_cut_short_begins_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def cut(*_arguments: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(setup, step, cut)
        with pytest.raises(KeyboardInterrupt):
            first_run(tmp_path / "home")
    assert not is_set_up(Home(tmp_path / "home"))
    with pytest.raises(UserError, match=r"access\.no_site"):
        unlock(Home(tmp_path / "home"), "siti", KEPALA, FixedClock(EVENING))
    with first_run(tmp_path / "home").office as office:
        assert office.site.code == "NNK"


def test_a_loket_darurat_counts_after_three_answers(tmp_path: Path) -> None:
    made = emergency_desk(Home(tmp_path), EmergencyDraft("Budi Santoso", KEPALA, "nnk"), FixedClock(EVENING))
    with made.office as office:
        assert office.device.emergency
        assert office.site.id == site_id_of("NNK")
        assert office.actor.roles == {"satgas", "pendamping"}
        assert office.login == "budi"
        assert office.may("manifest.recheck")
        assert not office.may("access.users")
        with office.write("test.number") as w:
            assert w.next_number("card").startswith(f"NNK-{office.device.letter}-26-")
    assert len(office.device.letter) == 3
    assert set(made.codes) == {"kepala", "kesehatan", "peksos"}
    unlock(Home(tmp_path), "budi", KEPALA, FixedClock(EVENING)).lock()


def test_without_a_code_a_loket_darurat_is_a_site_of_its_own(tmp_path: Path) -> None:
    ids = set()
    for name in ("one", "two"):
        draft = EmergencyDraft("Budi", KEPALA)
        with emergency_desk(Home(tmp_path / name), draft, FixedClock(EVENING)).office as office:
            ids.add(office.site.id)
            assert office.site.code == "DRT"
    assert len(ids) == 2


def test_a_day_is_opened_by_a_person_not_by_the_clock(site: SampleSite) -> None:
    with site.kepala() as office:
        site.clock.advance(hours=8, minutes=49)
        with office.read() as r:
            assert not day_state(r, site.clock.now()).due
        site.clock.advance(minutes=1)
        with office.read() as r:
            state = day_state(r, site.clock.now())
            assert (state.due, state.clock_day) == (True, date(2026, 1, 24))
            assert today(r) == date(2026, 1, 23)
        with office.write("access.open_day") as w:
            opened = open_day(w, state.clock_day)
            assert open_day(w, state.clock_day) == opened
        with office.read() as r:
            assert current_day(r) == opened
        site.clock.advance(days=-400)
        with office.read() as r:
            assert day_state(r, site.clock.now()).backwards
            assert today(r) == date(2026, 1, 24)
