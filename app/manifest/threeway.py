"""Letter, list, gangway and recheck class by class, and the people who explain every difference between them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.kernel.headcount import CLASSES, HeadCount
from app.kernel.i18n import N_, _
from app.manifest import board, joining, rules
from app.manifest.board import Board, BoardLine
from app.reference.enumerations import name_of
from app.registration.counts import HeadLine, heads_of_batch
from app.registration.rules import display_name
from app.store.work import Reading

UNKNOWN = "?"
BORN = "born"
WAITING = N_("belum diperiksa")
COLUMNS = {"letter": N_("surat"), "listed": N_("daftar"), "gangway": N_("dermaga"), "checked": N_("diperiksa")}


@dataclass(frozen=True)
class Row:
    """One class (“?”: not known) in the four counts; None where nobody counted by class."""

    code: str
    letter: int | None
    listed: int
    gangway: int | None
    checked: int
    waiting: int = 0
    """Lines of this class nobody has looked at yet: what the recheck still lacks is no difference."""

    @property
    def differs(self) -> bool:
        """Whether any count of this class differs from another."""
        return len({self.letter, self.listed, self.gangway, self.checked + self.waiting} - {None}) > 1

    @property
    def difference(self) -> int:
        """What the recheck has more or fewer than the letter, else than the list, those still waited for apart."""
        return self.checked + self.waiting - (self.listed if self.letter is None else self.letter)


@dataclass(frozen=True)
class Reason:
    """Somebody, or something, that makes a class differ: by how many, and from which count to which.

    `step` is letter (letter to list), checked (list to recheck), gangway (recheck to gangway), or "" for a remark.
    """

    code: str
    step: str
    plus: int
    what: str
    name: str = ""
    number: str = ""


@dataclass(frozen=True)
class ThreeWay:
    """The match of a ship as it stands."""

    rows: tuple[Row, ...]
    total: Row
    reasons: tuple[Reason, ...]
    words: str

    def behind(self, code: str) -> tuple[Reason, ...]:
        """What explains a class; of the total, everything."""
        return tuple(one for one in self.reasons if code in ("", one.code))

    def explained(self, code: str) -> str:
        """“LD: batal berangkat 2, tambahan 1”; empty where nothing has to be explained."""
        found: dict[str, int] = {}
        for one in self.behind(code):
            if one.plus and one.step == "checked":
                kind = one.what.partition(" – ")[0]
                found[kind] = found.get(kind, 0) + abs(one.plus)
        return ", ".join(f"{what} {n}" for what, n in found.items())


def three_way(r: Reading, batch_id: str) -> ThreeWay:
    """The four counts of a ship with the names behind every difference."""
    shown = board.board(r, batch_id)
    return matched(shown, heads_of_batch(r, batch_id), joining.notes(r, batch_id))


def matched(shown: Board, heads: Sequence[HeadLine], notes: Sequence[joining.Note]) -> ThreeWay:
    """The match from what was read: nothing is asked again."""
    living = {head.stay_id: head for head in heads if not head.body}
    bodies = {head.stay_id for head in heads if head.body}
    listed = HeadCount.of_classes(line.expected_class for line in shown.lines)
    reasons = [*_of_lines(shown.lines, living, bodies), *_of_heads(shown)]
    counts = (shown.stated, listed, shown.gangway, shown.rechecked)
    codes = [*CLASSES, *([UNKNOWN] if any(count is not None and count.unknown for count in counts[1:]) else [])]
    waiting = Counter(line.expected_class or UNKNOWN for line in shown.remaining)
    rows = tuple(replace(_row(code, *counts), waiting=waiting[code]) for code in codes)
    reasons = [*_of_letter(rows, shown), *reasons, *_of_gangway(rows, shown)]
    reasons += [Reason("", "", 0, _("adendum – {what}").format(what=_told(note)), note.name, note.list_no)
                for note in notes]  # fmt: skip
    whole = Row(
        "", _total(shown.stated), listed.total, _total(shown.gangway), shown.rechecked.total, len(shown.remaining)
    )
    order = {code: place for place, code in enumerate(codes)}
    reasons.sort(key=lambda one: (one.what == _(WAITING), order.get(one.code, len(codes))))
    return ThreeWay(rows, whole, tuple(reasons), shown.words)


def _told(note: joining.Note) -> str:
    return "; ".join(one.words for one in note.differences)


def _row(code: str, letter: HeadCount | None, listed: HeadCount, gangway: HeadCount | None, checked: HeadCount) -> Row:
    said = None if letter is None or _only_total(letter) else _of(letter, code)
    return Row(code, said, _of(listed, code), None if gangway is None else _of(gangway, code), _of(checked, code))


def _only_total(count: HeadCount) -> bool:
    return count.unknown == count.total


def _of(count: HeadCount, code: str) -> int:
    return count.unknown if code == UNKNOWN else count.by_class()[code]


def _total(count: HeadCount | None) -> int | None:
    return None if count is None else count.total


def _of_letter(rows: Sequence[Row], shown: Board) -> Iterator[Reason]:
    """Where the letter's own numbers are not those of its list."""
    if shown.stated is None or not shown.lines:
        return
    listed = len(shown.lines)
    whole = [Row("", shown.stated.total, listed, None, listed)] if _only_total(shown.stated) else []
    for row in (*rows, *whole):
        if row.letter is not None and row.letter != row.listed:
            text = _("surat menyebut {letter}, daftarnya {listed} baris")
            said = text.format(letter=row.letter, listed=row.listed)
            yield Reason(row.code, "letter", row.listed - row.letter, said)


