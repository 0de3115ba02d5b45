"""Who keeps watch where and until when, who is on duty now, and at which post nobody stands."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from app.access.days import today
from app.access.office import site_of
from app.access.rules import require
from app.kernel.clock import local, operational_date
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id, new_id
from app.registration.live import live
from app.registration.wording import clean_text, required_reason
from app.shelter.duty.records import GuardDuty, GuardPost
from app.shelter.duty.shifts import PERMISSION, SETUP, calendar
from app.shelter.rules.duty import LONGEST_DUTY, Span, Window, gaps
from app.shelter.rules.meals import DAY_MINUTES
from app.store.work import Reading, Work

MOST_POSTS = 40


@dataclass(frozen=True)
class Watch:
    """Somebody's turn at a post."""

    id: str
    post_id: str
    post: str
    name: str
    unit: str
    window: Window
    note: str = ""


@dataclass(frozen=True)
class Gap:
    """A time in which a post stands empty."""

    post_id: str
    post: str
    window: Window


@dataclass(frozen=True)
class Guarding:
    """The watch of an operational day; `on_duty` and `empty_now` as the clock stands."""

    posts: tuple[Span, ...]
    watches: tuple[Watch, ...]
    gaps: tuple[Gap, ...]
    on_duty: tuple[Watch, ...]

    def empty_at(self, moment: datetime) -> list[Gap]:
        """The posts at which nobody stands at a moment."""
        return [gap for gap in self.gaps if gap.window.holds(moment)]


def posts(r: Reading, everything: bool = False) -> list[Span]:
    """The posts to be kept with their hours, by name; a post's code is its id."""
    rows = [_post(row) for row in r.all(select(GuardPost).where(live(r, GuardPost)))]
    return sorted((post for post in rows if everything or post.active), key=lambda post: post.name.casefold())


def keep_post(w: Work, post: Span) -> str:
    """Change a post or add one (empty code); its id. Equal hours: somebody stands there always."""
    require(w.actor, SETUP)
    name = clean_text(post.name)
    if not name or not all(0 <= edge < DAY_MINUTES for edge in (post.starts, post.ends)):
        raise UserError("guard.post", _("Tulis nama pos jaganya, dan jam seperti 06.00; belum disimpan."))
    known = posts(w, everything=True)
    if any(one.name.casefold() == name.casefold() and one.code != post.code for one in known):
        raise UserError("guard.post_twice", _("Pos jaga {name} sudah ada; belum disimpan.").format(name=name))
    if not post.code and len(known) >= MOST_POSTS:
        raise UserError("guard.many_posts", _("Paling banyak {n} pos jaga.").format(n=MOST_POSTS))
    own = post.code or derived_id("guard_post", name.casefold())
    values: dict[str, Any] = {"name": name, "starts": post.starts, "ends": post.ends, "active": post.active}
    row, fresh = w.insert_once(GuardPost(id=own, **values))
    if not fresh:
        w.update(row, void_reason=None, **values)
    return own


def keep(w: Work, watch: Watch) -> str:
    """Write down somebody's turn at a post; its id, which every desk derives alike."""
    require(w.actor, PERMISSION)
    name, unit = clean_text(watch.name), clean_text(watch.unit)
    if not name:
        raise UserError("guard.name", _("Tulis nama penjaganya; belum disimpan."))
    if watch.post_id not in {post.code for post in posts(w)}:
        raise UserError("guard.unknown_post", _("Pilih pos jaganya; belum disimpan."))
    _check(w, watch.window)
    _refuse_two_places(w, name, watch)
    values: dict[str, Any] = {
        "post_id": watch.post_id, "name": name, "unit": unit or "",
        "starts_at": watch.window.start, "ends_at": watch.window.end, "note": clean_text(watch.note),
    }  # fmt: skip
    own = derived_id("guard_duty", watch.post_id, name.casefold(), watch.window.start.isoformat())
    row, fresh = w.insert_once(GuardDuty(id=own, **values))
    if not fresh:
        w.update(row, void_reason=None, **values)
    return own


