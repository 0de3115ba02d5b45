"""A letter of health kept as a file: counted and noted before it is written, and not written where that fails."""

from pathlib import Path

import pytest

from app.health import certificates, referrals, trail
from app.health.referrals import ReferralDraft
from app.health.screens.printing import PrintView
from app.kernel.errors import UserError
from tests.health.screens.conftest import Sickroom

TARGET = "salinan.pdf"


def opened(room: Sickroom) -> tuple[PrintView, str]:
    """A letter as it prints, over the screen."""
    stay = room.post.stays["woman"]
    letter = referrals.refer(room.post.office, ReferralDraft(stay, "rs", "RSUD Nunukan", "demam"))
    room.screen.doing.print("referral", letter)
    room.calm()
    (shown,) = room.screen.findChildren(PrintView)
    room.qtbot.waitUntil(lambda: shown.preview.pages > 0)
    return shown, letter


def copies(room: Sickroom) -> int:
    return sum(one.screen == "Simpan salinan surat" for one in trail.noted(room.post.office))


def test_a_copy_is_noted_before_it_is_written(room: Sickroom, tmp_path: Path) -> None:
    shown, letter = opened(room)
    assert copies(room) == 0
    shown.preview.keep(tmp_path / TARGET)
    room.qtbot.waitUntil((tmp_path / TARGET).exists)
    room.calm()
    assert copies(room) == 1
    assert certificates.referral_sheet(room.post.office, letter).state.copy == 3
    shown.close()


def test_what_cannot_be_noted_is_not_written(room: Sickroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, _letter = opened(room)

    def full(*_given: object) -> None:
        raise UserError("store.full", "Cakram penuh.")

    monkeypatch.setattr(certificates, "keep_copy", full)
    shown.preview.keep(tmp_path / TARGET)
    room.calm()
    room.calm()
    assert not (tmp_path / TARGET).exists()
    assert [one.text for one in room.said] == ["Cakram penuh."]
    shown.close()
