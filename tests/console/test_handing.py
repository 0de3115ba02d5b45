"""Handing people to another office from the console: cards, papers out and in, receipts, and the code of a slip."""

from pathlib import Path

import pytest

from app.access.unlock import unlock
from app.handover import slips
from app.kernel.clock import FixedClock, SystemClock
from app.kernel.paths import Home
from tests.helpers.between import checked, issued, receiving
from tests.helpers.console import call
from tests.helpers.office import landed, ship
from tests.helpers.offices import KEPALA, create_sample, lower_cost


@pytest.fixture
def posts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[object], list[object], Path]:
    """Nunukan and Bone as the console is told of them, and the stick."""
    lower_cost(monkeypatch)
    clock, stick, secret = FixedClock(SystemClock().now()), tmp_path / "stick", tmp_path / "sandi"
    stick.mkdir()
    secret.write_text(KEPALA)
    create_sample(tmp_path / "nunukan", clock=clock).office.lock()
    receiving(tmp_path / "bone", clock).lock()
    nunukan, bone = (["--home", tmp_path / name, "--passphrase-file", secret, "--json"] for name in ("nunukan", "bone"))
    return nunukan, bone, stick


def test_there_and_back(posts: tuple[list[object], list[object], Path], tmp_path: Path) -> None:
    nunukan, bone, stick = posts
    card = call("handover", "card", stick, *bone).done
    assert call("handover", "accept", card["path"], "--code", "AAAA-AAAA-AAAA", *nunukan).refusal["code"]
    known = call("handover", "accept", card["path"], "--code", card["code"], "--kit", stick, *nunukan).done
    assert call("join", "accept", known["kit"], "--code", known["code_of_kit"], *bone).done["kind"] == "office"
    with unlock(Home(tmp_path / "nunukan"), "siti", KEPALA, SystemClock()) as office:
        stays = landed(office, ship(office), 4)
        first, second = issued(office, stays[:3]), issued(office, stays[3:])
        with office.write("handover.slip") as w:
            code = str(slips.slip(w, second.id).values["full"])
    send = ["handover", "send", stick, "--to", "dsbone"]
    assert call(*send, "--number", "NNK-A-26-999999", *nunukan).refusal["code"] == "bast.unknown_number"
    assert call("handover", "send", stick, "--to", "DSWAJO", "--number", first.number, *nunukan).refusal["code"] == (
        "partner.unknown"
    )
    written = call(*send, "--number", first.number, *nunukan).done
    taken = call("handover", "take", written["path"], *bone).done
    assert taken["lines"] == [f"Surat {first.number} dimuat: 3 orang menunggu diperiksa."]
    reply = ["handover", "reply", stick, "--number", first.number, "--signed-by", "Andi"]
    assert call(*reply, *bone).refusal["code"] == "answer.waiting"
    with unlock(Home(tmp_path / "bone"), "andi", KEPALA, SystemClock()) as office:
        checked(office, taken["papers"][0]["id"], absent=1)
    assert call("handover", "incoming", *bone).done["papers"][0]["number"] == first.number
    answer = call(*reply, *bone).done
    assert "diterima sebagian" in call("handover", "take", answer["path"], *nunukan).done["lines"][0]
    assert [one["state"] for one in call("handover", "receipts", *nunukan).done["receipts"]] == ["diterapkan"]
    assert call("handover", "code", "SALAH", *nunukan).refusal["code"] == "slip.mistyped"
    assert call("handover", "code", code, "--record", *nunukan).done["missing"] == 0
