"""Arabic and Jawi letters join and stand in the order a reader sees them."""

import pytest

from app.printing import fonts
from app.printing.arabic import visual


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("محمد", "\ufeaa\ufee4\ufea4\ufee3"),  # dal final, meem medial, hah medial, meem initial
        ("سلام", "\ufee1\ufefc\ufeb3"),  # meem isolated, lam-alef final, seen initial
        ("دار", "\ufead\ufe8d\ufea9"),  # three letters that never join onwards
        ("Ana محمد 12", "Ana \ufeaa\ufee4\ufea4\ufee3 12"),
        ("Suparman", "Suparman"),
    ],
)
def test_letters_join(text: str, seen: str) -> None:
    assert visual(text) == seen
    assert visual(seen) == seen


def test_the_typeface_has_the_joined_letters() -> None:
    assert "\ufffd" not in fonts.printable("محمد عبدالله الحاج")
