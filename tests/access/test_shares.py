"""Recovery sheets: any two of three, never one; typed by hand or scanned."""

import itertools

import pytest

from app.access.shares import combine, new_set, read_sheet
from app.kernel.errors import UserError


def test_any_two_give_the_secret_and_one_does_not() -> None:
    made = new_set()
    for first, second in itertools.permutations(made.sheets, 2):
        assert combine([first.words, second.words]) == made.secret
    for alone in made.sheets:
        with pytest.raises(UserError, match=r"access\.share_few"):
            combine([alone.words])
        with pytest.raises(UserError, match=r"access\.share_few"):
            combine([alone.words, alone.qr_text])


def test_all_three_are_welcome_too() -> None:
    made = new_set()
    assert combine([sheet.words for sheet in made.sheets]) == made.secret


def test_four_letters_of_each_word_or_the_qr_are_enough() -> None:
    made = new_set()
    short = " ".join(word[:4].upper() for word in made.sheets[2].words.split())
    assert combine([made.sheets[0].qr_text, short]) == made.secret
    assert set(made.sheets[0].qr_text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ")


def test_sheets_say_which_they_are() -> None:
    made = new_set()
    assert [sheet.number for sheet in made.sheets] == [1, 2, 3]
    assert {sheet.mark for sheet in made.sheets} == {made.mark}
    assert all(len(sheet.words.split()) == 20 for sheet in made.sheets)


def test_a_wrong_word_is_named_by_its_place() -> None:
    words = new_set().sheets[0].words.split()
    words[6] = "nunukan"
    with pytest.raises(UserError) as refused:
        read_sheet(" ".join(words))
    assert refused.value.code == "access.share_word"
    assert "7" in refused.value.text


def test_a_swapped_or_missing_word_is_noticed() -> None:
    words = new_set().sheets[0].words.split()
    for wrong in (words[:-1], [*words[:8], words[9], words[8], *words[10:]], []):
        with pytest.raises(UserError, match=r"access\.share_mistyped"):
            read_sheet(" ".join(wrong))


def test_sheets_of_two_sets_are_not_mixed() -> None:
    one, other = new_set(), new_set()
    with pytest.raises(UserError, match=r"access\.share_mixed"):
        combine([one.sheets[0].words, other.sheets[1].words])
