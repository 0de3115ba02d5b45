"""Settings: who works here, with which roles; accounts are made, changed and ended by kepala, codes handed out."""

from functools import partial

from app.access.handouts import Handouts, waiting_handouts
from app.access.papers import code_sheet_pdf
from app.access.people import PersonDraft
from app.access.roles import KESEHATAN, PEKSOS, PUSAT, ROLES, role_label
from app.access.rules import login_from
from app.access.screens.paper_view import PaperView
from app.access.screens.reach import Reach
from app.access.screens.recovery_section import today_at
from app.access.screens.secret_fields import PassphraseField, StrengthLine
from app.access.screens.section import FormSheet, Section, ask_passphrase, titled
from app.access.screens.sheet_pages import code_panel
from app.access.users import UserView, add_user, change_roles, deactivate, give_access, issue_code, list_users
from app.access.wizard import passphrase_problems, text_of
from app.kernel.i18n import N_, _
from app.widgets.buttons import button
from app.widgets.dialogs import Question, confirm
from app.widgets.fields import ChipsField, TextField, Value
from app.widgets.form import Form
from app.widgets.labels import label
from app.widgets.layouts import clear, column, row
from app.widgets.operations import Begun, Pending
from app.widgets.tables import Column, Mark, RowTable

RESTRICTED = (KESEHATAN, PEKSOS)
GIVEN = tuple(role for role in ROLES if role not in (*RESTRICTED, PUSAT))
"""Roles kepala gives; the restricted ones come by code or from a colleague."""


