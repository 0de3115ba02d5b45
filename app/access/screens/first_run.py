"""The first run on a laptop: a new post, a *loket darurat*, or one more desk of a post; ends with an open window."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from app.access.office import Office
from app.access.papers import code_sheet_pdf, recovery_sheet_pdf
from app.access.recovery import check_sheets, defer_sheets
from app.access.screens.entrance import Entrance, Page, Place
from app.access.screens.paper_view import PaperView
from app.access.screens.person_page import PersonPage
from app.access.screens.quick_pages import JoinPage, QuickPage
from app.access.screens.sheet_pages import CodesPage, SheetsPage, VerifyPage
from app.access.screens.site_pages import LetterheadPage, SitePage
from app.access.screens.welcome_page import WelcomePage
from app.access.setup import Created, create_site, emergency_desk
from app.access.views import Sheet
from app.access.wizard import JOIN, NEW, RECEIVER, STEPS, emergency_draft, person_draft, site_draft
from app.kernel.clock import local
from app.kernel.i18n import _
from app.kernel.settings import load_settings
from app.widgets.operations import Pending
from app.widgets.theme import Theme

UNTIL_CREATED = ("site", "letterhead", "kepala", "emergency")
"""Steps one may still go back from; after them the post exists."""


class FirstRun(Entrance):
    """The wizard: pages in the order of STEPS, one office made on the way."""

    def __init__(self, place: Place, theme: Theme) -> None:
        super().__init__(place, theme)
        self._way, self._step = NEW, "welcome"
        self._made: dict[str, Page] = {}
        self._created: Created | None = None
        self.show_step("welcome")

    def show_step(self, step: str) -> None:
        """Show a step of the way chosen."""
        self._step = step
        self._draw_rail()
        self.put_up(self._page(step))
        back = {"welcome": _("Batal"), "verify": _("Kembali"), "codes": ""}
        self.show_back(back.get(step, _("Kembali") if step in UNTIL_CREATED else ""))
        self._on.setVisible(step != "welcome")

    def go_on(self) -> None:
        """What the button of this step does."""
        page = self.page
        if page is None or not self._on.isEnabled() or not page.may_go_on():
            return
        acts = {
            "kepala": self._create,
            "emergency": self._count_at_once,
            "verify": self._verify,
            "codes": self.finish,
            "join": self.finish,
        }
        acts.get(self._step, self._next)()

    def go_back(self) -> None:
        """The step before; from the first one out."""
        steps = [step.id for step in STEPS[self._way]]
        place = steps.index(self._step)
        if place:
            self.show_step(steps[place - 1])
        else:
            self.leave()

    def _next(self) -> None:
        steps = [step.id for step in STEPS[self._way]]
        self.show_step(steps[steps.index(self._step) + 1])

    def _draw_rail(self) -> None:
        steps = STEPS[self._way] if self._step != "welcome" else STEPS[NEW][:1]
        here = [step.id for step in steps].index(self._step)
        states = ["done" if place < here else "here" if place == here else "ahead" for place in range(len(steps))]
        self.show_steps([(state, _(step.title)) for state, step in zip(states, steps, strict=True)])

    def _page(self, step: str) -> Page:
        key = f"{step}.{self._way}" if step in ("emergency", "site", "kepala") else step
        receiving = self._way == RECEIVER
        if key not in self._made:
            plain: dict[str, Callable[[], Page]] = {
                "site": partial(SitePage, receiving),
                "letterhead": LetterheadPage,
                "kepala": partial(PersonPage, receiving),
                "emergency": partial(QuickPage, self._way == JOIN),
                "welcome": self._make_welcome,
                "sheets": self._make_sheets,
                "verify": self._make_verify,
                "codes": self._make_codes,
                "join": self._make_join,
            }
            self._made[key] = plain[step]()
        return self._made[key]

    def _make_welcome(self) -> WelcomePage:
        page = WelcomePage()
        page.chosen.connect(self._choose)
        return page

    def _make_sheets(self) -> SheetsPage:
        page = SheetsPage()
        page.paper_asked.connect(self._show_sheet)
        return page

    def _make_verify(self) -> VerifyPage:
        page = VerifyPage()
        page.deferred.connect(self._defer)
        return page

    def _make_codes(self) -> CodesPage:
        page = CodesPage()
        page.paper_asked.connect(self._show_code)
        return page

    def _make_join(self) -> JoinPage:
        page, place = JoinPage(), self.place
        page.show_own_code(place.joining.own_code(place.current()))
        page.ask_written.connect(partial(self._write_request, page))
        page.kit_given.connect(partial(self._read_kit, page))
        return page

    def _choose(self, way: str) -> None:
        self._way = way
        self._next()

    def _create(self) -> None:
        site, letterhead, person = self._page("site"), self._page("letterhead"), self._page("kepala")
        if not (isinstance(site, SitePage) and isinstance(letterhead, LetterheadPage)):
            raise TypeError(site)
        if not isinstance(person, PersonPage):
            raise TypeError(person)
        answers = {**site.form.collect(), **letterhead.form.collect()}
        who, place, way = person.answers(), self.place, self._way

        def create() -> Created:
            phrase = str(who["passphrase"])
            made = create_site(place.home, site_draft(answers), person_draft(who, way), phrase, place.clock)
            place.adopt(made.office)
            return made

        self.busy(True, _("Menyiapkan penyimpanan tersandi …"))
        self.ops.compute(create).then(self._site_created).otherwise(self.refuse)

    def _site_created(self, created: Created) -> None:
        self._created = created
        page = self._page("sheets")
        if isinstance(page, SheetsPage):
            page.show_sheets(created.sheets)
        self.show_step("sheets")

    def _count_at_once(self) -> None:
        page, place, joining = self._page("emergency"), self.place, self._way == JOIN
        if not isinstance(page, QuickPage):
            raise TypeError(page)
        draft = emergency_draft(page.form.collect())

        def create() -> Office:
            office = place.adopt(emergency_desk(place.home, draft, place.clock).office)
            if not joining:
                place.ready_to_count(office)
            return office

        self.busy(True, _("Menyiapkan penyimpanan tersandi …"))
        done = self._next if joining else self.finish
        self.ops.compute(create).then(lambda _office: done()).otherwise(self.refuse)

    def _verify(self) -> None:
        page, place = self._page("verify"), self.place
        texts = page.texts() if isinstance(page, VerifyPage) else []
        self.busy(True, _("Memeriksa …"))
        checked = self.ops.compute(lambda: check_sheets(place.current(), texts))
        checked.then(lambda _status: self._show_codes()).otherwise(self.refuse)

    def _defer(self) -> None:
        place = self.place
        self.busy(True)
        self.ops.compute(lambda: defer_sheets(place.current())).then(lambda _none: self._show_codes()).otherwise(
            self.refuse
        )

    def _show_codes(self) -> None:
        page = self._page("codes")
        if isinstance(page, CodesPage) and self._created is not None:
            page.show_codes(self._created.codes)
        self.show_step("codes")

    def _show_sheet(self, sheet: Sheet) -> None:
        office, today = self.place.current(), self._today()
        page = self._page("sheets")
        if isinstance(page, SheetsPage):
            page.show_taken(sheet)
        name = f"lembar-pemulihan-{sheet.mark}-{sheet.number}.pdf"
        title = _("Lembar pemulihan {n}").format(n=sheet.number)
        self._show_paper(title, name, lambda paper: recovery_sheet_pdf(office.site, sheet, today, paper))

    def _show_code(self, role: str, code: str) -> None:
        office, today = self.place.current(), self._today()
        name = f"kode-{role}.pdf"
        self._show_paper(_("Lembar kode"), name, lambda paper: code_sheet_pdf(office.site, role, code, today, paper))

    def _show_paper(self, title: str, name: str, draw: Callable[[str], bytes]) -> None:
        view = PaperView(self, self.ops, title)

        def drawn(paper: str) -> Pending[bytes]:
            return self.ops.compute(lambda: draw(paper)).otherwise(self.refuse)

        view.draw(drawn, name, load_settings(self.place.home).paper)
        view.open()

    def _today(self) -> date:
        return local(self.place.clock.now(), self.place.current().site.zone).date()

    def _write_request(self, page: JoinPage, folder: Path) -> None:
        place = self.place
        written = self.ops.compute(lambda: place.joining.write_request(place.current(), folder))
        written.then(page.show_request).otherwise(self.refuse)

    def _read_kit(self, page: JoinPage, path: Path, code: str) -> None:
        place = self.place
        joined = self.ops.compute(lambda: place.joining.read_kit(place.current(), path, code))
        joined.then(page.show_joined).otherwise(self.refuse)
