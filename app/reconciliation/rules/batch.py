"""What must agree within one batch: list, arrivals, breakdowns, other people's numbers, BAST and departures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.kernel.i18n import _, ngettext
from app.manifest.columns import explain_columns
from app.manifest.wording import Finding, finding, grouped, signed


@dataclass(frozen=True)
class Breakdown:
    """A total split up: by class, province, case …; `source` says whose it is, `of` which total it splits.

    `whole` is the total its own source states. `key` names kind and source in any language.
    """

    kind: str
    counts: Mapping[str, int]
    source: str = ""
    of: str = "tiba"  # tiba | surat
    whole: int | None = None
    key: str = ""

    @property
    def said(self) -> Mapping[str, int]:
        """The parts that hold anybody; a zero written down and one left out say the same."""
        return {name: count for name, count in self.counts.items() if count}


@dataclass(frozen=True)
class Statement:
    """A number somebody states about the batch: `about` says of whom (orang, anak …); `own` are the post's."""

    about: str
    source: str
    count: int
    own: bool = False


@dataclass(frozen=True)
class HandoverFigures:
    """One BAST: the heads it states, the names on its list, and foreigners among them."""

    number: str
    stated: int
    listed: int
    foreigners: int = 0
    to_immigration: bool = False


@dataclass(frozen=True)
class BatchFigures:
    """What is known of a batch in numbers; what is not known stays None or empty.

    `manifest` as the letter states, `gangway` as counted coming off, `present` listed heads that came, `extra` heads
    on no list, `actual` all that came. `outgoing` are the heads on departure manifests, `home` those received at home.
    """

    manifest: int | None = None
    gangway: int | None = None
    present: int | None = None
    extra: int = 0
    actual: int | None = None
    absent: Mapping[str, int] = field(default_factory=dict)
    breakdowns: Sequence[Breakdown] = ()
    statements: Sequence[Statement] = ()
    handovers: Sequence[HandoverFigures] = ()
    outgoing: int | None = None
    open_cases: int = 0
    exits: Mapping[str, int] = field(default_factory=dict)
    home: int | None = None


def check_batch(figures: BatchFigures) -> list[Finding]:
    """Everything that does not agree within a batch (field rules B7 and B8), one sentence each."""
    checks = (_manifest, _actual, _breakdowns, _rivals, _statements, _handovers, _outgoing, _home)
    return [finding for check in checks for finding in check(figures)]


def explain_batch(figures: BatchFigures) -> list[str]:
    """A batch in words: its columns with their reasons, then what does not agree; or that all of it does."""
    sentences = []
    if figures.actual is not None and (figures.manifest is not None or figures.gangway is not None):
        reasons = {**figures.absent, "tambahan": figures.extra}
        sentences.append(explain_columns(figures.manifest, figures.gangway, figures.actual, reasons).text)
    said = {"manifest.unexplained"} if sentences else set()
    findings = check_batch(figures)
    sentences += [finding.text for finding in findings if finding.code not in said]
    return sentences if findings else [*sentences, _("Semua angka cocok.")]


def _manifest(figures: BatchFigures) -> Iterator[Finding]:
    present = figures.present
    if present is None and figures.actual is not None:
        present = figures.actual - figures.extra
    if figures.manifest is None or present is None:
        return
    absent = -signed(figures.absent)
    missing = figures.manifest - present - absent
    if missing:
        text = ngettext(
            "Manifes {manifest} orang; hadir {present}, tidak hadir dengan alasan {absent}: {n} belum dijelaskan.",
            "Manifes {manifest} orang; hadir {present}, tidak hadir dengan alasan {absent}: {n} belum dijelaskan.",
            figures.manifest,
        )
        yield finding("manifest.unexplained", text, missing, manifest=figures.manifest, present=present, absent=absent)


def _actual(figures: BatchFigures) -> Iterator[Finding]:
    if figures.actual is None or figures.present is None:
        return
    difference = figures.actual - figures.present - figures.extra
    if difference:
        text = ngettext(
            "Tiba {actual} orang, tetapi hadir {present} ditambah tambahan {extra}: selisih {n} belum dijelaskan.",
            "Tiba {actual} orang, tetapi hadir {present} ditambah tambahan {extra}: selisih {n} belum dijelaskan.",
            figures.actual,
        )
        numbers = {"actual": figures.actual, "present": figures.present, "extra": figures.extra}
        yield finding("actual.sum", text, difference, **numbers)


def _breakdowns(figures: BatchFigures) -> Iterator[Finding]:
    totals = {"tiba": figures.actual, "surat": figures.manifest}
    for part in figures.breakdowns:
        whole = totals[part.of] if part.whole is None else part.whole
        added = sum(part.counts.values())
        if whole is None or added == whole:
            continue
        text = _("Rincian menurut {kind} berjumlah {added} dari {whole}: selisih {n} belum dijelaskan.")
        if part.of == "tiba" and added == figures.manifest:
            text += " " + _("Angkanya sama dengan surat; mungkin rincian itu dibuat dari surat.")
        told = finding("breakdown.sum", text, whole - added, kind=_labelled(part), added=added, whole=whole)
        yield replace(told, about=_key(part))


