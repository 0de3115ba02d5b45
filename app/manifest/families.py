"""Mother and infants together: where a list puts a baby elsewhere, the roll-call calls it right after its mother."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

INFANT_AGE = 2
_NAMED_AFTER = re.compile(
    r"^(?:bayi|by|baby|anak|inf(?:ant)?)\b[\s.,/]*(?:(?:dari|ny|nyonya|ibu|of|mrs|b)\b[\s.]*)*(.*)$"
)
_CHILD = ("anak", "child", "bayi", "infant", "cucu")
_NEAR = 6


@dataclass(frozen=True)
class Listed:
    """What of a line tells whose child it is."""

    id: str
    name: str
    sex: str | None = None
    age: int | None = None
    relation: str | None = None
    infant: bool = False


def mothers(lines: Sequence[Listed]) -> dict[str, str]:
    """Infant's line id → its mother's line id, by the name the infant is called after, or by the woman above it."""
    found: dict[str, str] = {}
    for place, line in enumerate(lines):
        if _is_infant(line):
            mother = _called_after(line, lines) or _above(place, lines)
            if mother:
                found[line.id] = mother.id
    return found


def together(lines: Sequence[Listed], mother_of: dict[str, str]) -> list[str]:
    """The line ids in calling order: list order, but every infant right after its mother."""
    children: dict[str, list[str]] = {}
    for line in lines:
        if line.id in mother_of:
            children.setdefault(mother_of[line.id], []).append(line.id)
    order: list[str] = []
    for line in lines:
        if line.id not in mother_of:
            order += [line.id, *children.get(line.id, ())]
    return order


def _is_infant(line: Listed) -> bool:
    if line.age is not None:
        return line.age < INFANT_AGE
    return line.infant


def _called_after(line: Listed, lines: Sequence[Listed]) -> Listed | None:
    """The woman whose name the infant's name holds (“Bayi Ny. Aminah”), if only one has it."""
    match = _NAMED_AFTER.match(line.name.casefold())
    words = set(re.findall(r"\w+", match[1])) if match else set()
    women = [other for other in lines if other.id != line.id and _may_be_mother(other)]
    named = [other for other in women if words and words <= set(re.findall(r"\w+", other.name.casefold()))]
    return named[0] if len(named) == 1 else None


def _above(place: int, lines: Sequence[Listed]) -> Listed | None:
    """The nearest woman above, with nothing but children between."""
    for other in reversed(lines[max(0, place - _NEAR) : place]):
        if _may_be_mother(other):
            return other
        if not _is_child(other):
            return None
    return None


def _may_be_mother(line: Listed) -> bool:
    return line.sex == "P" and line.age is not None and 14 <= line.age <= 55 and not _is_infant(line)


def _is_child(line: Listed) -> bool:
    said = (line.relation or "").casefold()
    return any(word in said for word in _CHILD) or (line.age is not None and line.age < 18)
