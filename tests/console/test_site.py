"""A post kept by console alone: set up, a list taken in, copied, brought back, looked after."""

import shutil
from pathlib import Path

import pytest

from app.console.demo.scene import demo_file
from tests.console.conftest import Post
from tests.helpers.console import call, run

LETTER = demo_file("surat-2-kota-kinabalu.csv")


def test_a_new_post(post: Post) -> None:
    assert sorted(path.name for path in post.sheets.iterdir()) == [f"lembar-pemulihan-{n}.pdf" for n in (1, 2, 3)]
    assert set(post.codes) == {"kesehatan", "peksos"}
    status = run("site", "status", *post.options).done
    assert (status["site"], status["desk"], status["vaults"]) == ("Debarkasi Nunukan", "A", ["general"])
    assert status["heads"] == {}
    assert status["standing"] == "belum terdaftar di pusat"
    assert status["backup"] is None


def test_a_post_is_never_set_up_over_another(post: Post) -> None:
    words = ["site", "init", "--code", "NNK", "--name", "Lain", "--kepala", "Lain", "--sheets", post.sheets]
    assert call(*words, *post.options).refusal["code"] == "access.site_exists"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"--kind": "kapal"}, "site.choice"),
        ({"--zone": "GMT"}, "site.choice"),
        ({"--code": "kode panjang"}, "access.site_code"),
    ],
)
def test_a_post_that_cannot_be(tmp_path: Path, post: Post, changed: dict[str, str], code: str) -> None:
    given = {"--code": "NNK", "--name": "Pos", "--kepala": "Siti", "--sheets": str(tmp_path), **changed}
    words = [word for pair in given.items() for word in pair]
    home = ["--home", tmp_path / "baru", "--passphrase-file", post.passphrase, "--json"]
    assert call("site", "init", *words, *home).refusal["code"].startswith(code)
    assert not (tmp_path / "baru" / "keyring.json").exists()


def test_a_letter_is_taken_in_once(post: Post) -> None:
    first = run("manifest", "import", LETTER, "--batch", "KM Contoh", *post.options).done
    assert first["rows"] == 56
    assert not first["again"]
    again = call("manifest", "import", LETTER, "--batch", "KM Contoh", *post.options).done
    assert again["again"]
    assert again["manifest_id"] == first["manifest_id"]
    balance = call("reconcile", "--batch", "KM Contoh", *post.options).done
    assert balance["difference"] == 0
    assert not balance["accounts"][0]["people"]


def test_an_unknown_ship_is_named_with_those_there_are(post: Post) -> None:
    refusal = call("reconcile", "--batch", "KM Lain", *post.options).refusal
    assert refusal["code"] == "batch.unknown"


def test_a_copy_comes_back_whole_and_begins_a_new_epoch(post: Post, tmp_path: Path) -> None:
    copy = Path(run("backup", tmp_path, *post.options).done["path"])
    other = ["--home", tmp_path / "pulih", "--json"]
    assert run("restore", copy, *other).done["site"] == "NNK"
    signed = [*other, "--passphrase-file", post.passphrase]
    assert call("site", "status", *signed).done["site"] == "Debarkasi Nunukan"
    checked = call("doctor", "--rebuild", *signed).done
    assert checked["rebuilt_equal"] == {"general": True}
    assert call("restore", copy, *other).refusal["code"] == "backup.occupied"
    assert call("site", "status", *post.options).done["backup"]


def test_a_damaged_copy_brings_nothing_back(post: Post, tmp_path: Path) -> None:
    copy = Path(call("backup", tmp_path, *post.options).done["path"])
    whole = copy.read_bytes()
    copy.write_bytes(whole[: len(whole) // 2])
    refusal = call("restore", copy, "--home", tmp_path / "pulih", "--json").refusal
    assert refusal["code"] == "backup.damaged"
    assert not (tmp_path / "pulih" / "keyring.json").exists()


def test_a_check_up(post: Post) -> None:
    found = run("doctor", *post.options).done
    looked_at = {"vault.general", "witness", "clock", "disk", "backup", "fonts"}
    assert {one["about"] for one in found["findings"]} == looked_at


@pytest.mark.parametrize("sixth", range(6))
def test_a_flipped_bit_in_the_vault_is_found(post: Post, tmp_path: Path, sixth: int) -> None:
    spoilt = tmp_path / "home"
    shutil.copytree(post.home, spoilt)
    vault = spoilt / "vaults" / "general.db"
    data = bytearray(vault.read_bytes())
    data[len(data) * sixth // 6 + 1] ^= 1
    vault.write_bytes(data)
    answer = call("doctor", "--home", spoilt, "--passphrase-file", post.passphrase, "--json")
    assert answer.refusal["code"] in ("doctor.vault", "vault.unreadable", "vault.damaged")


def test_nobody_to_send_to(post: Post, tmp_path: Path) -> None:
    assert call("bundle", "write", tmp_path, *post.options).refusal["code"] == "sync.nobody"
    assert list(tmp_path.iterdir()) == []
