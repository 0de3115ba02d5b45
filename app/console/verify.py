"""The verb that says whether a BAST is genuine: from its picture or the text of its code, without a passphrase."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from app.console.frame import HomeOption, JsonOption, LoginOption, PassphraseOption, existing, home_of, verb
from app.console.signing_in import signed_in
from app.handover import verify as papers
from app.handover.verify import Against
from app.kernel.errors import UserError
from app.kernel.paths import Home
from app.printing.statement import PREFIX
from app.reports.sending import SIGNED_PAPERS
from app.store.work import Reading

_FILES = (".pdf", ".png", ".jpg", ".jpeg")


@verb
def verify(
    what: Annotated[str, typer.Argument(help="Berkas PDF, PNG, atau JPG; atau teks kodenya")],
    names: Annotated[Path | None, typer.Option("--names", help="Daftar nama, satu baris per orang")] = None,
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Periksa keaslian surat berkode QR. Tanpa kata sandi; dengan kata sandi pos penerbit tahu juga pembatalannya."""
    listed = existing(names).read_text(encoding="utf-8").splitlines() if names else None
    place = home_of(home)
    if passphrase_file is None:
        return _told(_judge(what, place, listed, None))
    with signed_in(place, login, passphrase_file) as office, office.read() as reading:
        return _told(_judge(what, place, listed, reading))


def _judge(what: str, home: Home, names: list[str] | None, known: Reading | None) -> papers.Verdict:
    against = Against(names, known, SIGNED_PAPERS)
    if not what.startswith(PREFIX) and what.lower().endswith(_FILES):
        return papers.verify_file(existing(Path(what)), home, against)
    return papers.verify_text(what, home, against)


def _told(verdict: papers.Verdict) -> dict[str, Any]:
    facts = verdict.facts
    told: dict[str, Any] = {"answer": verdict.answer, "sentence": verdict.sentence, "facts": None}
    if facts is not None:
        told["facts"] = {**asdict(facts), "counts": facts.counts.by_class(), "total": facts.counts.total}
    if not verdict.genuine:
        told |= {"differing": list(verdict.differing)}
        told["error"] = UserError(f"verify.{verdict.answer}", verdict.sentence).as_json()
    return told