def _of_lines(lines: Sequence[BoardLine], living: Mapping[str, HeadLine], bodies: set[str]) -> Iterator[Reason]:
    numbers, counted = {line.id: line.list_no for line in lines}, set[str]()
    for line in lines:
        code, who = line.expected_class or UNKNOWN, (_called(line), line.list_no)
        head = living.get(line.stay_id or "")
        if line.status not in rules.PRESENT:
            yield Reason(code, "checked", -1, _missing(line, numbers), *who)
        elif line.stay_id in bodies:
            yield Reason(code, "checked", -1, _("jenazah – di luar hitungan orang hadir"), *who)
        elif head is None or head.stay_id in counted:
            yield Reason(code, "checked", -1, _("tercatat dua kali – digabung dengan orang lain"), *who)
        elif (head.head_class or UNKNOWN) != code:
            found = head.head_class or UNKNOWN
            said = _("kelompok berbeda – daftar {listed}, diperiksa {found}").format(listed=code, found=found)
            yield Reason(code, "checked", -1, said, *who)
            yield Reason(found, "checked", 1, said, *who)
        if head is not None:
            counted.add(head.stay_id)


def _missing(line: BoardLine, numbers: Mapping[str, str]) -> str:
    status = _(WAITING) if not line.done else _lower(name_of("status_person_manifes", line.status))
    if line.status == rules.DUPLICATE and line.duplicate_of and line.duplicate_of in numbers:
        return _("{status} – dengan no. {number}").format(status=status, number=numbers[line.duplicate_of])
    return f"{status} – {line.reason}" if line.reason else status


def _of_heads(shown: Board) -> Iterator[Reason]:
    adrift = {head.stay_id for head in shown.figures.adrift}
    for head in (*shown.figures.extras, *shown.figures.adrift):
        born = head.origin == BORN
        what = _("lahir di sini") if born else _("tambahan") if head.stay_id not in adrift else _("barisnya diganti")
        yield Reason(head.head_class or UNKNOWN, "checked", 1, what, head.display, head.card_number or "")


def _of_gangway(rows: Sequence[Row], shown: Board) -> Iterator[Reason]:
    """Cards without a name, and what is left between the gangway and the recheck when they are taken into account."""
    for head in shown.figures.unnamed:
        what = _("kartu belum bernama")
        yield Reason(head.head_class or UNKNOWN, "gangway", 1, what, head.display, head.card_number or "")
    cards = shown.figures.cards
    for row in rows:
        if row.gangway is None or shown.remaining:
            continue
        left = row.gangway - row.checked - _of(cards, row.code)
        if left:
            text = _("hitungan dermaga lebih {n}") if left > 0 else _("hitungan dermaga kurang {n}")
            yield Reason(row.code, "gangway", left, text.format(n=abs(left)))


def _called(line: BoardLine) -> str:
    return display_name(line.name, line.father, line.sex)


def _lower(text: str) -> str:
    return text.casefold().replace("wni", "WNI")