def relieve(w: Work, watch_id: str, at: datetime) -> None:
    """A guard left his post earlier than planned."""
    require(w.actor, PERMISSION)
    row = w.need(GuardDuty, watch_id)
    if row.void_reason is not None or not row.starts_at < at < row.ends_at:
        raise UserError("guard.relieve", _("Jam selesainya harus di antara mulai dan rencana selesai; belum diubah."))
    w.update(row, ends_at=at)


def take_back(w: Work, watch_id: str, reason: str) -> None:
    """A turn was written by mistake, or the guard did not come."""
    require(w.actor, PERMISSION)
    w.void(w.need(GuardDuty, watch_id), required_reason(reason))


def guarding(r: Reading, day: date, now: datetime) -> Guarding:
    """The watch of an operational day: who, where, until when, and which post stands empty when."""
    days, whole = calendar(r), calendar(r).day(day)
    kept = posts(r)
    also_after = watches(r, Window(whole.start, whole.end + LONGEST_DUTY))
    found = [watch for watch in also_after if watch.window.start < whole.end]
    empty = []
    for post in kept:
        mine = [watch.window for watch in also_after if watch.post_id == post.code]
        wanted = whole if post.starts == post.ends else days.window(day, post)
        empty += [Gap(post.code, post.name, gap) for gap in gaps(wanted, mine)]
    on_duty = tuple(watch for watch in found if watch.window.holds(now))
    return Guarding(tuple(kept), tuple(found), tuple(empty), on_duty)


def watches(r: Reading, within: Window) -> list[Watch]:
    """Every turn that has time in common with a window, by beginning and post."""
    names = {post.code: post.name for post in posts(r, everything=True)}
    mine = select(GuardDuty).where(
        live(r, GuardDuty), col(GuardDuty.starts_at) < within.end, col(GuardDuty.ends_at) > within.start
    )
    found = [_watch(row, names) for row in r.all(mine)]
    return sorted(found, key=lambda one: (one.window.start, one.post.casefold(), one.name.casefold()))


def _check(w: Work, window: Window) -> None:
    """Refuse a turn that ends before it begins, that lasts too long, or that lies after the day to come."""
    if window.end <= window.start:
        raise UserError(
            "guard.order",
            _("Gilirannya selesai sebelum mulai; belum disimpan."),
            _("Untuk jaga malam, tulis tanggal esok pada jam selesainya."),
        )
    if window.end - window.start > LONGEST_DUTY:
        raise UserError("guard.long", _("Satu giliran jaga paling lama 24 jam; belum disimpan."))
    site = site_of(w)
    day = operational_date(window.start, site.zone, site.day_start_minutes)
    if (day - today(w)).days > 31:
        raise UserError("guard.far", _("Jadwal jaga paling jauh sebulan ke depan; periksa tanggalnya."))


def _refuse_two_places(w: Work, name: str, watch: Watch) -> None:
    for other in watches(w, watch.window):
        same = other.name.casefold() == name.casefold()
        if same and (other.post_id != watch.post_id or other.window.start != watch.window.start):
            until = f"{local(other.window.end, w.zone):%d-%m %H.%M}"
            raise UserError(
                "guard.twice",
                _("{name} sudah berjaga di {post} sampai {until}; belum disimpan.").format(
                    name=name, post=other.post, until=until
                ),
                _("Akhiri dulu jaganya di sana, atau ubah jamnya."),
            )


def _post(row: GuardPost) -> Span:
    return Span(row.id, row.name, row.starts, row.ends, row.active)


def _watch(row: GuardDuty, names: dict[str, str]) -> Watch:
    post = names.get(row.post_id, _("pos yang dihapus"))
    return Watch(row.id, row.post_id, post, row.name, row.unit, Window(row.starts_at, row.ends_at), row.note or "")


def new_watch(post_id: str, name: str, unit: str, window: Window) -> Watch:
    """A turn that is not kept yet."""
    return Watch(new_id(), post_id, "", name, unit, window)
