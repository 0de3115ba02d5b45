"""The signed statement: small, exact, and any altered character is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.printing import statement
from app.printing.qr import ALPHABET
from app.printing.statement import Signed, Statement

KEY = SigningKey(b"k" * 32)
OTHER = SigningKey(b"o" * 32)
LINES = ["1|Suparman|L|LD", "2|Siti Nurhaliza|P|PD", "3|Bayi Ny. Siti|P|AP"]


def made(**changes: object) -> Statement:
    values: dict[str, object] = {
        "form": "bast",
        "number": "NNK-A-26-000123",
        "site_id": "0190a6f4c2b47c3e8d1f000000000001",
        "device_id": "0190a6f4c2b47c3e8d1f000000000002",
        "time": 1_769_150_000,
        "giver": "Satgas Kabupaten Nunukan",
        "receiver": "Dinas Sosial Provinsi Sulawesi Selatan",
        "counts": HeadCount(91, 39, 17, 19, 1),
        "names_digest": statement.name_list_digest(LINES),
        "chain_head": "00112233445566ff",
    }
    return Statement(**(values | changes))  # type: ignore[arg-type]


def signed(**changes: object) -> Signed:
    return statement.sign(made(**changes), lambda data: KEY.sign(data).signature)


def test_there_and_back() -> None:
    paper = signed()
    read = statement.parse(paper.text)
    assert read == paper
    assert read.statement == made()
    assert statement.check(read, bytes(KEY.verify_key))


def test_another_key_did_not_sign_it() -> None:
    assert not statement.check(signed(), bytes(OTHER.verify_key))
    assert not statement.check(signed(), b"not a key")


def test_the_longest_statement_fits() -> None:
    longest = signed(form="f" * 16, number="9" * 26, giver="é" * 40, receiver="W" * 40, counts=HeadCount(*[65535] * 5))
    assert len(longest.payload) + 64 <= statement.MOST_BYTES
    assert longest.statement.giver == "é" * 40
    assert statement.parse(longest.text).statement.giver == "é" * 20


def test_every_altered_character_is_noticed() -> None:
    """At every position, three other characters of the QR set and one that is not in it."""
    text = signed().text
    for at, char in enumerate(text):
        near = [ALPHABET[(ALPHABET.index(char) + step) % 45] for step in (1, 7, 44)]
        for other in (*near, "ç"):
            assert not is_genuine(text[:at] + other + text[at + 1 :]), at


def test_cut_lengthened_and_swapped_texts_are_noticed() -> None:
    text = signed().text
    for at in range(len(text)):
        assert not is_genuine(text[:at])
        assert not is_genuine(text[:at] + "0" + text[at:])
        first, second = text[at : at + 1], text[at + 1 : at + 2]
        if second and first != second:
            assert not is_genuine(text[:at] + second + first + text[at + 2 :])


@given(st.text(max_size=60), st.booleans())
def test_any_other_text_is_refused_in_words(text: str, ours: bool) -> None:
    with pytest.raises(UserError) as refused:
        statement.parse(statement.PREFIX + text if ours else text)
    assert refused.value.code == "qr.not_statement"
    assert refused.value.hint


def test_short_code_can_be_read_out() -> None:
    code = signed().short_code
    assert len(code) == 8
    assert not set(code) & set("IO01")
    assert statement.spaced(code) == f"{code[:4]}-{code[4:]}"
    assert signed(number="NNK-A-26-000124").short_code != code


def test_the_list_says_which_line_differs() -> None:
    issued = statement.line_digests(LINES)
    changed = [LINES[0], LINES[1].replace("Siti", "Sitti"), LINES[2]]
    assert statement.differing_lines(LINES, issued) == []
    assert statement.differing_lines(changed, issued) == [2]
    assert statement.differing_lines(LINES[:2], issued) == [3]
    assert statement.differing_lines([*LINES, "4|Basri|L|LD"], issued) == [4]
    assert statement.name_list_digest(changed) != statement.name_list_digest(LINES)
    assert statement.name_list_digest(LINES[::-1]) != statement.name_list_digest(LINES)


def test_spelling_of_the_same_letters_is_no_difference() -> None:
    assert statement.line_digests(["Jose\u0301  Basri"]) == statement.line_digests(["Jos\u00e9 Basri"])


def is_genuine(text: str) -> bool:
    try:
        read = statement.parse(text)
    except UserError:
        return False
    return statement.check(read, bytes(KEY.verify_key))
