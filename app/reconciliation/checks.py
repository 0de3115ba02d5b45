"""What stands in the way of closing, or should be known: with the heads behind it and where it is settled."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.handover.tracing import PaperFigures
from app.kernel.i18n import _, ngettext
from app.manifest.board import Board
from app.reconciliation.accounts import Accounts, living, nowhere, unclassed
from app.reconciliation.columns import BORN
from app.reconciliation.columns import Explained as Columned
from app.reconciliation.explaining import RUNNING, Explained, explanation_of
from app.reconciliation.rules import BatchFigures, Breakdown, Finding, HandoverFigures, check_batch
from app.reconciliation.stating import Stated, breakdowns, statements
from app.reference.places import place
from app.registration.counts import HeadLine
from app.registration.position import in_suspense
from app.registration.rules import PRESENT
from app.store.work import Reading

ARRIVAL, PEOPLE, HANDOVER = "arrival", "people", "handover"
FOREIGN = "wna"
HEIRS = "ahli_waris"
"""The kind of receiver the screen of handovers opens for bodies."""


@dataclass(frozen=True)
class Check:
    """A finding, the heads it is about, and the screen that settles it (with what it should show there).

    `explained` is who answers for it and why (`explanation` its id); it stands in the way no more then. `outdated` was
    said of another number.
    """

    finding: Finding
    heads: tuple[HeadLine, ...] = ()
    screen: str = ""
    target: str = ""
    explained: str = ""
    explanation: str = ""
    outdated: str = ""

    @property
    def explainable(self) -> bool:
        """Whether somebody may answer for it; that a period is not over is settled by time alone."""
        return not self.explained and self.finding.code != RUNNING


def checks_of_balance(r: Reading, seen: Accounts) -> Iterator[Check]:
    """What the balance itself found, with the heads."""
    behind = {"balance.missing": nowhere(), "balance.unknown": unclassed(), "balance.suspense": in_suspense()}
    for found in seen.balance.findings:
        heads = seen.unreceived if found.code == "balance.unreceived" else ()
        if found.code in behind:
            heads = living(r, seen.scope, behind[found.code])
        screen = HANDOVER if found.code == "balance.unreceived" else PEOPLE
        yield Check(found, heads, screen, "" if screen == HANDOVER else first(heads))


def checks_of_bodies(bodies: Sequence[HeadLine]) -> Iterator[Check]:
    """The dead who are still here: each is handed over to his heirs with a paper of its own."""
    if bodies:
        text = ngettext(
            "{n} jenazah belum diserahkan kepada ahli waris.",
            "{n} jenazah belum diserahkan kepada ahli waris.",
            len(bodies),
        ).format(n=len(bodies))
        finding = Finding("bodies.waiting", text, len(bodies), blocks=False)
        yield Check(finding, tuple(bodies), HANDOVER, HEIRS)


def checks_of_ship(shown: Board) -> Iterator[Check]:
    """What is still to be done on the quay: lines not checked, cards without a name, heads of no line any more."""
    here = (ARRIVAL, shown.batch.id)
    if waiting := len(shown.remaining):
        text = ngettext(
            "{ship}: {n} nama di daftar belum diperiksa.", "{ship}: {n} nama di daftar belum diperiksa.", waiting
        ).format(ship=shown.batch.name, n=waiting)
        yield Check(Finding("lines.unchecked", text, waiting, about=shown.batch.id), (), *here)
    told: tuple[tuple[str, str, Sequence[HeadLine]], ...] = (
        (
            "cards.unnamed",
            ngettext(
                "{ship}: {n} kartu sudah dibagikan dan belum bernama.",
                "{ship}: {n} kartu sudah dibagikan dan belum bernama.",
                len(shown.figures.unnamed),
            ),
            shown.figures.unnamed,
        ),
        (
            "heads.adrift",
            ngettext(
                "{ship}: {n} orang dicatat dari baris yang tidak berlaku lagi; periksa apakah mereka tambahan.",
                "{ship}: {n} orang dicatat dari baris yang tidak berlaku lagi; periksa apakah mereka tambahan.",
                len(shown.figures.adrift),
            ),
            shown.figures.adrift,
        ),
    )
    for code, text, heads in told:
        if heads:
            said = text.format(ship=shown.batch.name, n=len(heads))
            yield Check(Finding(code, said, len(heads), about=shown.batch.id), tuple(heads), *here)


def checks_of_figures(figures: BatchFigures, batch_id: str) -> Iterator[Check]:
    """What does not agree within a ship (field rules B7 and B8)."""
    for found in check_batch(figures):
        handed = found.code.startswith(("handover", "outgoing"))
        yield Check(found, (), HANDOVER if handed else ARRIVAL, "" if handed else batch_id)


def checks_of_papers(papers: Sequence[PaperFigures], heads: Sequence[HeadLine]) -> Iterator[Check]:
    """Papers that wait for their signature."""
    by_stay = {head.stay_id: head for head in heads}
    for paper in papers:
        if paper.waits:
            on_it = tuple(by_stay[stay] for stay in paper.stays if stay in by_stay)
            text = ngettext(
                "BAST {number} sudah dicetak untuk {n} orang, tanda tangannya belum dicatat.",
                "BAST {number} sudah dicetak untuk {n} orang, tanda tangannya belum dicatat.",
                len(paper.stays),
            )
            said = text.format(number=paper.number, n=len(paper.stays))
            found = Finding("handover.unsigned", said, len(on_it), blocks=False, about=paper.id)
            yield Check(found, on_it, HANDOVER, paper.id)


def checks_of_people(heads: Sequence[HeadLine]) -> Iterator[Check]:
    """Who among those present still needs something before he can go home."""
    here = [head for head in heads if head.account == PRESENT]
    foreign = tuple(head for head in here if head.nationality == FOREIGN)
    aimless = tuple(head for head in here if head.nationality != FOREIGN and not province(head))
    told: tuple[tuple[str, str, tuple[HeadLine, ...], str], ...] = (
        (
            "people.foreign",
            ngettext(
                "{n} orang bukan WNI masih hadir; mereka diserahkan ke Imigrasi.",
                "{n} orang bukan WNI masih hadir; mereka diserahkan ke Imigrasi.",
                len(foreign),
            ),
            foreign,
            HANDOVER,
        ),
        (
            "people.destination",
            ngettext(
                "{n} orang hadir belum diketahui provinsi tujuannya.",
                "{n} orang hadir belum diketahui provinsi tujuannya.",
                len(aimless),
            ),
            aimless,
            PEOPLE,
        ),
    )
    for code, text, found, screen in told:
        if found:
            target = first(found) if screen == PEOPLE else ""
            finding = Finding(code, text.format(n=len(found)), len(found), blocks=False)
            yield Check(finding, found, screen, target)


def checks_of_exits(missing: Sequence[HeadLine]) -> Iterator[Check]:
    """Who went his own way without a signed surat pernyataan; nobody is kept for it."""
    if missing:
        text = ngettext(
            "{n} orang keluar sebagai pulang mandiri atau menetap lokal tanpa surat pernyataan yang ditandatangani.",
            "{n} orang keluar sebagai pulang mandiri atau menetap lokal tanpa surat pernyataan yang ditandatangani.",
            len(missing),
        )
        finding = Finding("people.unstated", text.format(n=len(missing)), len(missing), blocks=False)
        yield Check(finding, tuple(missing), HANDOVER, "statements")


def with_explanations(checks: Iterable[Check], given: Sequence[Explained]) -> tuple[Check, ...]:
    """The checks, those somebody answers for no longer in the way; what was said of another number is told too."""
    found = []
    for check in checks:
        why = explanation_of(check.finding, given)
        earlier = next((one for one in reversed(given) if one.is_about(check.finding)), None)
        if why is not None:
            check = replace(
                check, finding=replace(check.finding, blocks=False), explained=why.words, explanation=why.id
            )
        elif earlier is not None:
            said = _("Dijelaskan ketika masih {n}: {words}").format(n=earlier.amount, words=earlier.words)
            check = replace(check, outdated=said)
        found.append(check)
    return tuple(found)


def figures(
    shown: Board,
    heads: Sequence[HeadLine],
    why: Columned,
    papers: Sequence[PaperFigures],
    others: Sequence[Stated] = (),
) -> BatchFigures:
    """A ship in numbers: letter, gangway, recheck, extras, reasons, provinces, papers, and what others state."""
    listed = [head for head in heads if head.origin != BORN and not head.body]
    unnamed = len(shown.figures.unnamed)
    reasons = {code: number for code, number in why.reasons.items() if code != "tambahan"}
    waiting = {_("belum diperiksa"): len(shown.remaining)} if shown.remaining else {}
    counted = [head for head in listed if head.nationality != FOREIGN]
    classes = _shares(listed, lambda head: head.head_class or "?")
    return BatchFigures(
        manifest=shown.stated.total if shown.stated else None,
        gangway=shown.gangway.total if shown.gangway else None,
        present=why.present if shown.lines else None,
        extra=why.extra + unnamed + len(shown.figures.adrift),
        actual=len(listed),
        absent={**reasons, **waiting},
        breakdowns=[
            Breakdown(_("kelompok"), classes, key="kelompok"),
            Breakdown(
                _("provinsi"),
                {**_shares(counted, lambda head: province(head) or "?"), FOREIGN: len(listed) - len(counted)},
                key="provinsi",
            ),
            *breakdowns(classes, others),
        ],
        statements=statements(len(listed), others),
        handovers=[_paper(paper, heads) for paper in papers],
    )


def province(head: HeadLine) -> str:
    """The code of the province somebody goes home to; empty while it is not known."""
    return place(head.destination_code, head.destination_text).province


def first(heads: Sequence[HeadLine]) -> str:
    """Whom the list of people should show first."""
    return (heads[0].person_id or heads[0].stay_id) if heads else ""


def _shares(heads: Sequence[HeadLine], part: Callable[[HeadLine], str]) -> dict[str, int]:
    shares: dict[str, int] = {}
    for head in heads:
        shares[part(head)] = shares.get(part(head), 0) + 1
    return shares


def _paper(paper: PaperFigures, heads: Sequence[HeadLine]) -> HandoverFigures:
    on_it = set(paper.stays)
    foreign = sum(head.nationality == FOREIGN for head in heads if head.stay_id in on_it)
    return HandoverFigures(paper.number, paper.stated, len(paper.stays), foreign, paper.to_immigration)