class UsersSection(Section):
    """The accounts in a table, what may be done with the one marked, and the waiting codes."""

    lead = N_("Tiap orang memakai akunnya sendiri, supaya jelas siapa mencatat apa.")

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach)
        columns = (
            Column(_("Nama"), lambda user: user.name, 0, detail=lambda user: user.title),
            Column(_("Nama masuk"), lambda user: user.login, 120),
            Column(_("Peran"), _roles, 220),
            Column(_("Keadaan"), _state, 130, "mark"),
        )
        self.table = RowTable(columns, key=lambda user: user.id)
        self.table.setMinimumHeight(230)
        self.table.marked.connect(self._offer)
        self._add = button(_("Tambah pengguna"), self._ask_new, "primary", "user-plus")
        self._roles = button(_("Ubah peran"), self._ask_roles, "", "pencil")
        self._secret = button(_("Kata sandi baru"), self._ask_secret, "", "lock")
        self._end = button(_("Nonaktifkan"), self._ask_end, "quiet", "user-x")
        tools = row(self._roles, self._secret, self._end, 1)
        first = titled(_("Pengguna"), self.table, tools, tools=(self._add,))
        self._codes = column(gap=10)
        text = _("Petugas kesehatan dan pekerja sosial pertama membuat akunnya sendiri dengan kode sekali pakai.")
        self._look = button(_("Lihat kode yang menunggu …"), self._ask_codes, "", "eye")
        self._issue = [
            button(_("Kode baru: {role}").format(role=role_label(role)), partial(self._issue_code, role), "quiet")
            for role in RESTRICTED
        ]
        self._second = titled(
            _("Lembar kode"), label(text, "muted", wrap=True), row(self._look, *self._issue, 1), self._codes
        )
        self.setLayout(column(first, self._second, 1, gap=16))

    def load(self) -> None:
        """Read the accounts."""
        reach = self.reach
        reach.look(list_users, latest="users").then(self.table.set_rows)
        self._add.setVisible(reach.may("access.users"))
        for role, made in zip(RESTRICTED, self._issue, strict=True):
            made.setVisible(reach.office.holds({KESEHATAN: "health", PEKSOS: "protection"}[role]))
        self._look.setVisible(reach.may("access.users"))
        self._second.setVisible(reach.may("access.users") or any(made.isVisibleTo(self) for made in self._issue))
        self._offer(self.table.current())

    def _offer(self, user: UserView | None) -> None:
        may = self.reach.may("access.users") and user is not None
        own = user is not None and user.id == self.reach.office.actor.user_id
        for made in (self._roles, self._secret, self._end):
            made.setVisible(self.reach.may("access.users"))
        self._roles.setEnabled(may and user is not None and user.active)
        self._secret.setEnabled(may and not own)
        self._end.setEnabled(may and not own and user is not None and user.active)

    def _ask_new(self) -> None:
        phrase = PassphraseField("passphrase", _("Kata sandi"))
        form = Form(
            [
                TextField("person", _("Nama lengkap"), required=True),
                TextField("login", _("Nama masuk"), required=True),
                TextField("title", _("Jabatan")),
                ChipsField("roles", _("Peran"), [(role, role_label(role)) for role in GIVEN], required=True),
                phrase,
                PassphraseField("again", _("Kata sandi, sekali lagi")),
            ],
            wide=("person", "roles"),
        )
        name, login = form.field("person"), form.field("login")
        name.changed.connect(lambda: login.set_value(login_from(str(name.value() or "")) if name.value() else None))
        text = _("Kata sandi diketik sendiri oleh orangnya; jangan dibacakan.")
        question = Question(_("Pengguna baru"), text, _("Buat akun"))
        sheet = FormSheet(self, question, form, self._keep_new, StrengthLine(phrase))
        sheet.more = lambda values: passphrase_problems(values, text_of(values, "login"))
        sheet.open()

    def _keep_new(self, values: dict[str, Value]) -> Pending[UserView]:
        draft = PersonDraft(
            text_of(values, "login"), text_of(values, "person"), _chosen(values), text_of(values, "title")
        )
        phrase = str(values["passphrase"])
        return self.reach.act(lambda office: add_user(office, draft, phrase)).then(self._made)

    def _made(self, user: UserView) -> None:
        self.load()
        self.tell(_("{name} dapat masuk sebagai {login}.").format(name=user.name, login=user.login))

    def _ask_roles(self) -> None:
        user: UserView | None = self.table.current()
        if user is None:
            return
        offered = [*GIVEN, *(role for role in RESTRICTED if role in user.roles)]
        field = ChipsField("roles", _("Peran"), [(role, role_label(role)) for role in offered], required=True)
        field.set_value(sorted(user.roles))

        def save(values: dict[str, Value]) -> Pending[None]:
            return self.reach.act(lambda office: change_roles(office, user.id, _chosen(values))).then(self._changed)

        text = _("Berlaku saat ini juga. Yang kehilangan peran kesehatan atau peksos kehilangan kuncinya.")
        FormSheet(self, Question(user.name, text, _("Simpan peran")), Form([field], columns=1), save).open()

    def _ask_secret(self) -> None:
        user: UserView | None = self.table.current()
        if user is None:
            return
        phrase = PassphraseField("passphrase", _("Kata sandi baru"))
        form = Form([phrase, PassphraseField("again", _("Sekali lagi"))], columns=1)

        def save(values: dict[str, Value]) -> Pending[UserView]:
            text = str(values["passphrase"])
            return self.reach.act(lambda office: give_access(office, user.id, text)).then(self._made)

        text = _("Diketik sendiri oleh {name}: lupa kata sandi, atau belum punya di loket ini.").format(name=user.name)
        sheet = FormSheet(self, Question(user.name, text, _("Simpan")), form, save, StrengthLine(phrase))
        sheet.more = lambda values: passphrase_problems(values, user.login)
        sheet.open()

    def _ask_end(self) -> None:
        user: UserView | None = self.table.current()
        if user is None:
            return
        text = _("Ia tidak dapat masuk lagi, dan kunci data yang dipegangnya diganti. Catatannya tetap ada.")
        question = Question(
            _("Nonaktifkan {name}?").format(name=user.name), text, _("Nonaktifkan"), user.login, danger=True
        )
        confirm(self, question, partial(self._end_now, user.id))

    def _end_now(self, user_id: str) -> Begun:
        return self.reach.act(lambda office: deactivate(office, user_id)).then(self._changed)

    def _changed(self, _none: None) -> None:
        self.load()
        self.tell(_("Tersimpan."))

    def _ask_codes(self) -> None:
        def read(values: dict[str, Value]) -> Pending[Handouts]:
            phrase = str(values["passphrase"])
            return self.reach.act(lambda office: waiting_handouts(office, phrase)).then(self._show_codes)

        ask_passphrase(self, Question(_("Lihat kode"), "", _("Lihat")), read)

    def _show_codes(self, handouts: Handouts) -> None:
        clear(self._codes)
        for role, code in handouts.codes.items():
            self._codes.addWidget(code_panel(role, code, partial(self._print, role, code)))
        if not handouts.codes:
            self._codes.addWidget(label(_("Tidak ada kode yang menunggu."), "muted"))

    def _issue_code(self, role: str) -> None:
        issued = self.reach.act(lambda office: issue_code(office, role))
        issued.then(lambda code: self._show_codes(Handouts(codes={role: code}))).otherwise(self.refuse)

    def _print(self, role: str, code: str) -> None:
        view = PaperView(self, self.reach.ops, _("Lembar kode"))

        def draw(paper: str) -> Pending[bytes]:
            drawn = self.reach.look(lambda office: code_sheet_pdf(office.site, role, code, today_at(office), paper))
            return drawn.otherwise(self.refuse)

        view.draw(draw, f"kode-{role}.pdf", self.reach.frame.settings.paper)
        view.open()


def _roles(user: UserView) -> str:
    return ", ".join(role_label(role) for role in ROLES if role in user.roles)


def _state(user: UserView) -> Mark:
    if not user.active:
        return Mark(_("nonaktif"), "user-x", "muted")
    return Mark(_("aktif"), "circle-check", "good") if user.here else Mark(_("di loket lain"), "clock", "muted")


def _chosen(values: dict[str, Value]) -> frozenset[str]:
    roles = values.get("roles")
    return frozenset(roles) if isinstance(roles, list) else frozenset()
