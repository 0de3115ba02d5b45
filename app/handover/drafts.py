"""Drafts: choosing people and parties before a number is given; anything may still change, nothing moves yet."""

from dataclasses import asdict
from typing import Any

from app.access.days import today
from app.access.rules import require
from app.handover import rules, terms
from app.handover.records import Handover
from app.handover.terms import DraftBast, Party
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id, new_id
from app.store.work import Reading, Work

_ASIDE = ("time", "basis", "documents", "goods", "remarks", "sets", "unknown_reason", "stay_ids", "parting_reason",
          "reasons", "death_papers")  # fmt: skip
_MOST_SETS = 20


def draft(w: Work, given: DraftBast, key: str = "") -> str:
    """Begin a BAST; its id. With a key (of what it follows from) every desk begins the same one."""
    require(w.actor, "handover.draft")
    fresh = Handover(id=derived_id("handover.draft", key) if key else new_id(), **_columns(w, given))
    return w.insert_once(fresh)[0].id


def change_draft(w: Work, handover_id: str, given: DraftBast) -> None:
    """Put other people or parties on a paper that is not printed yet."""
    require(w.actor, "handover.draft")
    row = w.need(Handover, handover_id)
    rules.check_state("change", row.state)
    w.update(row, **_columns(w, given, row.replaces))


def discard(w: Work, handover_id: str) -> None:
    """Throw a draft away; it never had a number."""
    require(w.actor, "handover.draft")
    row = w.need(Handover, handover_id)
    rules.check_state("discard", row.state)
    w.update(row, state=terms.VOID, void_reason=_("draf dibuang"))


def draft_of(row: Handover) -> DraftBast:
    """The draft as it was filled in."""
    aside = {name: _tupled(value) for name, value in (row.values or {}).items() if name in _ASIDE}
    return DraftBast(
        kind=row.variant,
        receiver=Party(**(row.receiver or {})),
        giver=Party(**(row.giver or {})),
        place=row.place or "",
        day=row.day,
        witnesses=tuple(Party(**one) for one in row.witnesses or ()),
        known_by=Party(**row.known_by) if row.known_by else None,
        paper=row.paper,
        **aside,
    )


def read_draft(r: Reading, handover_id: str) -> DraftBast:
    """The draft with that id, for the screen that edits it."""
    row = r.need(Handover, handover_id)
    rules.check_state("change", row.state)
    return draft_of(row)


def _columns(w: Work, given: DraftBast, replaces: str | None = None) -> dict[str, Any]:
    kind = rules.kind_of(given.kind)
    if given.paper not in ("A4", "F4") or not 1 <= given.sets <= _MOST_SETS:
        raise UserError("bast.paper", _("Pilih kertas A4 atau F4, dan rangkap 1 sampai {n}.").format(n=_MOST_SETS))
    if len(set(given.stay_ids)) != len(given.stay_ids):
        raise UserError("bast.twice", _("Ada orang yang dipilih dua kali; draf belum disimpan."))
    everything = asdict(given)
    return {
        "variant": kind.code,
        "receiver": asdict(given.receiver),
        "giver": asdict(given.giver),
        "witnesses": [asdict(one) for one in given.witnesses] or None,
        "known_by": asdict(given.known_by) if given.known_by else None,
        "place": given.place or None,
        "day": given.day or today(w),
        "to_account": kind.account,
        "paper": given.paper,
        "remarks": "\n".join(given.remarks) or None,
        "replaces": replaces,
        "values": {name: _listed(everything[name]) for name in _ASIDE},
    }


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
