"""Names as manifests write them: given name, “bin/binti” and father, and the names a person also goes by."""

import re
from typing import NamedTuple

_ALIAS = re.compile(r"\s*(?:@+|\b(?:alias|als|a\.?k\.?a)\b\.?:?)\s*", re.IGNORECASE)
_PARENTHESES = re.compile(r"\(([^()]{2,60})\)")
_MALE_LINK = r"bin|b\.|ibnu|ibni|a/l|anak lelaki"
_FEMALE_LINK = r"binti|binte|bintie|bt\.?|bte\.?|bti\.?|bnt\.?|a/p|anak perempuan"
_LINK = re.compile(rf"(?:^|\s)(?:(?P<male>{_MALE_LINK})|(?P<female>{_FEMALE_LINK}))(?:\s+|(?<=\.)|$)", re.IGNORECASE)


class NameParts(NamedTuple):
    """A written name taken apart; `sex` is what bin or binti says, nothing else."""

    given: str
    father: str | None
    alias: tuple[str, ...]
    sex: str | None


def split_name(written: str) -> NameParts:
    """Parts of a name; nothing is corrected, only cut."""
    text = " ".join(written.split())
    inside: tuple[str, ...] = ()
    if "(" in text:
        inside = tuple(part.strip() for part in _PARENTHESES.findall(text) if not _LINK.match(f" {part}"))
    text = " ".join(_PARENTHESES.sub(" ", text).split()) if inside else text
    first, *others = [part.strip(" ,;") for part in _ALIAS.split(text)]
    if not first and others:
        first, *others = others
    father, sex = None, None
    main = _LINK.search(first)
    if main:
        first, father, sex = first[: main.start()].strip(), first[main.end() :].strip() or None, _sex(main)
    aliases = []
    for other in others:
        link = _LINK.search(other)
        if link and father is None:
            other, father, sex = other[: link.start()].strip(), other[link.end() :].strip() or None, _sex(link)
        aliases.append(other)
    return NameParts(first or text, father, tuple(part for part in (*aliases, *inside) if part), sex)


def _sex(link: re.Match[str]) -> str:
    return "L" if link["male"] else "P"
