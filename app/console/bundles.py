"""Verbs of sync by hand: writing and reading a *berkas kiriman*, looking into one, taking a receipt."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from app.access.office import Office
from app.bundle import container
from app.bundle.header import Header
from app.bundle.keys import Identity
from app.bundle.refusals import refusal
from app.console.frame import HomeOption, JsonOption, LoginOption, PassphraseOption, existing, home_of, verb
from app.console.signing_in import signed_in
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.store.sealed import Genuine, SealedLine
from app.sync import taking
from app.sync.outstanding import outstanding
from app.sync.parts import Watch
from app.sync.reading import ReadReport, read_bundle
from app.sync.replica import replica_of
from app.sync.trusting import genuine_of, judge_of, sender_state, trust_with
from app.sync.writing import write_bundle

bundle = typer.Typer(no_args_is_help=True, help="Berkas kiriman")
receipt = typer.Typer(no_args_is_help=True, help="Tanda terima")

AcceptExpired = Annotated[
    bool, typer.Option("--accept-expired", help="Kepala sudah memeriksa surat pengenal yang tampak kedaluwarsa")
]


@bundle.command("write")
@verb
def write(
    folder: Annotated[Path, typer.Argument(help="Folder tujuan, misalnya flashdisk")],
    to: Annotated[list[str] | None, typer.Option("--to", help="Id penerima; pusat dan semua loket bila kosong")] = None,
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Tulis semua catatan yang belum dipunyai penerima, disegel dan ditandatangani."""
    with signed_in(home_of(home), login, passphrase_file) as office:
        written = write_bundle(office, folder, to or None)
    return {**asdict(written), "entries": written.entries}


@bundle.command("read")
@verb
def read(
    file: Path,
    accept_expired: AcceptExpired = False,
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Baca berkas kiriman dari loket lain atau pusat."""
    with signed_in(home_of(home), login, passphrase_file) as office:
        return told(read_bundle(office, existing(file), accept_expired), office)


@receipt.command("read")
@verb
def read_receipt(
    file: Path,
    accept_expired: AcceptExpired = False,
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Baca tanda terima pusat atau loket lain."""
    with signed_in(home_of(home), login, passphrase_file) as office:
        kind = container.inspect(existing(file), [office.desk.identity]).header.kind
        if kind != "receipt":
            raise UserError(
                "receipt.kind",
                _("Berkas ini bukan tanda terima; tidak ada yang diubah."),
                _("Bacalah dengan “bundle read”."),
            )
        return told(read_bundle(office, file, accept_expired), office)


@bundle.command("inspect")
@verb
def inspect(
    file: Path,
    identity: Annotated[Path | None, typer.Option("--identity", help="Kunci age pembuka, mis. milik pusat")] = None,
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Lihat isi berkas kiriman tanpa memasukkan apa pun."""
    if identity is not None:
        return _inspected(existing(file), _age_secret(existing(identity)))
    with signed_in(home_of(home), login, passphrase_file) as office:
        return _inspected(existing(file), office.desk.age_secret)


@bundle.command("verify")
@verb
def verify_bundle(
    file: Path,
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Periksa pengirim, tanda tangan, ringkasan, dan jumlah berkas kiriman tanpa memasukkan apa pun."""
    with signed_in(home_of(home), login, passphrase_file) as office:
        return _verified(office, existing(file))


def told(report: ReadReport, office: Office) -> dict[str, Any]:
    """What became of a bundle, and what is still unacknowledged afterwards."""
    standing = outstanding(office)
    taken = report.taken
    result: dict[str, Any] = {
        "state": report.state,
        "text": report.text,
        "kind": report.kind,
        "sender": report.sender,
        "number": report.number,
        "created": report.created,
        "applied": taken.applied,
        "known": taken.known,
        "held": taken.held,
        "set_aside": taken.aside,
        "sealed": taken.received.fresh,
        "differences": report.new_differences,
        "totals_agree": all(stream.agrees for stream in taken.streams),
        "unacknowledged": {peer.name: peer.entries for peer in standing.peers},
        "standing": standing.text,
    }
    if report.state == "expired":
        hint = _("Periksa jam laptop dan pengirimnya, lalu ulangi dengan --accept-expired.")
        result["error"] = UserError("bundle.expired", report.text, hint).as_json()
    return result


def _inspected(file: Path, secret: str) -> dict[str, Any]:
    seen = container.inspect(file, [Identity.from_secret(secret)])
    result = {**_header(seen.header), "size": seen.size, "digest": seen.digest, "signed": seen.signed}
    if not seen.signed or seen.damaged:
        result |= {"damaged": list(seen.damaged), "error": refusal("bundle.tampered").as_json()}
    return result


def _header(header: Header) -> dict[str, Any]:
    cert = header.certificate
    return {
        "kind": header.kind,
        "sender": {"site": cert.site_code, "desk": cert.letter, "name": cert.name, "epoch": header.sender.epoch},
        "number": header.number,
        "created": header.created,
        "recipients": list(header.recipients),
        "streams": [asdict(stream) for stream in header.streams],
        "have": [asdict(have) for have in header.have],
        "members": {name: asdict(member) for name, member in header.members.items()},
    }


def _verified(office: Office, file: Path) -> dict[str, Any]:
    replica = replica_of(office)
    found = container.read(file, [replica.identity], lambda header: sender_state(replica, header))
    entries, lines = taking.general_entries(found, Watch()), taking.sealed_entries(found)
    streams = taking.compared(found, entries, lines)
    trust, sites = trust_with(office.trust, found), {office.site.id}
    standing = Counter(map(judge_of(trust, sites), entries))
    standing.update(map(_sealed_standing(genuine_of(trust, sites)), lines))
    result = {
        "sender": _header(found.header)["sender"],
        "certificate": found.trust,
        "entries": len(entries) + len(lines),
        "authors": dict(standing),
        "streams": [asdict(stream) for stream in streams],
    }
    if set(standing) - {"good"} or not all(stream.agrees for stream in streams):
        result["error"] = refusal("bundle.tampered").as_json()
    return result


def _sealed_standing(genuine: Genuine) -> Callable[[SealedLine], str]:
    """A sealed line cannot be read here, but who signed it can be held against his key."""
    return lambda line: "good" if genuine(line) else "signature"


def _age_secret(file: Path) -> str:
    for line in file.read_text("ascii", errors="replace").splitlines():
        if line.startswith("AGE-SECRET-KEY-1"):
            return line.strip()
    raise refusal("keys.bad-key")
