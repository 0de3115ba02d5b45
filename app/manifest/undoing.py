"""Steps of the quay that can be taken back, one after the other, also after another officer has taken over."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.manifest import joining, moving, recheck, tally, unlisted
from app.manifest.joining import Joined
from app.manifest.moving import Moved
from app.manifest.recheck import Decision, Rechecked
from app.manifest.unlisted import Head
from app.registration.completing import Fill
from app.store.work import Work


@dataclass(frozen=True)
class Step:
    """One thing an officer did: about a line, a head on no line or both, moves, a match, or a `click` on the quay."""

    batch_id: str
    text: str
    line: Rechecked | None = None
    head: Head | None = None
    click: str = ""
    by: int = 1
    moved: tuple[Moved, ...] = ()
    joined: tuple[Joined, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines it was about."""
        left = [one.line for one in self.moved]
        return (*(one.line_id for one in (self.line, *left) if one), *(one.line_id for one in self.joined))

    @property
    def ships(self) -> tuple[str, ...]:
        """The ships whose counts it changed."""
        return tuple({self.batch_id, *(ship for one in self.moved for ship in (one.to_batch, one.from_batch))})


def take_back(w: Work, step: Step) -> None:
    """Undo a step; UserError when what it did was changed since."""
    if step.line is not None or step.head is not None:
        if step.head is not None:
            unlisted.take_back(w, step.head)
        if step.line is not None:
            recheck.put_back(w, step.line)
    elif step.moved:
        for moved in reversed(step.moved):
            moving.take_back(w, moved)
    elif step.joined:
        joining.take_back(w, step.joined)
    elif step.click:
        tally.click(w, step.batch_id, step.click, -step.by)
    else:
        raise UserError("undo.nothing", _("Tidak ada yang dapat diurungkan."))


def to_plain(step: Step) -> dict[str, Any]:
    """A step as plain JSON values, for a draft."""
    plain = asdict(step)
    for line in (plain["line"], *(one["line"] for one in plain["moved"])):
        if line:
            line.pop("already")
    return plain


def from_plain(plain: Mapping[str, Any]) -> Step:
    """The step behind plain JSON values; ValueError or TypeError when they are none."""
    head = plain.get("head")
    return Step(
        batch_id=str(plain["batch_id"]),
        text=str(plain["text"]),
        line=_line(plain.get("line")),
        head=Head(**head) if head else None,
        click=str(plain.get("click") or ""),
        by=int(plain.get("by") or 1),
        moved=tuple(Moved(**{**one, "line": _line(one.get("line"))}) for one in plain.get("moved") or ()),
        joined=tuple(map(_joined, plain.get("joined") or ())),
    )


def _joined(plain: Mapping[str, Any]) -> Joined:
    return Joined(**{**plain, "filled": tuple(Fill(**one) for one in plain.get("filled") or ())})


def _line(plain: Mapping[str, Any] | None) -> Rechecked | None:
    return Rechecked(**{**plain, "was": Decision(**plain["was"])}) if plain else None
