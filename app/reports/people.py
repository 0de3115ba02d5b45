"""Who was here on a day and why that changed: opening + in − out = closing, read from the chains of custody.

The same chains make the derived positions, so the closing of the day in use is what every other screen counts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.kernel.errors import UserError
from app.kernel.i18n import N_, _, ngettext
from app.manifest import letters
from app.registration import rules
from app.registration.counts import HeadLine, heads_of
from app.registration.position import position
from app.registration.records import Movement
from app.registration.rules import Step
from app.reports.table import (
    BETWEEN,
    HEAD_FIELDS,
    TOTAL,
    UNKNOWN,
    Behind,
    Cell,
    Heading,
    Line,
    Scope,
    Section,
    Table,
    key_of,
)
from app.store.base import instant_text
from app.store.journal import chunks
from app.store.work import Reading

NAME = "orang"
OPENING, CAME, BORN, BACK, OUT, CLOSING = "awal", "tiba", "lahir", "kembali", "keluar", "akhir"
ELSEWHERE, PAST, SHIP = "luar", "lewat", "kapal"
_MOVEMENT = Movement.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_HERE = (rules.PRESENT, *rules.TEMPORARY, *rules.BODIES_HERE)


@dataclass(frozen=True)
class Stood:
    """Where one head stood when the day began and when it ended, and each step of the day (from, to)."""

    stay: str
    head_class: str
    batch: str
    born: bool
    body: bool
    before: str
    after: str
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Flow:
    """The heads of a day by what they did; a head that went and came back is under both."""

    groups: dict[str, list[Stood]]

    def of(self, group: str) -> list[Stood]:
        """The heads of one line."""
        return self.groups.get(group, [])

    def kinds(self, first: str) -> list[str]:
        """The lines that begin with a word: each account somebody came back from, or left to."""
        return sorted(group for group in self.groups if group.partition(BETWEEN)[0] == first)


def flow(r: Reading, day: date) -> Flow:
    """The living heads of a day in the lines of the report, and the bodies still here."""
    groups: dict[str, list[Stood]] = {}
    for one in stood(r, day):
        for group in _groups(one):
            groups.setdefault(group, []).append(one)
    return Flow(groups)


def stood(r: Reading, day: date) -> Iterator[Stood]:
    """Every head that was this post's at some moment of the day. Whoever left before it is not read at all."""
    columns = (position.c.stay, position.c.head_class, position.c.batch, position.c.origin, position.c.body)
    ours = position.c.account.in_(_HERE) | (position.c.since >= day)
    heads = {row.stay: row for row in r.rows(select(*columns).where(position.c.site == r.site_id, ours))}
    for stay, steps in _chains(r, list(heads)).items():
        row = heads[stay]
        before, of_day = _on(steps, day)
        after = of_day[-1][1] if of_day else before
        if before != rules.OUTSIDE or of_day:
            born = row.origin == "born"
            yield Stood(
                stay, row.head_class or UNKNOWN, row.batch or "", born, bool(row.body), before, after, tuple(of_day)
            )


def housed(r: Reading, day: date, accounts: Sequence[str]) -> list[Stood]:
    """The living heads that stood in one of these accounts when the day ended."""
    return [one for one in stood(r, day) if one.after in accounts and not one.body]


def tables(r: Reading, scope: Scope) -> Iterator[Table]:
    """The equation of those present, where the others of this post are, and who came by which ship."""
    found = flow(r, scope.day)
    yield Table("people", scope.say(N_("Orang")), _headings(scope, N_("Uraian")), tuple(_equation(found, scope)))
    elsewhere = [*found.kinds(ELSEWHERE), *found.kinds(PAST)]
    lines = tuple(_line(scope, _away(scope, group), found.of(group), group) for group in elsewhere)
    note = scope.say(N_("Tidak dihitung di antara yang hadir."))
    yield Table("elsewhere", scope.say(N_("Di luar hitungan")), _headings(scope, N_("Keadaan")), lines, note)
    ships = tuple(
        _line(scope, _ship(r, group.partition(BETWEEN)[2], scope), found.of(group), group)
        for group in found.kinds(SHIP)
    )
    yield Table("arrivals", scope.say(N_("Kedatangan")), _headings(scope, N_("Kapal atau rombongan")), ships)


def behind(r: Reading, scope: Scope, key: Sequence[str]) -> Iterator[Behind]:
    """The heads of a line, of one class or of all."""
    *group, wanted = key
    found = flow(r, scope.day).of(BETWEEN.join(group))
    yield from people_behind(r, [one.stay for one in found if wanted in (TOTAL, one.head_class)])


def people_behind(r: Reading, stays: Iterable[str], details: dict[str, str] | None = None) -> Iterator[Behind]:
    """These heads as rows behind a number, by name; one that is asked for twice weighs two."""
    often = Counter(iter(stays))
    for head in sorted(heads_of(r, list(often)), key=lambda head: head.display.casefold()):
        detail = (details or {}).get(head.stay_id) or _about(head)
        yield Behind(head.display, detail, often[head.stay_id], ("people", head.stay_id))


def _about(head: HeadLine) -> str:
    age = ngettext("{n} tahun", "{n} tahun", head.age).format(n=head.age) if head.age is not None else ""
    card = _("kartu {number}").format(number=head.card_number) if head.card_number else ""
    return " · ".join(part for part in (head.head_class or "?", age, card) if part)


