"""Verbs of handovers between offices: cards and kits, papers out, papers in, receipts, and the codes of slips."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from app.access.partners import partners
from app.console.frame import HomeOption, JsonOption, LoginOption, PassphraseOption, existing, home_of, verb
from app.console.signing_in import signed_in
from app.desktop import courier
from app.handover import answering, listing, receipts_back, slips
from app.handover.answering import Reply
from app.handover.terms import Signing
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.store.work import Reading
from app.sync import kits, offices

handover = typer.Typer(no_args_is_help=True, help="Serah terima antarkantor")

FolderArgument = Annotated[Path, typer.Argument(help="Folder tujuan, misalnya flashdisk")]


@handover.command("card")
@verb
def card(
    folder: FolderArgument,
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Tulis kartu kantor ini untuk kantor lain."""
    with signed_in(home_of(home), login, passphrase_file) as office:
        return asdict(offices.write_card(office, folder))


@handover.command("accept")
@verb
def accept(
    file: Annotated[Path, typer.Argument(help="Kartu kantor lain")],
    code: Annotated[str, typer.Option("--code", help="Kode yang dibacakan kantor itu")],
    kit_folder: Annotated[Path | None, typer.Option("--kit", help="Tulis juga paket pengenal ke folder ini")] = None,
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Terima kartu kantor lain sesudah kodenya dibandingkan."""
    with signed_in(home_of(home), login, passphrase_file) as office:
        partner = offices.accept_card(office, kits.read_card(existing(file)), code)
        kit = kits.write_office_kit(office, partner.id, kit_folder) if kit_folder else None
    return {**asdict(partner), **({"kit": kit.path, "code_of_kit": kit.code} if kit else {})}


@handover.command("send")
@verb
def send(
    folder: FolderArgument,
    number: Annotated[list[str], typer.Option("--number", help="Nomor kendali surat")],
    to: Annotated[str, typer.Option("--to", help="Kode kantor penerima")],
    photos: Annotated[bool, typer.Option("--photos", help="Sertakan foto")] = False,
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Tulis berkas serah terima untuk kantor penerima."""
    with signed_in(home_of(home), login, passphrase_file) as office:
        with office.read() as r:
            papers = [_paper(r, one) for one in number]
            partner = next((one.id for one in partners(r) if one.code == to.upper()), "")
        return asdict(courier.send(office, papers, partner, folder, photos))


@handover.command("take")
@verb
def take(
    file: Path,
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Muat berkas serah terima, atau baca tanda terima kantor penerima."""
    with signed_in(home_of(home), login, passphrase_file) as office:
        taken = courier.take(office, existing(file))
    return {**asdict(taken), "lines": list(taken.lines)}


@handover.command("incoming")
@verb
def incoming(
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Surat dari pos lain: siapa sudah diperiksa, siapa belum, apa yang dijawab."""
    with signed_in(home_of(home), login, passphrase_file) as office, office.read() as r:
        return {"papers": [asdict(view) for view in answering.incoming_papers(r)]}


@handover.command("reply")
@verb
def reply(
    folder: FolderArgument,
    number: Annotated[list[str], typer.Option("--number", help="Nomor surat yang dijawab")],
    signed_by: Annotated[str, typer.Option("--signed-by", help="Yang menandatangani")],
    remarks: Annotated[str, typer.Option("--remarks", help="Catatan")] = "",
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Tulis tanda terima untuk pos pengirim."""
    with signed_in(home_of(home), login, passphrase_file) as office:
        with office.read() as r:
            wanted = [view.id for view in answering.incoming_papers(r) if view.number in number]
        if len(wanted) != len(set(number)):
            raise UserError(
                "answer.unknown", _("Ada nomor surat yang tidak ada di kantor ini; tidak ada yang ditulis.")
            )
        return asdict(courier.reply(office, wanted, Reply(signed_by, remarks=remarks), folder))


@handover.command("receipts")
@verb
def receipts(
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Tanda terima yang sudah kembali, dan yang berbeda dari catatan."""
    with signed_in(home_of(home), login, passphrase_file) as office, office.read() as r:
        return {"receipts": [asdict(one) for one in receipts_back.receipts(r)]}


@handover.command("code")
@verb
def code(
    text: Annotated[str, typer.Argument(help="Kode dari lembar tanda terima")],
    record: Annotated[bool, typer.Option("--record", help="Catat, bila semua orang diterima")] = False,
    signed_by: Annotated[str, typer.Option("--signed-by", help="Yang menandatangani lembar")] = "",
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Periksa kode tanda terima dari kantor tanpa komputer."""
    with signed_in(home_of(home), login, passphrase_file) as office:
        with office.read() as r:
            said = asdict(slips.read_code(r, text))
        if record:
            with office.write("handover.receipt_code") as w:
                said |= {"text": slips.record(w, text, Signing(), signed_by).text}
    return said


def _paper(r: Reading, number: str) -> str:
    """The id of a paper of this post."""
    found = next((line.id for line in listing.handovers(r) if line.number == number.strip().upper()), None)
    if found is None:
        raise UserError("bast.unknown_number", _("Nomor {number} tidak ada di laptop ini.").format(number=number))
    return found
