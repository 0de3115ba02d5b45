"""A check-up of this desk: vaults, chains, clock, disk space, copies, fonts; and rebuilding rows from the journal."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime

from app.access.backup import last_backup
from app.access.office import Office
from app.access.roles import vault_label
from app.kernel.i18n import _
from app.kernel.paths import resource
from app.store import copies, journal
from app.store.copies import Health
from app.store.rebuild import content_digest, rebuild
from app.sync import witness
from app.sync.trusting import judge_of

_LOW_DISK = 500 << 20
_FONTS = ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf")


@dataclass(frozen=True)
class Finding:
    """One thing looked at: in order or not, in words."""

    about: str
    good: bool
    text: str


@dataclass(frozen=True)
class Checkup:
    """Everything looked at; `sound` when nothing is wrong."""

    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return all(finding.good for finding in self.findings)


def check_up(office: Office) -> Checkup:
    """Read everything this person can open and say what is wrong."""
    health = {name: examine(office, name) for name in sorted(office.vaults)}
    found = [_vault(name, state) for name, state in health.items()]
    if all(state.pages_whole for state in health.values()):
        found += [_witness(office), _clock(office)]
    return Checkup((*found, _disk(office), _copy(office), _fonts()))


def examine(office: Office, vault: str) -> Health:
    """Every page and entry of one open vault."""
    judge = judge_of(office.trust, {office.site.id})
    return copies.examine(office.vault(vault), judge)


def rebuild_vault(office: Office, vault: str) -> bool:
    """Make a vault's rows anew from its journal; whether they came out equal to what was there."""
    office.require("backup.restore")
    opened = office.vault(vault)
    with opened.engine.connect() as connection:
        before = content_digest(connection, vault)
    rebuild(opened)
    with opened.engine.connect() as connection:
        return content_digest(connection, vault) == before


def _vault(name: str, health: Health) -> Finding:
    what = vault_label(name)
    what = what[:1].upper() + what[1:]
    if health.sound:
        text = _("{name}: {n} catatan, rantai dan tanda tangan utuh.").format(name=what, n=health.entries)
        if health.branches:
            text += " " + _("Ada {n} cabang: berkas laptop ini pernah disalin.").format(n=health.branches)
        return Finding(f"vault.{name}", not health.branches, text)
    if not health.pages_whole:
        text = _("{name}: ada halaman yang rusak. Buat cadangan sekarang dan pulihkan dari salinan lain.")
        return Finding(f"vault.{name}", False, text.format(name=what))
    text = _("{name}: {n} catatan tidak cocok dengan rantainya ({which}). Laporkan kepada kepala pos dan pusat.")
    which = ", ".join(health.broken[:3])
    return Finding(f"vault.{name}", False, text.format(name=what, n=len(health.broken), which=which))


def _witness(office: Office) -> Finding:
    found = witness.compare(office)
    if found.contradicted:
        text = _("{n} rantai tidak sama dengan yang ditandatangani penerima. Laporkan kepada kepala pos dan pusat.")
        return Finding("witness", False, text.format(n=len(found.contradicted)))
    if found.lost:
        text = _("Penerima memegang catatan loket ini yang tidak ada lagi di sini. Baca kembali kiriman lama.")
        return Finding("witness", False, text)
    text = _("{n} rantai sama dengan yang ditandatangani penerima.")
    return Finding("witness", True, text.format(n=found.agreeing))


def _clock(office: Office) -> Finding:
    with office.vault("general").engine.connect() as connection:
        last = journal.last_write(connection)
    behind = (int(last[:16], 16) >> 16) / 1000 - office.clock.now().timestamp() if last else 0
    if behind > 60:
        then = datetime.fromtimestamp((int(last[:16], 16) >> 16) / 1000, UTC).strftime("%d-%m-%Y %H.%M")
        text = _("Jam laptop mundur: catatan terakhir bertanggal {then} UTC. Betulkan jam laptop.")
        return Finding("clock", False, text.format(then=then))
    return Finding("clock", True, _("Jam laptop sesuai dengan catatan terakhir."))


def _disk(office: Office) -> Finding:
    free = shutil.disk_usage(office.home.folder).free
    if free > _LOW_DISK:
        text = (
            _("Ruang kosong di laptop cukup: {n} MB.")
            if free < 10 << 30
            else _("Ruang kosong di laptop cukup: {n} GB.")
        )
        return Finding("disk", True, text.format(n=free >> (20 if free < 10 << 30 else 30)))
    text = _("Ruang kosong di laptop tinggal {n} MB. Pindahkan berkas lain ke tempat lain.")
    return Finding("disk", False, text.format(n=free >> 20))


def _copy(office: Office) -> Finding:
    last = last_backup(office)
    if last is None:
        return Finding("backup", False, _("Belum pernah dibuat cadangan."))
    hours = int((office.clock.now() - last).total_seconds() // 3600)
    if hours < 1:
        return Finding("backup", True, _("Cadangan terakhir kurang dari satu jam lalu."))
    if hours < 48:
        return Finding("backup", True, _("Cadangan terakhir {n} jam lalu.").format(n=hours))
    text = _("Cadangan terakhir {n} hari lalu. Buat cadangan sekarang.").format(n=hours // 24)
    return Finding("backup", False, text)


def _fonts() -> Finding:
    missing = [name for name in _FONTS if not resource("fonts", name).exists()]
    text = _("Huruf untuk mencetak lengkap.") if not missing else _("Huruf untuk mencetak tidak ada: {names}.")
    return Finding("fonts", not missing, text.format(names=", ".join(missing)))
