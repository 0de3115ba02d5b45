"""What is shown of a text, and when nothing of it can be seen."""

import pytest

from app.kernel.texts import file_name, is_blank, straight


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Siti Aminah", "Siti Aminah"),
        ("Siti\u202eidayruS", "SitiidayruS"),
        ("\u2067Siti\u2069 \u200fAminah", "Siti Aminah"),
        ("Łukasz Đặng", "Łukasz Đặng"),
        ("محمد", "محمد"),
    ],
)
def test_no_text_turns_the_line_it_stands_in(written: str, shown: str) -> None:
    assert straight(written) == shown


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "\u200b\u200d", "\u3164", "\u2800", "\ufeff", "\u202e "])
def test_a_text_that_shows_nothing_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["A", ".", "محمد", "\u202eA", "0"])
def test_a_text_that_shows_something_is_not(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("named", "file"),
    [
        ("kartu-siti.pdf", "kartu-siti.pdf"),
        ("kartu Siti\u202efdp.exe", "kartu Sitifdp.exe"),
        ("BAST 0001/NNK: a*b?.pdf", "BAST 0001-NNK- a-b-.pdf"),
        ("..\\..\\rahasia\n.pdf. ", "..-..-rahasia.pdf"),
    ],
)
def test_a_file_named_after_somebody_can_be_written_and_read(named: str, file: str) -> None:
    assert file_name(named) == file