def _rivals(figures: BatchFigures) -> Iterator[Finding]:
    """Two sources that break one kind down differently, though each may add up."""
    for at, part in enumerate(figures.breakdowns):
        for other in figures.breakdowns[at + 1 :]:
            both_told = part.source and other.source and (part.kind, part.of) == (other.kind, other.of)
            if both_told and part.said != other.said:
                text = _("Dua rincian menurut {kind} tidak sama: {first}; {second}.")
                said = text.format(kind=part.kind, first=_spelled_out(part), second=_spelled_out(other))
                amount = abs(sum(part.counts.values()) - sum(other.counts.values()))
                about = " ≠ ".join(f"{_key(one)} {dict(sorted(one.said.items()))}" for one in (part, other))
                yield Finding("breakdown.rival", said, amount, about=about)


def _key(part: Breakdown) -> str:
    return part.key or _labelled(part)


def _labelled(part: Breakdown) -> str:
    return f"{part.kind} ({part.source})" if part.source else part.kind


def _spelled_out(part: Breakdown) -> str:
    listed = ", ".join(f"{name} {grouped(count)}" for name, count in part.counts.items())
    return f"{part.source}: {listed}" if part.source else listed


def _statements(figures: BatchFigures) -> Iterator[Finding]:
    about: dict[str, list[Statement]] = {}
    for statement in figures.statements:
        about.setdefault(statement.about, []).append(statement)
    for subject, said in about.items():
        spread = max(one.count for one in said) - min(one.count for one in said)
        if spread:
            listed = ", ".join(f"{one.source} {grouped(one.count)}" for one in said)
            text = _("Jumlah {subject} berbeda menurut sumber: {listed}; selisih {n} belum dijelaskan.")
            told = text.format(subject=subject, listed=listed, n=grouped(spread))
            whose = ", ".join(f"{'' if one.own else one.source} {one.count}" for one in said)
            yield Finding("sources.differ", told, spread, about=whose)


def _handovers(figures: BatchFigures) -> Iterator[Finding]:
    for paper in figures.handovers:
        if paper.stated != paper.listed:
            text = ngettext(
                "BAST {number} menyebut {stated} orang, daftarnya {listed} nama: selisih {n}.",
                "BAST {number} menyebut {stated} orang, daftarnya {listed} nama: selisih {n}.",
                paper.stated,
            )
            counts = {"stated": paper.stated, "listed": paper.listed}
            told = finding("handover.length", text, paper.stated - paper.listed, number=paper.number, **counts)
            yield replace(told, about=paper.number)
        if paper.foreigners and not paper.to_immigration:
            text = ngettext(
                "BAST {number} memuat {n} orang yang bukan WNI; mereka diserahkan ke Imigrasi.",
                "BAST {number} memuat {n} orang yang bukan WNI; mereka diserahkan ke Imigrasi.",
                paper.foreigners,
            )
            told = finding("handover.foreigner", text, paper.foreigners, number=paper.number)
            yield replace(told, about=paper.number)


def _outgoing(figures: BatchFigures) -> Iterator[Finding]:
    if figures.outgoing is None:
        return
    handed = sum(paper.listed for paper in figures.handovers if not paper.to_immigration)
    difference = figures.outgoing - (handed - figures.open_cases)
    if difference:
        text = ngettext(
            "Manifes pemberangkatan {out} orang; BAST {handed} dikurangi {open} yang masih terbuka: selisih {n}.",
            "Manifes pemberangkatan {out} orang; BAST {handed} dikurangi {open} yang masih terbuka: selisih {n}.",
            figures.outgoing,
        )
        numbers = {"out": figures.outgoing, "handed": handed, "open": figures.open_cases}
        yield finding("outgoing.sum", text, difference, **numbers)


def _home(figures: BatchFigures) -> Iterator[Finding]:
    if figures.home is None or figures.actual is None:
        return
    elsewhere = sum(figures.exits.values())
    difference = figures.actual - elsewhere - figures.home
    if difference:
        text = ngettext(
            "Tiba {actual} orang; sampai di rumah {home}, keluar dengan jalan lain {elsewhere}: {n} belum jelas.",
            "Tiba {actual} orang; sampai di rumah {home}, keluar dengan jalan lain {elsewhere}: {n} belum jelas.",
            figures.actual,
        )
        numbers = {"actual": figures.actual, "home": figures.home, "elsewhere": elsewhere}
        yield finding("home.sum", text, difference, **numbers)
