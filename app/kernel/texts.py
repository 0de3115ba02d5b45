"""Text as it may be shown: the record keeps what was written; signs that turn a line around reach no screen."""

import unicodedata

_TURNING = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_NOT_IN_FILES = frozenset('<>:"/\\|?*')
_EMPTY = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs by their kind that show nothing."""


def straight(text: str) -> str:
    """The text without marks and overrides of direction."""
    return text if text.isascii() else text.translate(_TURNING)


def file_name(text: str) -> str:
    """What a file may be called on every system, whoever is named in it."""
    kept = "".join(letter for letter in straight(text) if unicodedata.category(letter) not in ("Cc", "Cf", "Cs"))
    return "".join("-" if letter in _NOT_IN_FILES else letter for letter in kept).rstrip(". ")


def sayable(text: str) -> str:
    """What is asked for, without halves of signs that no row can hold."""
    return text if text.isascii() else text.encode(errors="ignore").decode()


def is_blank(text: str) -> bool:
    """Whether nothing of a text can be seen."""
    return all(letter in _EMPTY or unicodedata.category(letter)[0] in "ZC" for letter in text)
