"""Every screen of the navigation with the things it works with, in the order of the journey."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from app.access.blobs import blobs_of, unfinished_of
from app.access.holders import sealer
from app.access.roles import KESEHATAN
from app.access.rules import CARERS, DECLARERS, STOREKEEPERS
from app.access.screens.reach import Reach
from app.access.screens.settings import SettingsScreen
from app.departure.screens.context import TravelContext
from app.departure.screens.screen import DepartureScreen
from app.departure.story import journeys
from app.desktop.couriers import FileCourier
from app.desktop.finding import find_regions, propose_places, read_nik, region_text, ships
from app.desktop.groups import counted_together
from app.desktop.home import HomeScreen
from app.desktop.home_view import home_view
from app.desktop.running import Running
from app.desktop.screens import ScreenSpec
from app.desktop.session import Session
from app.desktop.watching import duty_screen, period_screen, reports_screen
from app.handover.custody import left_by
from app.handover.custody import story as custody
from app.handover.declared import story as stated
from app.handover.parting import story as parted
from app.handover.screens.context import HandoverContext
from app.handover.screens.screen import HandoverScreen
from app.handover.story import papers
from app.health.screens.context import HealthContext
from app.health.screens.screen import HealthScreen
from app.health.trail import note_shown
from app.kernel.i18n import N_
from app.kernel.settings import load_settings
from app.manifest.screens.arrival import ArrivalScreen
from app.manifest.screens.muster import MusterScreen, Parade
from app.manifest.screens.quay import Quay, Scans
from app.manifest.story import rechecks
from app.printing.qr import matrix
from app.reconciliation.documents import travelled
from app.reconciliation.legs import followed
from app.reconciliation.screens.closingacts import Shelf
from app.reconciliation.screens.homecoming import HomecomingContext, HomecomingScreen
from app.reconciliation.screens.screen import ReconciliationContext, ReconciliationScreen
from app.registration.screens.context import PeopleContext
from app.registration.screens.lookingout import Lookout
from app.registration.screens.screen import PeopleScreen
from app.reports.sending import SIGNED_PAPERS
from app.reports.telling import REPORTS as TO_REPORTS
from app.shelter.care_story import aid_given, meals_eaten
from app.shelter.duty.story import named_in
from app.shelter.lodging_story import lodging
from app.shelter.screens.aid import AidScreen
from app.shelter.screens.carecontext import CareContext
from app.shelter.screens.context import HouseContext
from app.shelter.screens.gate import GateScreen
from app.shelter.screens.meals import MealsScreen
from app.shelter.screens.screen import HouseScreen
from app.shelter.screens.stock import StockScreen
from app.sync.screens.bench import SyncDesk
from app.sync.screens.sync_screen import SyncScreen
from app.widgets.operations import Operations

_HEALTH = frozenset({KESEHATAN})
HOUSE = "shelter"
"""The group of screens about the house."""
BALANCE = "reconciliation"
"""The group of screens about who is accounted for."""
REPORTS = "reports"
"""The group of the reports."""


class Screens:
    """Makes the screens; whatever they ask about the person signed in is asked anew each time."""

    def __init__(self, session: Session, ops: Operations) -> None:
        self._session, self._ops = session, ops
        self.lookout = Lookout(ops)
        self.running: Running | None = None

    def specs(self) -> Sequence[ScreenSpec]:
        """Every screen with its maker; the frame offers those the roles may see."""
        duty = partial(duty_screen, self._session, self._ops, self._may, self._paper)
        return (
            ScreenSpec("home", N_("Beranda"), "house", self._home, help="umum"),
            ScreenSpec("arrival", N_("Kedatangan"), "ship", self._arrival, help="kedatangan"),
            ScreenSpec("people", N_("Orang"), "users", self._people, help="orang"),
            ScreenSpec(
                "shelter",
                N_("Penampungan"),
                "bed-double",
                self._shelter,
                help="penampungan",
                group=HOUSE,
                tab=N_("Kamar"),
            ),
            ScreenSpec("gate", N_("Gerbang"), "log-out", self._gate, help="gerbang", group=HOUSE),
            ScreenSpec("meals", N_("Permakanan"), "utensils", self._meals, CARERS, help="permakanan", group=HOUSE),
            ScreenSpec("aid", N_("Bantuan"), "gift", self._aid, STOREKEEPERS, help="bantuan-sosial", group=HOUSE),
            ScreenSpec("stock", N_("Persediaan"), "package", self._stock, STOREKEEPERS, help="persediaan", group=HOUSE),
            ScreenSpec("duty", N_("Giliran jaga"), "shield", duty, help="giliran-jaga", group=HOUSE),
            ScreenSpec("health", N_("Kesehatan"), "heart-pulse", self._health, _HEALTH, help="kesehatan"),
            ScreenSpec("departure", N_("Keberangkatan"), "bus", self._departure, help="keberangkatan"),
            ScreenSpec("handover", N_("Serah terima"), "handshake", self._handover, help="serah-terima"),
            ScreenSpec(
                "reconciliation",
                N_("Rekonsiliasi"),
                "scale",
                self._reconciliation,
                help="rekonsiliasi",
                group=BALANCE,
                tab=N_("Rekap orang"),
            ),
            ScreenSpec(
                "homecoming", N_("Tiba dan pulang"), "house", self._homecoming, help="tiba-pulang", group=BALANCE
            ),
            *self._reports(),
            ScreenSpec("sync", N_("Sinkron"), "refresh-cw", self._sync, help="sinkron"),
            ScreenSpec("settings", N_("Pengaturan"), "settings", self._settings, help="pengaturan"),
            ScreenSpec("muster", N_("Hitung kepala"), "users", self._muster, help="hitung-kepala", aside=True),
        )

    def _reports(self) -> Sequence[ScreenSpec]:
        """Both screens of the reports: one place in the navigation."""
        given = (self._session, self._ops, self._paper)
        daily, period = partial(reports_screen, *given), partial(period_screen, *given)
        first, second = N_("Harian"), N_("Masa dan rombongan")
        group, glyph = REPORTS, "chart-column"
        return (
            ScreenSpec("reports", N_("Laporan"), glyph, daily, CARERS, help="laporan", group=group, tab=first),
            ScreenSpec(
                "period", N_("Laporan masa"), glyph, period, DECLARERS, help="laporan-masa", group=group, tab=second
            ),
        )

    def _home(self) -> HomeScreen:
        session, ops = self._session, self._ops

        def load(deliver: Callable[[Any], object]) -> object:
            alike = self.lookout.count
            return ops.compute(lambda: session.look(partial(home_view, alike=alike)), latest="home").then(deliver)

        return HomeScreen(load)

    def _arrival(self) -> ArrivalScreen:
        office = self._session.office
        quay = Quay(
            site=office.site.name,
            zone=office.site.zone,
            may=self._may,
            now=self._session.clock.now,
            sealer=sealer,
            qr=matrix,
            paper=self._paper,
            scans=self._scans(),
        )
        return ArrivalScreen(self._ops, quay)

    def _scans(self) -> Scans:
        """Where the pictures of a list wait while it is typed."""
        look = self._session.look
        return Scans(
            keep=lambda content: look(lambda office: unfinished_of(office).keep(content)),
            read=lambda name: look(lambda office: unfinished_of(office).read(name)),
            forget=lambda name: look(lambda office: unfinished_of(office).forget(name)),
        )

    def _muster(self) -> MusterScreen:
        parade = Parade(self._may, self._session.office.site.zone, counted_together, self._paper)
        return MusterScreen(self._ops, parade)

    def _people(self) -> PeopleScreen:
        look = self._session.look
        context = PeopleContext(
            may=self._may,
            regions=partial(find_regions, self._ops),
            region_text=region_text,
            ships=ships,
            providers=(
                *(rechecks, papers, stated, parted, custody, journeys, travelled),
                *(lodging, meals_eaten, aid_given, named_in),
            ),
            nik=partial(read_nik, self._ops),
            propose=partial(propose_places, self._ops),
            sealer=sealer,
            lookout=self.lookout,
            keep_blob=lambda content: look(lambda office: blobs_of(office).keep(content)),
            read_blob=lambda name: look(lambda office: blobs_of(office).read(name)),
        )
        return PeopleScreen(self._ops, context, self._session.office.site.zone)

    def _health(self) -> HealthScreen:
        zone = self._session.office.site.zone
        context = HealthContext(self._session.look, self._actor, self._paper, zone, TO_REPORTS)
        return HealthScreen(self._ops, context)

    def _shelter(self) -> HouseScreen:
        return HouseScreen(self._ops, self._house_context())

    def _gate(self) -> GateScreen:
        return GateScreen(self._ops, self._house_context())

    def _meals(self) -> MealsScreen:
        return MealsScreen(self._ops, self._care_context())

    def _aid(self) -> AidScreen:
        return AidScreen(self._ops, self._care_context())

    def _stock(self) -> StockScreen:
        return StockScreen(self._ops, self._care_context())

    def _care_context(self) -> CareContext:
        session = self._session

        def read(name: str) -> bytes:
            return session.look(lambda office: blobs_of(office).read(name))

        return CareContext(self._may, session.clock.now, session.office.site.zone, read, self._paper)

    def _house_context(self) -> HouseContext:
        session = self._session
        return HouseContext(self._may, session.clock.now, session.office.site.zone, self._paper)

    def _departure(self) -> DepartureScreen:
        session = self._session
        known = (self._may, session.clock.now, session.office.site.zone, matrix, self._paper, left_by)
        context = TravelContext(*known, follow=followed)
        return DepartureScreen(self._ops, context)

    def _handover(self) -> HandoverScreen:
        session = self._session
        context = HandoverContext(
            may=self._may,
            actor=self._actor,
            home=session.home,
            zone=session.office.site.zone,
            keep=lambda scan: session.look(lambda office: blobs_of(office).keep(scan)),
            paper=self._paper,
            courier=FileCourier(),
            papers=SIGNED_PAPERS,
            read_scan=lambda name: session.look(lambda office: blobs_of(office).read(name)),
        )
        return HandoverScreen(self._ops, context)

    def _reconciliation(self) -> ReconciliationScreen:
        session = self._session
        user = lambda: session.office.actor.user_id  # noqa: E731
        context = ReconciliationContext(self._may, self._actor, session.office.site.zone, user, _shelf(session))
        return ReconciliationScreen(self._ops, context)

    def _homecoming(self) -> HomecomingScreen:
        session = self._session
        user = lambda: session.office.actor.user_id  # noqa: E731
        zone = session.office.site.zone
        context = HomecomingContext(self._may, self._actor, user, session.clock.now, zone, _shelf(session))
        return HomecomingScreen(self._ops, context)

    def _sync(self) -> SyncScreen:
        session = self._session
        zone = session.office.site.zone
        return SyncScreen(self._ops, SyncDesk(session.look, self._may, session.clock.now, zone, shown=note_shown))

    def _settings(self) -> SettingsScreen:
        if self.running is None:
            raise RuntimeError("no window yet")
        return SettingsScreen(Reach(self._ops, self._session, self.running))

    def _paper(self) -> str:
        return load_settings(self._session.home).paper

    def _may(self, permission: str) -> bool:
        return self._session.office.may(permission)

    def _actor(self) -> str:
        return self._session.office.actor.name


def _shelf(session: Session) -> Shelf:
    """Where the scans of signed papers are kept."""
    return Shelf(
        keep=lambda content: session.look(lambda office: blobs_of(office).keep(content)),
        read=lambda name: session.look(lambda office: blobs_of(office).read(name)),
    )
