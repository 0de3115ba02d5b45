"""What happened on a day and who kept watch: incidents, guards and empty posts, the log, and shifts handed over."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from app.kernel.clock import local
from app.kernel.i18n import N_
from app.reports.table import Behind, Cell, Heading, Line, Scope, Section, Table, key_of
from app.shelter.duty import guards, incidents, shifts, turnover
from app.shelter.duty.guards import Guarding
from app.shelter.duty.incidents import IncidentView
from app.shelter.rules.duty import Window
from app.store.work import Reading

NAME = "jaga"
TODAY, OPEN, WATCH, GAP = "kejadian", "terbuka", "penjaga", "kosong"
SCREEN = "duty"


def tables(r: Reading, scope: Scope) -> Iterator[Table]:
    """The figures first, then the lists they stand on."""
    today, still = _incidents(r, scope, TODAY), _incidents(r, scope, OPEN)
    watch = guards.guarding(r, scope.day, scope.now)
    numbers = (
        (N_("Kejadian hari ini"), TODAY, len(today), ""),
        (N_("Kejadian yang masih terbuka"), OPEN, len(still), "warn" if still else ""),
        (N_("Penjaga yang bertugas hari ini"), WATCH, len(watch.watches), ""),
        (N_("Waktu jaga yang kosong"), GAP, len(watch.gaps), "warn" if watch.gaps else ""),
    )
    lines = tuple(
        Line({"label": Cell(scope.say(text)), "number": Cell(number, key_of(NAME, what))}, tone)
        for text, what, number, tone in numbers
    )
    headings = (_wide(scope, N_("Uraian")), Heading("number", scope.say(N_("Jumlah")), number=True))
    yield Table("watch", scope.say(N_("Keamanan")), headings, lines)
    yield _incident_table([*today, *(one for one in still if one not in today)], scope)
    yield _guard_table(watch, scope)
    yield _log_table(r, scope)
    yield _turnover_table(r, scope)


def behind(r: Reading, scope: Scope, key: Sequence[str]) -> Iterator[Behind]:
    """Incidents, guards, or the times nobody kept watch."""
    (what,) = key
    if what in (TODAY, OPEN):
        for one in _incidents(r, scope, what):
            yield Behind(f"{one.number} · {one.name}", " · ".join(filter(None, (one.place, one.told))), 1,
                         (SCREEN, one.id))  # fmt: skip
        return
    watch = guards.guarding(r, scope.day, scope.now)
    if what == WATCH:
        for turn in watch.watches:
            yield Behind(turn.name, f"{turn.unit} · {turn.post} · {_hours(scope, turn.window)}", 1, (SCREEN, turn.id))
    else:
        for gap in watch.gaps:
            yield Behind(gap.post, _hours(scope, gap.window), 1, (SCREEN, gap.post_id))


def _incidents(r: Reading, scope: Scope, which: str) -> list[IncidentView]:
    """Those of the day, or those of it and earlier days that nobody has closed; never those called off."""
    if which == OPEN:
        return incidents.open_on(r, scope.day)
    found = [one for one in incidents.incidents(r, scope.day) if not one.void]
    return sorted(found, key=lambda one: one.at)


def _incident_table(found: Sequence[IncidentView], scope: Scope) -> Table:
    lines = []
    for one in found:
        state = scope.say(N_("terbuka")) if one.open else scope.say(N_("selesai"))
        told = one.told if not (scope.on_paper and one.sealed_kind) else ""
        said = {
            "number": one.number,
            "time": _moment(scope, one.at),
            "kind": scope.name("jenis_kejadian", one.kind),
            "place": one.place,
            "told": told,
            "done": one.done,
            "reported": one.reported_to,
            "state": f"{state}: {one.outcome}" if one.outcome else state,
        }
        cells = {name: Cell(text) for name, text in said.items()}
        lines.append(Line(cells, "warn" if one.open else "", (SCREEN, one.id)))
    titles = {
        "number": N_("Nomor"), "time": N_("Waktu"), "kind": N_("Jenis"), "place": N_("Tempat"),
        "told": N_("Apa yang terjadi"), "done": N_("Tindakan"), "reported": N_("Dilaporkan kepada"),
        "state": N_("Keadaan"),
    }  # fmt: skip
    spare = ("place", "done", "reported")
    headings = tuple(
        Heading(name, scope.say(title), wide=name == "told", spare=name in spare) for name, title in titles.items()
    )
    return Table("incidents", scope.say(N_("Kejadian")), headings, tuple(lines))


def _guard_table(watch: Guarding, scope: Scope) -> Table:
    lines = [
        Line({"post": Cell(turn.post), "name": Cell(turn.name), "unit": Cell(turn.unit),
              "hours": Cell(_hours(scope, turn.window))}, "", (SCREEN, turn.id))
        for turn in watch.watches
    ]  # fmt: skip
    empty = scope.say(N_("tidak ada penjaga"))
    lines += [
        Line({"post": Cell(gap.post), "name": Cell(empty), "hours": Cell(_hours(scope, gap.window))}, "warn",
             (SCREEN, gap.post_id))
        for gap in watch.gaps
    ]  # fmt: skip
    titles = {"post": N_("Pos jaga"), "name": N_("Penjaga"), "unit": N_("Kesatuan"), "hours": N_("Jam")}
    headings = tuple(Heading(name, scope.say(title), wide=name == "name") for name, title in titles.items())
    return Table("guards", scope.say(N_("Penjaga")), headings, tuple(lines))


def _log_table(r: Reading, scope: Scope) -> Table:
    names = {span.code: span.name for span in shifts.spans(r, scope.on_paper)}
    lines = tuple(
        Line({"time": Cell(_moment(scope, one.at)), "shift": Cell(names.get(one.shift, one.shift)),
              "text": Cell(one.text), "officer": Cell(one.officer)}, "", (SCREEN, one.id))
        for one in shifts.notes(r, scope.day)
    )  # fmt: skip
    titles = {"time": N_("Waktu"), "shift": N_("Giliran"), "text": N_("Catatan"), "officer": N_("Petugas")}
    headings = tuple(Heading(name, scope.say(title), wide=name == "text") for name, title in titles.items())
    return Table("log", scope.say(N_("Buku giliran")), headings, lines)


def _turnover_table(r: Reading, scope: Scope) -> Table:
    lines = []
    for one in reversed(turnover.turnovers(r, scope.day)):
        if one.void:
            continue
        taken = scope.say(N_("diterima")) if one.state == turnover.TAKEN else scope.say(N_("menunggu penerima"))
        said = {"number": one.number, "shifts": f"{one.shift} → {one.to_shift}", "giver": one.giver, "taker": one.taker}
        cells = {**{name: Cell(text) for name, text in said.items()}, "state": Cell(taken)}
        lines.append(Line(cells, "warn" if one.waits else "", (SCREEN, one.id)))
    titles = {
        "number": N_("Nomor"), "shifts": N_("Giliran"), "giver": N_("Menyerahkan"), "taker": N_("Menerima"),
        "state": N_("Keadaan"),
    }  # fmt: skip
    headings = tuple(Heading(name, scope.say(title), wide=name in ("giver", "taker")) for name, title in titles.items())
    return Table("turnovers", scope.say(N_("Serah terima giliran")), headings, tuple(lines))


def _wide(scope: Scope, title: str) -> Heading:
    return Heading("label", scope.say(title), wide=True)


def _moment(scope: Scope, at: datetime) -> str:
    """The hour, with the date where it is not that of the operational day."""
    here = local(at, scope.calendar.zone)
    return f"{here:%H.%M}" if here.date() == scope.day else f"{here:%d-%m %H.%M}"


def _hours(scope: Scope, window: Window) -> str:
    """“07.00–19.00”, with the date where it is another day."""
    return f"{_moment(scope, window.start)}–{_moment(scope, window.end)}"


SECTION: Section[Scope] = Section(NAME, tables, behind)
