"""The balance of people: everyone who came is here or left in a way that has a name; and whether it may close."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.kernel.headcount import HeadCount
from app.kernel.i18n import _, ngettext
from app.manifest.wording import Finding, by_class_words, exit_name, finding, grouped

_NOBODY = HeadCount()
_SHORTEST_REASON = 5


@dataclass(frozen=True)
class Ledger:
    """Heads by account: who was there or came, who is there, and who left by each kind of exit (codes of EXITS).

    `suspense` are movements that follow the same one and wait to be settled, `unreceived` heads handed over whose
    receipt is not back.
    """

    opening: HeadCount = _NOBODY
    arrived: HeadCount = _NOBODY
    born: HeadCount = _NOBODY
    transferred_in: HeadCount = _NOBODY
    returned: HeadCount = _NOBODY
    present: HeadCount = _NOBODY
    exits: Mapping[str, HeadCount] = field(default_factory=dict)
    suspense: int = 0
    unreceived: int = 0


@dataclass(frozen=True)
class Balance:
    """Heads that came minus heads that are here or left: zero, or somebody is missing or counted twice."""

    came: HeadCount
    accounted: HeadCount
    text: str
    findings: tuple[Finding, ...]

    @property
    def by_class(self) -> HeadCount:
        """What is missing (below zero: too many), by class."""
        return self.came - self.accounted

    @property
    def difference(self) -> int:
        """What is missing (below zero: too many)."""
        return self.by_class.total

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """What stands in the way of closing."""
        return tuple(finding for finding in self.findings if finding.blocks)


@dataclass(frozen=True)
class Override:
    """A named person who closes in spite of a difference, and why."""

    by: str
    reason: str


@dataclass(frozen=True)
class Verdict:
    """Whether it may close, in words; `override` tells that somebody vouches for what does not agree."""

    allowed: bool
    text: str
    override: bool = False


def balance(ledger: Ledger) -> Balance:
    """opening + arrived + born + transferred in + returned = present + each kind of exit."""
    came = ledger.opening + ledger.arrived + ledger.born + ledger.transferred_in + ledger.returned
    accounted = sum(ledger.exits.values(), start=ledger.present)
    return Balance(
        came, accounted, _equation(ledger, came.total == accounted.total), tuple(_imbalances(ledger, came, accounted))
    )


def _equation(ledger: Ledger, equal: bool) -> str:
    """“0 saldo awal + 170 tiba = 166 hadir + 3 dirujuk + 1 meninggal”; empty accounts that are rare are left out."""
    inward = [(ledger.opening, _("saldo awal")), (ledger.arrived, _("tiba"))]
    rare = [(ledger.born, _("lahir")), (ledger.transferred_in, _("pindahan masuk")), (ledger.returned, _("kembali"))]
    left = [(heads, exit_name(code)) for code, heads in ledger.exits.items()]
    came = _sum([*inward, *(one for one in rare if one[0].total)])
    accounted = _sum([(ledger.present, _("hadir")), *(one for one in left if one[0].total)])
    return f"{came} {'=' if equal else '≠'} {accounted}"


def _sum(accounts: Sequence[tuple[HeadCount, str]]) -> str:
    return " + ".join(f"{grouped(heads.total)} {name}" for heads, name in accounts)


def _imbalances(ledger: Ledger, came: HeadCount, accounted: HeadCount) -> Iterator[Finding]:
    missing = came - accounted
    numbers = {"came": came.total, "accounted": accounted.total}
    if missing.total > 0:
        text = ngettext(
            "Masuk {came} orang, hadir dan keluar {accounted}: {n} orang tidak ada catatan keluarnya.",
            "Masuk {came} orang, hadir dan keluar {accounted}: {n} orang tidak ada catatan keluarnya.",
            missing.total,
        )
        yield finding("balance.missing", text, missing.total, **numbers)
    elif missing.total < 0:
        text = ngettext(
            "Masuk {came} orang, hadir dan keluar {accounted}: {n} orang tercatat lebih daripada yang masuk.",
            "Masuk {came} orang, hadir dan keluar {accounted}: {n} orang tercatat lebih daripada yang masuk.",
            -missing.total,
        )
        yield finding("balance.surplus", text, missing.total, **numbers)
    elif classes := by_class_words(missing):
        text = _("Jumlahnya sama, tetapi kelompoknya berbeda ({classes}). Periksa jenis kelamin dan umur.")
        yield Finding("balance.classes", text.format(classes=classes))
    if accounted.unknown:
        text = unknown_sex(accounted.unknown)
        yield finding("balance.unknown", text, accounted.unknown)
    if ledger.suspense:
        text = ngettext(
            "{n} catatan perpindahan bertentangan dan menunggu keputusan.",
            "{n} catatan perpindahan bertentangan dan menunggu keputusan.",
            ledger.suspense,
        )
        yield finding("balance.suspense", text, ledger.suspense)
    if ledger.unreceived:
        text = ngettext(
            "{n} orang sudah diserahkan, tanda terimanya belum kembali.",
            "{n} orang sudah diserahkan, tanda terimanya belum kembali.",
            ledger.unreceived,
        ).format(n=grouped(ledger.unreceived))
        yield Finding("balance.unreceived", text, ledger.unreceived, blocks=False)


def unknown_sex(n: int) -> str:
    """That so many people stand in no class; `{n}` is left to be filled in."""
    return ngettext("{n} orang belum diketahui jenis kelaminnya.", "{n} orang belum diketahui jenis kelaminnya.", n)


def may_close(balanced: Balance, override: Override | None = None, also: Sequence[Finding] = ()) -> Verdict:
    """Whether a batch or a day may close: when all agrees, or when a named person gives a reason.

    `also` are findings from elsewhere, such as check_batch.
    """
    open_findings = [*balanced.blocking, *(finding for finding in also if finding.blocks)]
    if not open_findings:
        return Verdict(True, _("Semua orang tercatat; boleh ditutup."))
    what = " ".join(finding.text for finding in open_findings)
    if override is None:
        return Verdict(False, _("Belum boleh ditutup. {what}").format(what=what))
    if not override.by.strip() or len(override.reason.strip()) < _SHORTEST_REASON:
        return Verdict(
            False, _("Belum boleh ditutup: tulis nama penanggung jawab dan alasannya. {what}").format(what=what)
        )
    text = _("Ditutup dengan selisih atas tanggung jawab {by}: {reason} {what}")
    return Verdict(True, text.format(by=override.by.strip(), reason=override.reason.strip(), what=what), True)
