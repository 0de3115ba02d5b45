"""The action table: ids and keys are unique, everything it names exists."""

import pytest
from PySide6.QtGui import QKeySequence

from app.desktop.actions import ACTIONS, ActionSpec, conflicts, offered
from app.desktop.bindings import MENU, places
from app.desktop.help import help_text
from app.desktop.palette import Entry, ranked
from app.kernel.paths import resource
from tests.widgets.gallery import specs

ROLES = frozenset({"satgas", "pendamping", "logistik", "kesehatan", "peksos", "kepala", "penerima"})


def test_ids_are_unique() -> None:
    ids = [spec.id for spec in ACTIONS]
    assert len(ids) == len(set(ids))


def test_no_key_means_two_things_at_once() -> None:
    assert conflicts([*places(specs()), *ACTIONS]) == []


def test_a_conflict_would_be_found() -> None:
    assert conflicts([*ACTIONS, ACTIONS[0]]) == [("palette.open", "palette.open")]


@pytest.mark.parametrize("spec", [spec for spec in ACTIONS if spec.keys], ids=lambda spec: spec.id)
def test_every_key_is_one_qt_knows(spec: ActionSpec) -> None:
    keys = spec.keys
    assert QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText) == keys


def test_every_icon_exists() -> None:
    glyphs = {spec.glyph for spec in ACTIONS if spec.glyph} | {spec.glyph for spec in specs()}
    assert all(resource("icons", f"{glyph}.svg").exists() for glyph in glyphs)


def test_the_menu_holds_known_actions() -> None:
    assert {name for name in MENU if name} <= {spec.id for spec in ACTIONS}


def test_roles_are_known_and_respected() -> None:
    assert all(spec.roles <= ROLES for spec in ACTIONS)
    screens = frozenset(spec.id for spec in specs())
    mine = {spec.id for spec in offered(frozenset({"logistik"}), screens)}
    assert "handover.print" not in mine
    assert "palette.open" in mine
    assert "sync.read" not in {spec.id for spec in offered(frozenset({"logistik"}), frozenset())}


@pytest.mark.parametrize("code", ["id", "en"])
@pytest.mark.parametrize(
    "topic",
    ["umum", "kedatangan", "orang", "serah-terima", "rekonsiliasi", "sinkron", "pengaturan", "keamanan"],
)
def test_every_topic_has_help_in_both_languages(topic: str, code: str) -> None:
    assert resource("help", code, f"{topic}.md").read_text(encoding="utf-8").startswith("# ")
    assert len(help_text(topic, code)) > 400


def test_an_unknown_topic_shows_the_general_page() -> None:
    assert help_text("tidak-ada", "id") == help_text("umum", "id")


@pytest.mark.parametrize(("typed", "best"), [("kunci", "Kunci layar"), ("flashdsk", "Tulis ke flashdisk")])
def test_the_palette_forgives_typing(typed: str, best: str) -> None:
    entries = [Entry("action", spec.id, spec.text) for spec in ACTIONS]
    found = [entry.text for entry in ranked(typed, entries)]
    assert best in found[:2]


def test_the_palette_does_not_guess() -> None:
    entries = [Entry("action", spec.id, spec.text) for spec in ACTIONS]
    assert ranked("zzqx", entries) == []
    assert len(ranked("", entries)) == len(entries)
