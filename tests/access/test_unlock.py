"""Coming in: right and wrong passphrases, the slow-down, restarts, a second process, an altered keyring."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from app.access import gate, keyring, slots
from app.access.trust import load_trust
from app.access.unlock import logins, unlock, waiting_roles
from app.kernel.errors import UserError
from app.kernel.paths import Home
from app.store.vault import open_vault
from tests.helpers.offices import KEPALA, SampleSite

WRONG = "bukan kata sandinya"


def refused(site: SampleSite, passphrase: str = WRONG, login: str = "siti") -> UserError:
    with pytest.raises(UserError) as caught:
        unlock(site.home, login, passphrase, site.clock)
    return caught.value


def test_unlocks_again_after_a_restart(site: SampleSite) -> None:
    with site.kepala() as office:
        assert office.actor.name == "Siti Aminah"
        assert office.actor.roles == {"kepala"}
        assert (office.site.code, office.site.zone, office.device.letter) == ("NNK", "WITA", "A")
    assert logins(site.home) == ("siti",)
    assert waiting_roles(site.home) == ("kesehatan", "peksos")


def test_login_and_passphrase_are_read_kindly(site: SampleSite) -> None:
    with unlock(site.home, " SITI ", KEPALA, site.clock) as office:
        assert office.login == "siti"


def test_wrong_passphrase_is_one_clear_sentence(site: SampleSite) -> None:
    error = refused(site)
    assert error.code == "access.wrong_passphrase"
    assert error.text == "Nama masuk atau kata sandi salah. Data tetap terkunci dan aman."
    unknown = refused(site, login="budi")
    assert (unknown.code, unknown.text) == (error.code, error.text)


def test_wrong_passphrases_are_slowed_and_never_wipe(site: SampleSite) -> None:
    for _n in range(gate.FREE):
        assert refused(site).code == "access.wrong_passphrase"
    slowed = refused(site, KEPALA)
    assert slowed.code == "access.slowed"
    assert "5 detik" in slowed.text
    site.clock.advance(seconds=4)
    assert "1 detik" in refused(site, KEPALA).text
    site.clock.advance(seconds=1)
    assert refused(site).code == "access.wrong_passphrase"
    site.clock.advance(seconds=9)
    assert refused(site, KEPALA).code == "access.slowed"
    site.clock.advance(seconds=1)
    site.kepala().lock()
    assert keyring.load(site.home).attempts == {}
    assert refused(site).code == "access.wrong_passphrase"


def test_the_delay_grows_to_its_limit_only() -> None:
    assert [gate.delay(count) for count in range(6)] == [0, 0, 0, 5, 10, 20]
    assert gate.delay(10_000) == gate.LONGEST_DELAY


def test_a_clock_set_back_does_not_lock_anyone_out(site: SampleSite) -> None:
    for _n in range(gate.FREE):
        refused(site)
    site.clock.instant -= timedelta(days=3 * 365)
    assert refused(site, KEPALA).code == "access.slowed"
    site.clock.advance(seconds=gate.FIRST_DELAY)
    site.kepala().lock()


def test_counts_of_one_person_do_not_slow_another(site: SampleSite) -> None:
    site.first_nurse().lock()
    for _n in range(gate.FREE + 1):
        refused(site)
    assert refused(site).code == "access.slowed"
    with unlock(site.home, "rahma", "obat merah di laci", site.clock) as office:
        assert office.holds("health")


def test_nothing_was_set_up_here(tmp_path: Path, site: SampleSite) -> None:
    for folder in (tmp_path / "nowhere", tmp_path / "empty"):
        if folder.name == "empty":
            folder.mkdir()
        with pytest.raises(UserError, match=r"access\.no_site"):
            unlock(Home(folder), "siti", KEPALA, site.clock)


def test_a_second_process_is_refused(site: SampleSite) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom app.access.unlock import unlock\n"
        "from app.kernel.clock import SystemClock\nfrom app.kernel.errors import UserError\n"
        "from app.kernel.paths import Home\n"
        "try:\n    unlock(Home(Path(sys.argv[1])), 'siti', sys.argv[2], SystemClock()).lock()\n"
        "except UserError as error:\n    print(error.code)\nelse:\n    print('in')\n"
    )

    def other() -> str:
        command = [sys.executable, "-c", script, str(site.home.folder), KEPALA]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    with site.kepala():
        assert other() == "access.second_process"
    assert other() == "in"


def test_a_refused_unlock_lets_go_of_the_home(site: SampleSite) -> None:
    refused(site)
    first = site.kepala()
    first.lock()
    first.lock()
    site.kepala().lock()


def test_the_keyring_shows_nothing_but_login_names(site: SampleSite) -> None:
    text = site.home.keyring.read_text()
    assert "siti" in text
    assert not any(secret in text for secret in ("Siti Aminah", "kepala", "Nunukan", *site.codes.values()))
    assert not any(words.split()[5] in text and words in text for words in site.sheets)


def test_passphrases_cost_what_the_design_says() -> None:
    full = slots.Kdf(memory=64 * 1024, passes=3)
    assert slots.Slot("", "user", "", "", kdf=full).kdf.bearable
    assert not slots.Kdf(memory=1 << 22, passes=3).bearable


def alter(site: SampleSite, change: str) -> None:
    content = json.loads(site.home.keyring.read_text())
    user = next(slot for slot in content["slots"] if slot["kind"] == "user")
    if change == "public":
        user["public"] = next(slot for slot in content["slots"] if slot["kind"] == "setup")["public"]
    elif change == "holders":
        content["holders"]["general"]["slots"][user["id"]] = "age1stranger"
    elif change == "dropped":
        content["slots"] = [slot for slot in content["slots"] if slot["kind"] != "recovery"]
    elif change == "planted":
        content["slots"].append({**user, "id": "0" * 32, "label": "mallory"})
    elif change == "due":
        content["due"] = ["health"]
    elif change == "vault":
        health = next(slot for slot in content["slots"] if slot["label"] == "kesehatan")
        user["wraps"]["health"] = health["wraps"]["health"]
    for path in (site.home.keyring, site.home.keyring.with_name("keyring.json.copy")):
        path.write_text(json.dumps(content))


@pytest.mark.parametrize("change", ["holders", "dropped", "planted", "due"])
def test_an_altered_keyring_is_noticed(site: SampleSite, change: str) -> None:
    alter(site, change)
    error = refused(site, KEPALA)
    assert error.code == "access.keyring_damaged"
    assert "tidak disentuh" in error.text


@pytest.mark.parametrize("change", ["public", "vault"])
def test_a_slot_that_was_altered_does_not_open(site: SampleSite, change: str) -> None:
    alter(site, change)
    assert refused(site, KEPALA).code == "access.wrong_passphrase"


def test_a_keyring_altered_while_the_desk_is_open_is_not_sealed_again(site: SampleSite) -> None:
    with site.kepala() as office:
        alter(site, "planted")
        with pytest.raises(UserError, match=r"access\.keyring_damaged"):
            office.ring()


@pytest.mark.parametrize("spoil", [b"", b"{", b"[1]", b'{"format": "pulang-keyring-9"}', b"\x00" * 500])
def test_a_spoilt_keyring_is_read_from_its_copy(site: SampleSite, spoil: bytes) -> None:
    site.home.keyring.write_bytes(spoil)
    site.kepala().lock()
    copy = site.home.keyring.with_name("keyring.json.copy")
    copy.write_bytes(spoil)
    site.home.keyring.write_bytes(spoil)
    assert refused(site, KEPALA).code == "access.keyring_damaged"


def test_a_forged_cost_does_not_stall_the_desk(site: SampleSite) -> None:
    content = json.loads(site.home.keyring.read_text())
    for slot in content["slots"]:
        slot["kdf"] = {"memory": 1 << 40, "passes": 10**9}
    site.home.keyring.write_text(json.dumps(content))
    assert refused(site, KEPALA).code == "access.wrong_passphrase"


def test_the_trust_file_is_written_anew_when_it_is_spoilt(site: SampleSite) -> None:
    site.home.trust.write_text("{}")
    site.kepala().lock()
    assert b"pulang-trust-1" in site.home.trust.read_bytes()


def test_each_vault_has_a_key_of_its_own(site: SampleSite) -> None:
    with site.kepala() as office:
        key = office.keys["general"].key
    for other in ("health", "protection"):
        with pytest.raises(UserError, match=r"vault\.unreadable"):
            open_vault(site.home.vault(other), other, key)


def test_keys_this_laptop_may_not_read_are_not_called_damaged(
    site: SampleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert refused(site, KEPALA).code == "access.keyring_denied"
    with pytest.raises(UserError, match=r"access\.trust_denied"):
        load_trust(site.home)
