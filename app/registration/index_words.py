"""Under which words a person is found, and which words a search asks for; the two belong together. Pure.

Beside the words as written a person is indexed under the normalised ones (Mohd is MUHAMMAD, bin and titles are gone),
the whole name in one piece behind a 0, so that a full name comes before names that only contain its words, and the
sound of each word behind a 1, so that old, Malay and misheard spellings meet. The day and year of birth stand behind a
2 and a letter, which nobody types: with them one of ten thousand namesakes is found at once.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.matching.documents import document_number
from app.matching.names import Name, clean, read_name
from app.matching.sounds import loose_keys

WHOLE, SOUND, DAY, YEAR = "0", "1", "2d", "2y"
_LEAST_NUMBER = 3
_CHILD_OF = frozenset({"BIN", "BINTI", "BTE", "BT", "B"})
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Asked:
    """A search in words: as typed and normalised forms per word, the whole name in one piece, and its sounds."""

    words: tuple[tuple[str, ...], ...]
    whole: tuple[str, ...]
    sounds: tuple[tuple[str, ...], ...]
    number: str


def name_words(name: str, father: str | None = None, aliases: Iterable[str] = ()) -> list[str]:
    """The words a person is found under by name."""
    written = [word for text in (name, father or "", *aliases) for word in _WORDS.findall(clean(text))]
    read = read_name(name, father or "", tuple(aliases))
    known = [*read.given, *read.father, *(word for alias in read.aliases for word in alias)]
    sounds = {SOUND + key for word in dict.fromkeys(known) for key in loose_keys(word)}
    whole = {WHOLE + form for form in _whole_forms(name, read)} | {WHOLE + "".join(alias) for alias in read.aliases}
    words = [word for word in dict.fromkeys([*written, *known]) if word not in _CHILD_OF]
    return [word.lower() for word in (*words, *sorted(whole), *sorted(sounds))]


def birth_words(birth: date | None, year: int | None, age: int | None = None, age_on: date | None = None) -> list[str]:
    """The words a person is found under by birth: the day, and the year as well as it is known."""
    if birth:
        return [day_word(birth), year_word(birth.year)]
    if year:
        return [year_word(year)]
    return [year_word(age_on.year - age)] if age is not None and age_on else []


def day_word(birth: date) -> str:
    """The word of a day of birth."""
    return f"{DAY}{birth:%Y%m%d}"


def year_word(year: int) -> str:
    """The word of a year of birth."""
    return f"{YEAR}{year}"


def number_words(number: str) -> list[str]:
    """The words a number is found under: in one piece, and the digits after its letters."""
    key = document_number(number)
    digits = re.sub(r"^[A-Z]+", "", key)
    return [word.lower() for word in dict.fromkeys([key, digits]) if len(word) >= _LEAST_NUMBER]


def asked(text: str) -> Asked:
    """What a typed text asks for."""
    typed = [word for word in _WORDS.findall(clean(text)) if word not in _CHILD_OF]
    forms = [tuple(dict.fromkeys([word, *read_name(word).given])) if word.isalpha() else (word,) for word in typed]
    spoken = forms if all(word.isalpha() for word in typed) else []
    sounds = [tuple(sorted({SOUND + key for form in each for key in loose_keys(form)})) for each in spoken]
    number = document_number(text)
    return Asked(
        tuple(tuple(form.lower() for form in each) for each in forms),
        tuple(sorted(WHOLE + form.lower() for form in _whole_forms(" ".join(typed), read_name(text)))),
        tuple(tuple(form.lower() for form in each) for each in sounds if each),
        number.lower() if any(map(str.isdigit, number)) and len(number) >= _LEAST_NUMBER else "",
    )


def fits(words: frozenset[str], wanted: Asked) -> bool:
    """Whether a person indexed under these words has every word asked for, at least its beginning."""
    return all(any(word.startswith(form) for word in words for form in forms) for forms in wanted.words)


def _whole_forms(text: str, read: Name) -> set[str]:
    """A name in one piece, as written and normalised, with and without the father's."""
    written = "".join(word for word in _WORDS.findall(clean(text)) if word not in _CHILD_OF)
    return {form for form in (written, "".join(read.given), "".join(read.given + read.father)) if form}
