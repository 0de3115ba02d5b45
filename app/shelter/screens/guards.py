"""Penjaga: who is on duty now, the turns of the day, and the times a post stands empty."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.access.days import today
from app.kernel.clock import local
from app.kernel.i18n import _
from app.shelter.duty import guards, shifts
from app.shelter.duty.guards import Gap, Guarding, Watch
from app.shelter.rules.duty import Span, Window
from app.shelter.rules.meals import clock_text, minutes_of
from app.shelter.screens.dutycontext import Bench
from app.shelter.screens.mealsheets import TimeField
from app.widgets.asking import Asked, ask
from app.widgets.buttons import button
from app.widgets.date_field import DateField
from app.widgets.dialogs import Question, Sheet, ask_reason
from app.widgets.fields import CheckField, ChoiceField, Field, TextField
from app.widgets.labels import label, retone
from app.widgets.layouts import FlowLayout, clear, column, holder
from app.widgets.operations import Begun, Closing
from app.widgets.tables import Column, Empty, Mark, RowTable


@dataclass(frozen=True)
class State:
    """The watch of the day in use, and every post with its hours."""

    watch: Guarding
    posts: list[Span]


class GuardsPane(QWidget):
    """Turns and gaps in one list, by time; above it who stands there now."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._state: State | None = None
        self.now, self.empty = label("", "heading", wrap=True), label("", "", wrap=True)
        self.table = RowTable(
            (
                Column("", lambda one: _mark(one, bench), 132, "mark"),
                Column(_("Jam"), lambda one: bench.hours(one.window), 190),
                Column(_("Pos jaga"), lambda one: one.post, 240, "strong"),
                Column(_("Penjaga"), lambda one: one.name if isinstance(one, Watch) else _("tidak ada penjaga"), 0),
                Column(_("Kesatuan"), lambda one: one.unit if isinstance(one, Watch) else "", 200, "muted", spare=True),
            ),
            key=_key,
            state=lambda one: "warn" if isinstance(one, Gap) else "",
        )
        self.table.setAccessibleName(_("Jaga hari ini"))
        hint = _("Tulis dulu pos jaganya (mis. gerbang, lantai 2), lalu siapa yang berjaga dan sampai jam berapa.")
        self.table.set_empty(Empty(_("Belum ada jadwal jaga"), hint, "shield"))
        self.table.opened.connect(self._open)
        self._verbs = FlowLayout(gap=4)
        body = column(self.now, self.empty, self.table, holder(self._verbs), gap=8)
        body.setStretch(2, 1)
        self.setLayout(body)
        self._offer()

    def read(self) -> None:
        """Read the watch again."""
        now = self._bench.context.now()

        def look(r: Any) -> State:
            return State(guards.guarding(r, today(r), now), guards.posts(r, everything=True))

        self._bench.ops.read(look, latest="duty.guards").then(self._show)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The acts of this pane."""
        if not self._bench.context.may(shifts.PERMISSION):
            return {}
        return {"duty.new": self.write_down, "duty.edit": self._relieve}

    def write_down(self) -> Sheet | None:
        """Ask for a turn; without a post there is nothing to keep yet."""
        posts = [post for post in self._state.posts if post.active] if self._state else []
        if not posts:
            return self.ask_post() if self._bench.context.may(shifts.SETUP) else None
        sheet = watch_sheet(self, self._bench, posts, self.table.current())

        def keep(said: dict[str, Any]) -> Begun:
            window = window_of(said, self._bench)
            watch = guards.new_watch(str(said["post"]), str(said["name"]), str(said.get("unit", "")), window)
            return self._bench.write(lambda w: guards.keep(w, watch))

        return ask(sheet, keep)

    def ask_post(self, post: Span | None = None) -> Asked:
        """Ask for a post and its hours."""
        fields: list[Field] = [
            TextField("name", _("Nama pos jaga"), required=True).placeholder(_("mis. gerbang utama")),
            TimeField("starts", _("Dijaga mulai pukul")).placeholder(_("kosong = sepanjang hari")),
            TimeField("ends", _("Sampai pukul")),
            CheckField("active", _("Dipakai")),
        ]
        sheet = Asked(self, Question(post.name if post else _("Pos jaga baru"), yes=_("Simpan")), fields)
        first: dict[str, Any] = {"active": True}
        if post is not None:
            hours = {"starts": clock_text(post.starts), "ends": clock_text(post.ends)}
            first = {"name": post.name, "active": post.active, **(hours if post.starts != post.ends else {})}
        sheet.form.load(first)
        return ask(sheet, lambda said: self._keep_post(said, post))

    def _keep_post(self, said: dict[str, Any], post: Span | None) -> Begun:
        starts, ends = (minutes_of(str(said.get(edge, "0000"))) or 0 for edge in ("starts", "ends"))
        code = post.code if post else ""
        made = Span(code, str(said["name"]), starts, ends, bool(said.get("active")))
        return self._bench.write(lambda w: guards.keep_post(w, made), _("Pos jaga disimpan."))

    def _show(self, state: State) -> None:
        self._state = state
        watch, now = state.watch, self._bench.context.now()
        rows: list[Watch | Gap] = [*watch.watches, *watch.gaps]
        self.table.set_rows(sorted(rows, key=lambda one: (one.window.start, one.post.casefold())))
        names = ", ".join(f"{one.name} ({one.post})" for one in watch.on_duty)
        self.now.setText(_("Sedang berjaga: {names}").format(names=names) if names else _("Tidak ada yang berjaga"))
        empty = ", ".join(gap.post for gap in watch.empty_at(now))
        retone(self.empty, _("Kosong sekarang: {posts}").format(posts=empty) if empty else "", "warn")
        self.empty.setVisible(bool(empty))
        self._offer()

    def _offer(self) -> None:
        clear(self._verbs)
        if self._bench.context.may(shifts.PERMISSION):
            self._verbs.addWidget(button(_("Selesai lebih awal"), self._relieve, "quiet", "clock"))
            self._verbs.addWidget(button(_("Batalkan"), self._take_back, "quiet", "x"))
        if self._bench.context.may(shifts.SETUP):
            self._verbs.addWidget(button(_("Pos jaga baru"), self.ask_post, "quiet", "plus"))
            for post in self._state.posts if self._state else ():
                name = post.name if post.active else _("{post} (tidak dipakai)").format(post=post.name)
                self._verbs.addWidget(button(name, partial(self.ask_post, post), "quiet", "pencil"))

    def _open(self, one: Watch | Gap) -> None:
        """Enter on an empty time asks who keeps it; on a turn, when it ended."""
        if isinstance(one, Gap):
            self.write_down()
        else:
            self._relieve()

    def _relieve(self) -> None:
        one = self.table.current()
        if not isinstance(one, Watch):
            return
        here = local(self._bench.context.now(), self._bench.context.zone)
        day, hour = DateField("day", _("Tanggal"), required=True), TimeField("time", _("Jam"), required=True)
        day.set_value(here.date().isoformat())
        hour.set_value(f"{here:%H.%M}")

        def taken(said: dict[str, Any]) -> Begun:
            at = self._bench.moment(said["day"], said["time"])
            return self._bench.write(lambda w: guards.relieve(w, one.id, at)) if at is not None else Closing.AT_ONCE

        title = _("{name} selesai berjaga").format(name=one.name)
        ask(Asked(self, Question(title, self._bench.hours(one.window), _("Simpan")), [day, hour]), taken)

    def _take_back(self) -> None:
        one = self.table.current()
        if isinstance(one, Watch):
            question = Question(_("Batalkan giliran jaga ini?"), f"{one.name} · {one.post}")
            act = lambda _code, why: self._bench.write(lambda w: guards.take_back(w, one.id, why))  # noqa: E731
            ask_reason(self, question, act)


def watch_sheet(parent: QWidget, bench: Bench, posts: list[Span], first: object) -> Asked:
    """The sheet of a turn; on an empty time its post and hours are filled in."""
    here = local(bench.context.now(), bench.context.zone)
    fields: list[Field] = [
        ChoiceField("post", _("Pos jaga"), [(post.code, post.name) for post in posts], required=True),
        TextField("name", _("Penjaga"), required=True),
        TextField("unit", _("Kesatuan")).placeholder(_("mis. Satgas Pamtas, Satpol PP")),
        DateField("day", _("Tanggal mulai"), required=True),
        TimeField("starts", _("Mulai pukul"), required=True),
        TimeField("ends", _("Sampai pukul"), required=True),
    ]
    hint = _("Jaga yang melewati tengah malam cukup ditulis jamnya: 19.00 sampai 07.00.")
    sheet = Asked(parent, Question(_("Catat jaga"), hint, _("Simpan")), fields)
    values: dict[str, Any] = {"post": posts[0].code, "day": here.date().isoformat(), "starts": f"{here:%H.00}"}
    if isinstance(first, Gap):
        start, end = (local(edge, bench.context.zone) for edge in (first.window.start, first.window.end))
        values = {"post": first.post_id, "day": start.date().isoformat(), "starts": f"{start:%H.%M}",
                  "ends": f"{end:%H.%M}"}  # fmt: skip
    sheet.form.load(values)
    sheet.form.field("name").setFocus()
    return sheet


def window_of(said: dict[str, Any], bench: Bench) -> Window:
    """The time of a turn as entered; one that ends at an earlier hour ends the day after."""
    start = bench.moment(said["day"], said["starts"]) or bench.context.now()
    end = bench.moment(said["day"], said["ends"]) or start
    return Window(start, end + timedelta(days=1) if end <= start else end)


def _mark(one: Watch | Gap, bench: Bench) -> Mark | None:
    if isinstance(one, Gap):
        return Mark(_("kosong"), "triangle-alert", "warn")
    return Mark(_("berjaga"), "shield", "good") if one.window.holds(bench.context.now()) else None


def _key(one: Watch | Gap) -> object:
    return one.id if isinstance(one, Watch) else (one.post_id, one.window.start)
