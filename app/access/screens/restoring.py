"""Bringing a desk back from a backup on a fresh laptop, or in place of one that is kept aside; then one logs in."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.access.backup import SUFFIX, Contents, contents_of, restore
from app.access.keyring import is_set_up
from app.access.screens.entrance import Entrance, Page, Place
from app.kernel.clock import local
from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.dialogs import open_file
from app.widgets.fields import TextField
from app.widgets.icons import Glyph
from app.widgets.labels import label, retone
from app.widgets.layouts import column, holder, row
from app.widgets.operations import Progress
from app.widgets.progress import ProgressStrip
from app.widgets.theme import Theme


class BackupPage(Page):
    """The file, what it holds, and what becomes of a desk that is here already."""

    def __init__(self, occupied: bool) -> None:
        lead = _("Pilih berkas cadangan dari flashdisk. Sesudahnya masuk dengan kata sandi atau lembar pemulihan.")
        super().__init__(_("Pulihkan dari cadangan"), lead, _("Pulihkan"))
        self.archive: Path | None = None
        self.choose = button(_("Pilih berkas cadangan …"), self._ask, glyph="usb")
        self._found = label(_("Belum ada berkas yang dipilih."), "muted", wrap=True)
        self.word = TextField("word", _("Ketik {word} untuk melanjutkan").format(word=self.wanted), required=True)
        told = label(
            _(
                "Di laptop ini sudah ada data pos. Data itu tidak dihapus: seluruhnya dipindahkan ke folder "
                "tersendiri di sebelahnya, lalu cadangan menggantikannya."
            ),
            "strong",
            "warn",
            wrap=True,
        )
        self._warning = holder(column(row(Glyph("triangle-alert", "warn"), told, gap=10), self.word, gap=10))
        self._warning.setVisible(occupied)
        self._occupied = occupied
        self.setLayout(column(row(self.choose, 1), self._found, self._warning, 1, gap=14))

    @property
    def wanted(self) -> str:
        """The word to type before a desk gives way to another."""
        return _("PULIHKAN")

    def first_focus(self) -> QWidget | None:
        """The file."""
        return self.choose

    def may_go_on(self) -> bool:
        """Show what is missing."""
        if self.archive is None:
            retone(self._found, _("Pilih berkas cadangannya dulu."), "bad")
            return False
        typed = str(self.word.value() or "").strip().casefold() == self.wanted.casefold()
        self.word.show_problem("" if typed or not self._occupied else _("Ketik kata itu persis."))
        return typed or not self._occupied

    def take(self, archive: Path) -> None:
        """Look into a file."""
        self.archive = archive
        self._found.setText(_("Membaca {name} …").format(name=archive.name))

    def show_contents(self, contents: Contents, made: str) -> None:
        """Say what the file holds."""
        text = _("{site}, loket {letter}, dibuat {made}.")
        retone(self._found, text.format(site=contents.site_code, letter=contents.letter, made=made), "good")

    def show_none(self, text: str) -> None:
        """The file is no backup."""
        self.archive = None
        retone(self._found, text, "bad")

    def _ask(self) -> None:
        open_file(self, _("Pilih berkas cadangan"), _("Cadangan Pulang (*{end})").format(end=SUFFIX), self.chosen)

    def chosen(self, archive: Path) -> None:
        """A file was chosen; the window reads it."""
        self.take(archive)
        self.looked_for(archive)

    def looked_for(self, archive: Path) -> None:
        """Replaced by the window with its reader."""


class DonePage(Page):
    """What is back, where the old data lies, and how one comes in."""

    def __init__(self) -> None:
        super().__init__(_("Data sudah kembali"), _("Loket ini melanjutkan dengan nomor seri baru."), _("Masuk"))
        self._told = label("", wrap=True)
        self.setLayout(column(self._told, 1))

    def show_done(self, contents: Contents, kept: Path | None) -> None:
        """Say it."""
        said = [_("Data {site} loket {letter} ada di laptop ini dan masih tersandi.")]
        said.append(_("Masuk dengan kata sandi seperti biasa; kalau lupa, dengan dua lembar pemulihan."))
        if kept is not None:
            said.append(_("Data lama tersimpan utuh di {folder}."))
        self._told.setText(" ".join(said).format(site=contents.site_code, letter=contents.letter, folder=kept or ""))


class RestoreEntrance(Entrance):
    """File, progress, done; ends at the login window."""

    def __init__(self, place: Place, theme: Theme) -> None:
        super().__init__(place, theme)
        self._backup, self._done = BackupPage(is_set_up(place.home)), DonePage()
        self._backup.looked_for = self.look  # type: ignore[method-assign]
        self._backup.layout().addWidget(ProgressStrip(self.ops))  # type: ignore[union-attr]
        self._show(self._backup)

    def look(self, archive: Path) -> None:
        """Say what a file holds before anything is done with it."""
        looked = self.ops.compute(lambda: contents_of(archive)).then(self._found)
        looked.otherwise(lambda error: self._backup.show_none(f"{error.text} {error.hint}".strip()))

    def go_on(self) -> None:
        """Bring the desk back; from the last page to the login window."""
        if self.page is self._done:
            self.leave()
            return
        archive, home = self._backup.archive, self.place.home
        if not self._backup.may_go_on() or archive is None:
            return
        kept = self._kept() if is_set_up(home) else None
        progress = Progress(_("Memulihkan"))
        self.busy(True, _("Memulihkan …"))
        restored = self.ops.compute(lambda: restore(archive, home, kept, progress.step), progress=progress)
        restored.then(lambda contents: self._restored(contents, kept)).otherwise(self.refuse)

    def go_back(self) -> None:
        """Out, unless it is done."""
        self.leave()

    def _found(self, contents: Contents) -> None:
        made = datetime.fromisoformat(contents.created).astimezone()
        self._backup.show_contents(contents, f"{made:%d-%m-%Y %H.%M}")

    def _kept(self) -> Path:
        """A folder beside the data folder, named by the moment."""
        folder = self.place.home.folder
        stamp = f"{local(self.place.clock.now(), 'WITA'):%Y-%m-%d-%H%M%S}"
        return folder.with_name(f"{folder.name}-lama-{stamp}")

    def _restored(self, contents: Contents, kept: Path | None) -> None:
        self._done.show_done(contents, kept)
        self._show(self._done)
        self.show_back("")

    def _show(self, page: Page) -> None:
        states = ("done", "here") if page is self._done else ("here", "ahead")
        self.show_steps(list(zip(states, (_("Berkas cadangan"), _("Selesai")), strict=True)))
        self.put_up(page)
