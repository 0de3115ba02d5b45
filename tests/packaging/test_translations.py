"""Collecting the texts and finding what is wrong with a translation."""

from pathlib import Path

import pytest
import translations

SOURCE = """
text = _("Simpan")
count = ngettext("{n} orang", "{n} orang", n)
LATER = N_("Batal")
state = pgettext("state", "Batal")
KEY = NP_("journey", "batal")
"""
ENGLISH = {
    'msgid "Simpan"\nmsgstr ""': 'msgid "Simpan"\nmsgstr "Save"',
    '\n\nmsgid "Batal"\nmsgstr ""': '\n\nmsgid "Batal"\nmsgstr "Cancel"',
    'msgctxt "state"\nmsgid "Batal"\nmsgstr ""': 'msgctxt "state"\nmsgid "Batal"\nmsgstr "Void"',
    'msgctxt "journey"\nmsgid "batal"\nmsgstr ""': 'msgctxt "journey"\nmsgid "batal"\nmsgstr "cancelled"',
    'msgstr[0] ""\nmsgstr[1] ""': 'msgstr[0] "{n} person"\nmsgstr[1] "{n} people"',
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small tree, collected and translated."""
    (tmp_path / "app").mkdir()
    (tmp_path / "i18n").mkdir()
    (tmp_path / "app" / "screen.py").write_text(SOURCE, "utf-8")
    (tmp_path / "i18n" / "babel.cfg").write_text("[python: **.py]\n", "utf-8")
    translations.update(tmp_path)
    for missing, filled in ENGLISH.items():
        change(english(tmp_path), missing, filled)
    return tmp_path


def english(root: Path) -> Path:
    return translations.catalogue_path(root, "en")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8", newline="\n")


def test_translated_tree_is_in_order(root: Path) -> None:
    assert list(translations.check(root)) == []


def test_indonesian_fills_itself(root: Path) -> None:
    text = translations.catalogue_path(root, "id").read_text("utf-8")
    assert 'msgid "Simpan"\nmsgstr "Simpan"' in text
    assert 'msgstr[0] "{n} orang"\nmsgstr[1] "{n} orang"' in text


def test_a_text_that_gets_a_plural_stays_in_order(root: Path) -> None:
    change(root / "app" / "screen.py", '_("Simpan")', 'ngettext("Simpan", "Simpan", n)')
    translations.update(root)
    change(english(root), 'msgstr[0] "Save"\nmsgstr[1] ""', 'msgstr[0] "Save"\nmsgstr[1] "Save all"')
    change(english(root), "#, fuzzy\n", "")
    assert list(translations.check(root)) == []


def test_update_changes_nothing_twice(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.po*")}
    translations.update(root)
    assert {path: path.read_bytes() for path in root.rglob("*.po*")} == before
    assert len(before) == 3


def test_compiled_catalogue_is_read(root: Path) -> None:
    translations.compile_all(root)
    assert english(root).with_suffix(".mo").stat().st_size > 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('msgstr "Save"', 'msgstr ""', "not translated: 'Simpan'"),
        ('msgstr[1] "{n} people"', 'msgstr[1] "{m} people"', "placeholders differ: '{n} orang'"),
        ('msgid "Simpan"', '#, fuzzy\nmsgid "Simpan"', "marked fuzzy: 'Simpan'"),
    ],
)
def test_fault_is_named(root: Path, old: str, new: str, said: str) -> None:
    change(english(root), old, new)
    assert any(line.endswith(said) for line in translations.check(root))


def test_new_text_makes_the_template_stale(root: Path) -> None:
    (root / "app" / "other.py").write_text('_("Cetak")', "utf-8")
    found = list(translations.check(root))
    assert any(line.startswith("i18n/pulang.pot: not up to date") for line in found)
    assert any("not translated: 'Cetak'" in line for line in found)


def test_a_text_with_and_without_a_plural_is_named(root: Path) -> None:
    (root / "app" / "other.py").write_text('_("{n} orang")', "utf-8")
    assert "app: with and without a plural: '{n} orang'" in translations.check(root)
