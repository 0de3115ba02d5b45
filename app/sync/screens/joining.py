"""Who belongs: the desks of the post, admitting another laptop, joining a post, and enrolling at the centre."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.access.devices import DeskView
from app.kernel.i18n import _
from app.sync import kits
from app.sync.kits import Joined, KitFile, RequestView
from app.sync.overview import Overview
from app.sync.screens.bench import Bench
from app.sync.screens.codes import CodeView, KitStep
from app.sync.screens.words import certificate_mark
from app.widgets.buttons import button
from app.widgets.dialogs import choose_folder, open_file
from app.widgets.fields import TextField
from app.widgets.labels import label
from app.widgets.layouts import Beside, Part, column, holder, panel, row
from app.widgets.screen import Draft
from app.widgets.tables import Column, Empty, Mark, RowTable


class JoiningPanel(QWidget):
    """The desks at the left; at the right the steps that are open to this laptop."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        columns = (
            Column("", lambda desk: desk.letter, 66, "strong"),
            Column(_("Loket"), lambda desk: desk.name, detail=lambda desk: _("laptop ini") if desk.is_this else ""),
            Column(_("Keadaan"), self._mark, 250, "mark"),
        )
        self.table = RowTable(columns, key=lambda desk: desk.id)
        self.table.setAccessibleName(_("Loket pos ini"))
        self.table.set_empty(Empty(_("Belum ada loket"), glyph="id-card"))
        self.asking, self.admitting, self.enrolling = Asking(bench), Admitting(bench), Enrolling(bench)
        self.elsewhere = panel(
            column(
                label(_("Menambah laptop atau pusat"), "eyebrow"),
                label(_("Dilakukan di loket utama pos ini, oleh kepala pos."), "muted", wrap=True),
            )
        )
        side = holder(column(self.asking, self.admitting, self.enrolling, self.elsewhere, 1, gap=12))
        self.setLayout(column(Beside(self.table, side, 450)))

    def show_overview(self, seen: Overview) -> None:
        """Show another state."""
        self.table.set_rows(seen.desks)
        self.table.go_to(0)
        main = seen.own.is_authority and self._bench.desk.may("access.devices") and not seen.own.emergency
        self.asking.setVisible(seen.own.emergency)
        self.admitting.setVisible(main)
        self.enrolling.setVisible(main)
        self.elsewhere.setVisible(not (main or seen.own.emergency))
        for part in (self.asking, self.admitting, self.enrolling):
            part.show_overview(seen)

    def use_kit(self, path: Path) -> None:
        """Choose a kit where this laptop can open one."""
        if self.asking.isVisibleTo(self):
            self.asking.kit.use(path)
        elif self.enrolling.isVisibleTo(self):
            self.enrolling.use_kit(path)

    def draft(self) -> Draft:
        """Codes that were typed."""
        typed = {"join": self.asking.kit.draft(), "centre": self.enrolling.kit.draft()}
        return {name: draft for name, draft in typed.items() if draft}

    def restore(self, draft: Draft) -> None:
        """Put them back."""
        self.asking.kit.restore(draft.get("join"))
        self.enrolling.restore(draft.get("centre"))

    @staticmethod
    def _mark(desk: DeskView) -> Mark:
        if desk.emergency:
            return Mark(_("loket darurat, belum bergabung"), "triangle-alert", "warn")
        return certificate_mark(desk.state)


class Asking(QWidget):
    """A *loket darurat* becomes a desk of the post whose code it was set up with."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self.code = CodeView(bench, _("Kode laptop ini – bacakan kepada loket utama"))
        self.written = label("", "muted", wrap=True)
        self.request_button = button(_("Tulis permintaan …"), self._choose, "primary", "usb")
        self.kit = KitStep(bench, _("Kode yang dibacakan loket utama"))
        self.kit.joined.connect(self._joined)
        self.intro = label("", "muted", wrap=True)
        parts: tuple[Part, ...] = (
            label(_("Bergabung dengan pos"), "eyebrow"),
            self.intro,
            label(_("1  Tulis permintaan, bawa flashdisk ke loket utama."), "strong", wrap=True),
            row(self.request_button, 1),
            self.written,
            self.code,
            label(_("2  Buka paket pengenal yang dibuat loket utama."), "strong", wrap=True),
            self.kit,
        )
        self.setLayout(column(panel(column(*parts, gap=10))))
        self.written.hide()

    def show_overview(self, seen: Overview) -> None:
        """Show this laptop's code."""
        self.code.show_code(seen.own.code)
        text = _("Laptop ini menghitung sebagai loket darurat {letter}. Catatannya ikut masuk ke pos {code}.")
        self.intro.setText(text.format(letter=seen.own.letter, code=seen.own.site_code))

    def request(self, folder: Path) -> None:
        """Write the request into a folder."""
        pending = self._bench.write(lambda office: kits.write_request(office, folder))
        pending.then(self._written).otherwise(self._bench.refuse)

    def _choose(self) -> None:
        choose_folder(self, _("Pilih flashdisk untuk permintaan"), self.request)

    def _written(self, path: Path) -> None:
        self.written.setText(_("Tertulis: {name}").format(name=path.name))
        self.written.show()

    def _joined(self, joined: Joined) -> None:
        self._bench.tell(_("Laptop ini sekarang loket pos. Catatannya terbawa pada kiriman berikut."))


