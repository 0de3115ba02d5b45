"""One Indonesian word that needs several in another language: a context tells them apart, and is never shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from app.kernel import i18n
from app.kernel.i18n import N_, NP_, _, pgettext, set_language


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An English catalogue where “Batal” is a button and a state."""
    english = Catalog(locale="en")
    english.add("Batal", "Cancel")
    english.add("Batal", "Void", context="state")
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "pulang.mo").open("wb") as made:
        write_mo(made, english)
    monkeypatch.setattr(i18n, "translations_folder", lambda: tmp_path)
    yield
    set_language("id")


def test_a_context_chooses_the_word(catalogues: None) -> None:
    set_language("en")
    assert (_(N_("Batal")), pgettext("state", "Batal"), _(NP_("state", "Batal"))) == ("Cancel", "Void", "Void")


def test_a_context_is_not_shown_where_nothing_is_translated(catalogues: None) -> None:
    for language in ("id", "en"):
        set_language(language)
        assert pgettext("journey", "batal") == "batal"
