"""Card tokens and base45: what a scanner types must be right or be refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.printing.codes import ALPHABET, card_token, check_character, check_token
from app.printing.qr import base45, unbase45

BYTES8 = st.binary(min_size=8, max_size=8)


def test_check_character_of_the_standard() -> None:
    """ISO 7064 MOD 37,36: the worked example of the GRid standard."""
    assert check_character("A12425GABC1234002") == "M"


@given(BYTES8)
def test_a_token_is_letters_and_digits_and_checks(random: bytes) -> None:
    token = card_token(random)
    assert len(token) == 14
    assert set(token) <= set(ALPHABET)
    assert check_token(token)


@given(BYTES8, st.data())
def test_a_wrong_character_is_noticed(random: bytes, data: st.DataObject) -> None:
    token = card_token(random)
    at = data.draw(st.integers(0, 13))
    other = data.draw(st.sampled_from([char for char in ALPHABET + "abc -" if char != token[at]]))
    assert not check_token(token[:at] + other + token[at + 1 :])


@pytest.mark.parametrize("token", ["", "A", "0" * 13, "0" * 15, "Ａ" * 14])
def test_other_texts_are_no_tokens(token: str) -> None:
    assert not check_token(token)


def test_a_token_needs_its_random_bytes() -> None:
    with pytest.raises(ValueError, match="8 random bytes"):
        card_token(b"short")


@pytest.mark.parametrize(("data", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581")])
def test_base45_of_the_rfc(data: bytes, text: str) -> None:
    assert base45(data) == text
    assert unbase45(text) == data


@given(st.binary(max_size=400))
def test_base45_there_and_back(data: bytes) -> None:
    assert unbase45(base45(data)) == data


@pytest.mark.parametrize("text", ["GGW", "A", "ab8", "::", "BB8A"])
def test_base45_refuses_what_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="base45"):
        unbase45(text)