class Admitting(QWidget):
    """The main desk lets another laptop in after both codes were compared aloud."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._request: RequestView | None = None
        self.open_button = button(_("Buka permintaan …"), self._choose, "primary", "user-plus")
        self.name = TextField("name", _("Nama loket"), required=True)
        self._who = label("", "strong", wrap=True)
        self.code = CodeView(bench, _("Harus sama dengan kode di layar laptop itu"))
        self.admit_button = button(_("Kode sama – terima …"), self._choose_folder, "primary", "check")
        cancel = button(_("Kode berbeda"), self._refuse, "")
        self._asked = holder(column(self._who, self.code, self.name, row(self.admit_button, cancel, 1), gap=10))
        self.kit_name = label("", wrap=True)
        self.kit_code = CodeView(bench, _("Bacakan kode ini kepada laptop itu"))
        self._done = holder(column(self.kit_name, self.kit_code, gap=8))
        hint = label(_("Laptop lain menulis permintaan; di sini diterima dengan paket pengenal."), "muted", wrap=True)
        head = label(_("Menerima laptop lain"), "eyebrow")
        self.setLayout(column(panel(column(head, hint, row(self.open_button, 1), self._asked, self._done, gap=10))))
        self._show_step()

    def show_overview(self, seen: Overview) -> None:
        """Nothing of it depends on the state of the exchange."""

    def open(self, path: Path) -> None:
        """Look at a request."""
        pending = self._bench.read(lambda _office: kits.read_request(path))
        pending.then(self._opened).otherwise(self._bench.refuse)

    def admit(self, folder: Path) -> None:
        """Admit and write the kit into a folder."""
        request, name = self._request, str(self.name.value() or "")
        if request is None:
            return
        pending = self._bench.write(lambda office: kits.admit_desk(office, request, folder, name))
        pending.then(self._admitted).otherwise(self._bench.refuse)

    def _choose(self) -> None:
        open_file(self, _("Buka permintaan"), _("Permintaan (*.json)"), self.open)

    def _choose_folder(self) -> None:
        if self.name.check():
            choose_folder(self, _("Pilih flashdisk untuk paket"), self.admit)

    def _opened(self, request: RequestView) -> None:
        self._request = request
        text = _("Laptop {letter} minta bergabung.").format(letter=request.letter)
        self._who.setText(text)
        self.code.show_code(request.code)
        self.name.set_value(request.name)
        self._show_step()
        self.admit_button.setFocus()

    def _refuse(self) -> None:
        self._request = None
        self._show_step()
        text = _("Tidak diterima; tidak ada yang diubah.")
        self._bench.tell(
            text, _("Minta permintaan baru langsung dari laptop itu. Jika tetap berbeda, lapor kepala pos."), "warn"
        )

    def _admitted(self, kit: KitFile) -> None:
        self._request = None
        self.kit_name.setText(_("Paket tertulis: {name}. Buka di laptop itu.").format(name=kit.path.name))
        self.kit_code.show_code(kit.code)
        self._show_step(done=True)
        self._bench.done.emit()

    def _show_step(self, done: bool = False) -> None:
        self._asked.setVisible(self._request is not None)
        self.open_button.setVisible(self._request is None)
        self._done.setVisible(done)


class Enrolling(QWidget):
    """The site asks the centre, and opens the centre's kit."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self.state = label("", "muted", wrap=True)
        self.code = CodeView(bench, _("Kode pos ini – pusat membandingkannya"))
        self.request_button = button(_("Tulis permintaan ke pusat …"), self._choose, "", "usb")
        self.written = label("", "muted", wrap=True)
        self.kit = KitStep(bench, _("Kode yang dibacakan pusat"))
        self.kit.joined.connect(self._joined)
        self._steps = holder(
            column(
                label(_("1  Tulis permintaan dan kirimkan ke pusat."), "strong", wrap=True),
                row(self.request_button, 1),
                self.written,
                self.code,
                label(_("2  Buka paket pengenal dari pusat."), "strong", wrap=True),
                self.kit,
                gap=10,
            )
        )
        self.more = button(_("Daftarkan ke pusat …"), partial(self._open, True), "", "house")
        self.setLayout(
            column(panel(column(label(_("Pusat"), "eyebrow"), self.state, row(self.more, 1), self._steps, gap=10)))
        )
        self.written.hide()
        self._open(False)

    def show_overview(self, seen: Overview) -> None:
        """Show whether the site is enrolled."""
        centre = seen.standing.centre
        if centre is None:
            self.state.setText(_("Pos ini belum terdaftar di pusat. Menghitung dan mencatat tetap dapat dilakukan."))
        else:
            self.state.setText(_("Terdaftar di {name}.").format(name=centre.name))
            self.more.setText(_("Daftarkan lagi …"))
        self.code.show_code(seen.own.authority_code)

    def request(self, folder: Path) -> None:
        """Write the request into a folder."""
        pending = self._bench.write(lambda office: kits.write_site_request(office, folder))
        pending.then(self._written).otherwise(self._bench.refuse)

    def _choose(self) -> None:
        choose_folder(self, _("Pilih tempat permintaan"), self.request)

    def _written(self, path: Path) -> None:
        self.written.setText(_("Tertulis: {name}").format(name=path.name))
        self.written.show()

    def use_kit(self, path: Path) -> None:
        """Open the steps at the second one."""
        self._open(True)
        self.kit.use(path)

    def restore(self, draft: object) -> None:
        """Put back what was typed."""
        self.kit.restore(draft)
        self._open(bool(draft))

    def _open(self, wide: bool) -> None:
        self._steps.setVisible(wide)
        self.more.setVisible(not wide)

    def _joined(self, joined: Joined) -> None:
        self._open(False)
        text = _("Pos ini terdaftar di {name}. Tulis kiriman sekarang supaya pusat menerimanya.")
        self._bench.tell(text.format(name=joined.by))
