"""Layouts are checked when they are read, and values when they are printed."""

import pytest

from app.kernel.errors import UserError
from app.printing.draw import render
from app.printing.form import load, names, parse
from app.printing.values import State

FORMS = [
    "bast",
    "card-sheet",
    "foreigner-list",
    "manifest-checklist",
    "meal-list",
    "recovery-share",
    "registration",
    "remaining-list",
]
HEAD = 'version = 1\ntitle = "Uji"\n[fields]\nplace = "Tempat"\n[[sections]]\n[[sections.blocks]]\n'


@pytest.mark.parametrize("name", FORMS)
def test_every_form_loads_and_has_samples(name: str) -> None:
    form = load(name)
    assert form.name == name
    assert form.title
    assert name in names()
    assert any(field.sample for field in form.fields)


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ('kind = "hologram"', "unknown block “hologram”"),
        ('kind = "paragraph"\ntext = "{nama}"', "undeclared field “nama”"),
        ('kind = "paragraph"\ntext = "x"\ncolour = "red"', "unknown key “colour”"),
        ('kind = "paragraph"', "missing key “text”"),
        ('kind = "space"\nvariants = ["bulan"]', "unknown variant “bulan”"),
        ('kind = "table"\nfield = "place"\ncolumns = [{ title = "No" }]', "Column: missing key “field”"),
        ("kind = ", "Invalid value"),
    ],
)
def test_a_broken_layout_is_refused_with_the_reason(block: str, why: str) -> None:
    with pytest.raises(UserError) as refused:
        parse("uji", HEAD + block, {})
    assert refused.value.code == "form.invalid"
    assert why in refused.value.text


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(UserError) as refused:
        load("bast", 99)
    assert refused.value.code == "form.unknown"


def test_a_forgotten_value_is_named_and_nothing_is_printed() -> None:
    form = parse("uji", HEAD + 'kind = "paragraph"\ntext = "{place}"', {})
    with pytest.raises(UserError, match="place"):
        render(form, {})
    assert render(form, {"place": None}).startswith(b"%PDF")
    assert render(form, {}, state=State(blank=True)).startswith(b"%PDF")
