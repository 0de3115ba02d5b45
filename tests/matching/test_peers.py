"""The comparison with other tools: a tool that breaks has no figure, and says why."""

import sys
from pathlib import Path

import pytest

from app.matching.who import Who
from tests.bench.matching import beside

PEOPLE = [Who("Ali"), Who("Siti")]


def test_a_peer_that_breaks_ends_the_comparison_with_its_last_words() -> None:
    with pytest.raises(RuntimeError, match=r"(?s)nobody broke.*KeyError: 'nobody'"):
        beside.ask(sys.executable, "nobody", PEOPLE, PEOPLE)


def test_a_peer_that_finds_nothing_is_broken_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mute = tmp_path / "mute.py"
    mute.write_text('print(\'{"scores": [], "seconds": 1.0, "cpu": 1.0}\')', encoding="utf-8")
    monkeypatch.setattr(beside, "PEERS", mute)
    with pytest.raises(RuntimeError, match="no pair at all"):
        beside.ask(sys.executable, "recordlinkage", PEOPLE, None)