def _chains(r: Reading, stays: Sequence[str]) -> dict[str, list[tuple[str, date]]]:
    """Stay → the accounts its chain went through with the day of each step, days never going back.

    A step dated after the one that follows it (a clock that went wrong) counts on the day of that one.
    """
    columns = [_MOVEMENT.c[name] for name in ("id", "stay_id", "to_account", "after", "at", "day")]
    mine = (_MOVEMENT.c.site_id == r.site_id) & _MOVEMENT.c.void_reason.is_(None)
    rows: dict[str, list[Any]] = {stay: [] for stay in stays}
    for some in chunks(stays):
        for row in r.rows(select(*columns).where(mine, _MOVEMENT.c.stay_id.in_(some))):
            rows[row.stay_id].append(row)
    return {stay: _chain(found) for stay, found in rows.items()}


def _chain(rows: Sequence[Any]) -> list[tuple[str, date]]:
    steps = {row.id: row for row in rows}
    last = rules.standing(Step(row.id, row.to_account, row.after, instant_text(row.at)) for row in rows).last
    back: list[tuple[str, date]] = []
    while last is not None and (row := steps.get(last)) is not None:
        day = min(row.day, back[-1][1]) if back else row.day
        back.append((row.to_account, day))
        last = row.after
    return back[::-1]


def _on(chain: Sequence[tuple[str, date]], day: date) -> tuple[str, list[tuple[str, str]]]:
    """The account when the day began, and the steps of the day."""
    at, before, steps = rules.OUTSIDE, rules.OUTSIDE, []
    for account, when in chain:
        if when < day:
            before = account
        elif when == day:
            steps.append((at, account))
        at = account
    return before, steps


def _groups(one: Stood) -> Iterator[str]:
    """The lines of the report one head belongs to."""
    if one.body or one.after in rules.BODIES_HERE:
        if one.after in rules.BODIES_HERE:
            yield key_of(ELSEWHERE, rules.BODY)
    elif one.after in rules.TEMPORARY:
        yield key_of(ELSEWHERE, one.after)
    if one.body:
        return
    if one.before == rules.PRESENT:
        yield OPENING
    if one.after == rules.PRESENT:
        yield CLOSING
    for old, new in one.steps:
        yield from _step(one, old, new)


def _step(one: Stood, old: str, new: str) -> Iterator[str]:
    if rules.PRESENT not in (old, new):
        if old in rules.TEMPORARY and new not in rules.TEMPORARY:
            yield key_of(PAST, old, new)
        return
    if old == rules.PRESENT:
        if new != rules.PRESENT:
            yield key_of(OUT, new)
    elif old != rules.OUTSIDE:
        yield key_of(BACK, old)
    else:
        yield BORN if one.born else CAME
        if not one.born:
            yield key_of(SHIP, one.batch)


def _equation(found: Flow, scope: Scope) -> Iterator[Line]:
    yield _line(scope, scope.say(N_("Hadir saat hari dibuka")), found.of(OPENING), OPENING)
    yield _line(scope, scope.say(N_("+ Tiba")), found.of(CAME), CAME)
    for group, text in ((BORN, N_("+ Lahir di sini")),):
        if found.of(group):
            yield _line(scope, scope.say(text), found.of(group), group)
    for group in found.kinds(BACK):
        account = scope.name("akun_orang", group.partition(BETWEEN)[2])
        text = scope.say(N_("+ Kembali: {account}")).format(account=account)
        yield _line(scope, text, found.of(group), group)
    for group in found.kinds(OUT):
        text = scope.say(N_("− Keluar: {account}")).format(
            account=scope.name("akun_orang", group.partition(BETWEEN)[2])
        )
        yield _line(scope, text, found.of(group), group)
    running = scope.now < scope.window.end
    text = scope.say(N_("= Hadir sekarang")) if running else scope.say(N_("= Hadir saat hari ditutup"))
    closing = _line(scope, text, found.of(CLOSING), CLOSING)
    yield Line(closing.cells, "", closing.target, sum=True)


def _away(scope: Scope, group: str) -> str:
    kind, *accounts = group.split(BETWEEN)
    names = [scope.name("akun_orang", account) for account in accounts]
    return names[0] if kind == ELSEWHERE else scope.say(N_("Langsung dari {old}: {new}")).format(
        old=names[0], new=names[1])  # fmt: skip


def _ship(r: Reading, batch_id: str, scope: Scope) -> str:
    """Its name; a ship whose own entry has not come to this desk yet costs nobody the report."""
    if not batch_id:
        return scope.say(N_("Tanpa kapal: dicatat satu per satu"))
    try:
        return letters.batch(r, batch_id).name
    except UserError:
        return scope.say(N_("Kapal yang catatannya belum sampai di laptop ini"))


def _line(scope: Scope, label: str, heads: Sequence[Stood], group: str) -> Line:
    counts = Counter(one.head_class for one in heads)
    numbers = {**{name: counts[name] for name in (*HEAD_FIELDS[:-1],)}, TOTAL: len(heads)}
    cells = {name: Cell(number, key_of(NAME, group, name)) for name, number in numbers.items()}
    return Line({"label": Cell(label), **cells})


def _headings(scope: Scope, first: str) -> tuple[Heading, ...]:
    titles = {UNKNOWN: "?", TOTAL: scope.say(N_("Jumlah"))}
    numbers = tuple(Heading(name, titles.get(name, name), number=True) for name in HEAD_FIELDS)
    return (Heading("label", scope.say(first), wide=True), *numbers)


SECTION: Section[Scope] = Section(NAME, tables, behind)
