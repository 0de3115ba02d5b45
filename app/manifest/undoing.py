"""Steps of the quay that can be taken back, one after the other, also after another officer has taken over."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.manifest import recheck, tally, unlisted
from app.manifest.recheck import Decision, Rechecked
from app.manifest.unlisted import Head
from app.store.work import Work


@dataclass(frozen=True)
class Step:
    """One thing an officer did: about a line, a head on no line, or (`click`) one head at the gangway."""

    batch_id: str
    text: str
    line: Rechecked | None = None
    head: Head | None = None
    click: str = ""
    by: int = 1


def take_back(w: Work, step: Step) -> None:
    """Undo a step; UserError when what it did was changed since."""
    if step.line is not None:
        recheck.put_back(w, step.line)
    elif step.head is not None:
        unlisted.take_back(w, step.head)
    elif step.click:
        tally.click(w, step.batch_id, step.click, -step.by)
    else:
        raise UserError("undo.nothing", _("Tidak ada yang dapat diurungkan."))


def to_plain(step: Step) -> dict[str, Any]:
    """A step as plain JSON values, for a draft."""
    plain = asdict(step)
    if step.line is not None:
        plain["line"].pop("already")
    return plain


def from_plain(plain: Mapping[str, Any]) -> Step:
    """The step behind plain JSON values; ValueError or TypeError when they are none."""
    line, head = plain.get("line"), plain.get("head")
    return Step(
        batch_id=str(plain["batch_id"]),
        text=str(plain["text"]),
        line=Rechecked(**{**line, "was": Decision(**line["was"])}) if line else None,
        head=Head(**head) if head else None,
        click=str(plain.get("click") or ""),
        by=int(plain.get("by") or 1),
    )
