"""Settings: the operational day, opened by a person, never by the clock alone."""

from datetime import datetime

from app.access.days import Day, DayState, day_state, open_day
from app.access.naming import user_names
from app.access.office import Office
from app.access.screens.reach import Reach
from app.access.screens.section import Section, titled
from app.access.wizard import time_of
from app.kernel.clock import local
from app.kernel.i18n import N_, _
from app.widgets.buttons import button
from app.widgets.dialogs import Question, confirm
from app.widgets.labels import day_words, label, retone
from app.widgets.layouts import column, row
from app.widgets.operations import Begun


class DaySection(Section):
    """The day in use, the day the clock points to, and the step from one to the other."""

    lead = N_("Semua hitungan, makanan dan laporan dicatat pada hari operasional, bukan pada jam laptop.")

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach)
        self._day, self._opened = label("", "figure-mid", wrap=True), label("", "muted", wrap=True)
        self._clock, self._advice = label("", "", wrap=True), label("", "caption", wrap=True)
        self.open_button = button("", self._ask, "primary", "calendar")
        self._state: DayState | None = None
        first = titled(_("Hari yang dipakai"), column(self._day, self._opened, gap=2))
        second = titled(_("Menurut jam laptop"), self._clock, row(self.open_button, 1), self._advice)
        self.setLayout(column(first, second, 1, gap=16))

    def load(self) -> None:
        """Read the day."""
        self.reach.look(_read, latest="day").then(self._show)

    def _show(self, found: tuple[DayState, str, datetime]) -> None:
        state, who, now = found
        self._state = state
        office = self.reach.office
        current = state.current
        self._day.setText(day_words(current.day) if current else _("Belum dibuka"))
        self._opened.setText(_opened(current, who, office.site.zone))
        clock = _("{day}, pukul {time} {zone}").format(
            day=day_words(local(now, office.site.zone).date()),
            time=f"{local(now, office.site.zone):%H.%M}",
            zone=office.site.zone,
        )
        retone(self._clock, clock, "bad" if state.backwards else "")
        self.open_button.setVisible(state.due)
        self.open_button.setEnabled(self.reach.may("access.day"))
        self.open_button.setText(_("Buka {day}").format(day=day_words(state.clock_day)))
        self._advice.setText(_advice(state, time_of(office.site.day_start_minutes)))

    def _ask(self) -> None:
        state = self._state
        if state is None:
            return
        day = state.clock_day
        gap = (day - state.current.day).days if state.current else 1
        text = _("Mulai sekarang semua yang dicatat masuk hari ini. Hari sebelumnya tetap dapat dilihat.")
        if gap > 1:
            warning = _("Perhatian: melompat {n} hari. Pastikan tanggal laptop benar.").format(n=gap)
            text = f"{warning} {text}"
        confirm(
            self, Question(_("Buka {day}?").format(day=day_words(day)), text, _("Buka hari")), lambda: self._open(state)
        )

    def _open(self, state: DayState) -> Begun:
        opened = self.reach.ops.write("access.day", lambda w: open_day(w, state.clock_day))
        return opened.then(self._done)

    def _done(self, day: Day) -> None:
        self.load()
        self.reach.frame.look_again()
        self.tell(_("Hari operasional {day} dibuka.").format(day=day_words(day.day)))


def _read(office: Office) -> tuple[DayState, str, datetime]:
    now = office.clock.now()
    with office.read() as r:
        state = day_state(r, now)
        who = user_names(r).get(state.current.opened_by, "") if state.current else ""
    return state, who, now


def _opened(day: Day | None, who: str, zone: str) -> str:
    if day is None:
        return _("Belum ada hari operasional di pos ini.")
    at = f"{local(day.opened_at, zone):%d-%m %H.%M}"
    return _("Dibuka {at} oleh {who}").format(at=at, who=who) if who else _("Dibuka {at}").format(at=at)


def _advice(state: DayState, start: str) -> str:
    if state.backwards:
        return _(
            "Jam laptop menunjuk hari yang sudah lewat. Urutan catatan tetap benar, tetapi perbaiki tanggal dan jam "
            "laptop sebelum membuka hari berikutnya."
        )
    if state.due:
        return _("Hari baru mulai pukul {start}. Bukalah setelah pekerjaan hari lama selesai.").format(start=start)
    return _("Hari berikutnya dapat dibuka setelah pukul {start}.").format(start=start)
