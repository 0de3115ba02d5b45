"""From three ships to their doors: whoever arrived is home, or has a name and a reason, at every desk and office."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import func, select

from app.central.chains import linked, passages
from app.central.status import people_of, status
from app.handover import judging, listing, receipts_back, terms
from app.manifest import board
from app.reconciliation import homecoming
from app.reconciliation.adjustments import adjustments
from app.reconciliation.balance_of import LedgerScope, balances, balances_by_batch, heads_behind, postings_of
from app.reconciliation.documents import chain
from app.reconciliation.ledger import Scope, view
from app.reconciliation.periods import period
from app.reconciliation.postings import NEVER, posting
from app.reconciliation.records import Closing
from app.reconciliation.rules.equation import OPEN
from app.reconciliation.rules.wording import effect_words, home_words
from app.registration import heads
from app.registration.position import position
from app.reports.periodic import Want, behind, whole
from app.store import derive
from app.store.rebuild import content_digest
from app.store.work import Reading
from app.sync.outstanding import outstanding
from tests.helpers.offices import lower_cost
from tests.helpers.postgres import drop_database, fresh_database
from tests.journeys.way_home.people import PEOPLE, TO_KUPANG, TO_PAREPARE
from tests.journeys.way_home.story import FEBRUARY, JANUARY, told
from tests.journeys.way_home.world import World, built

ALWAYS = LedgerScope()
ONWARD = {"PRE": 199, "DSNTT": 140, "DSFLT": 90, "DSBONE": 100, "DSSTRA": 100}
"""Office → people who got off there."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The whole story, lived once."""
    database = fresh_database()
    with pytest.MonkeyPatch.context() as patch:
        lower_cost(patch)
        made = built(tmp_path_factory.mktemp("pulang"), database)
        try:
            told(made)
            yield made
        finally:
            made.close()
            drop_database(database)


def fates(world: World) -> dict[str, set[str]]:
    """Account → the heads that are to be in it at last."""
    stays, back = world.stays, {world.kept["missing_south"]}
    return {
        "sampai": {stay for group in (*TO_KUPANG, "buton", "muna") for stay in stays[group]},
        "diserahkan_keluarga": {*stays["keluarga"]} | back,
        "pindah_keluar": {stay for group in TO_PAREPARE for stay in stays[group]} - back,
        "pulang_mandiri": {*stays["mandiri"]},
        "menetap_lokal": {*stays["menetap"]},
        "diserahkan_imigrasi": {*stays["imigrasi"]},
        "pergi_tanpa_izin": {*stays["kabur"]},
        "jenazah_diserahkan": {*stays["meninggal"]},
        "rumah_sakit": {*stays["rawat"]},
    }


def test_every_account_names_its_people(world: World) -> None:
    expected = fates(world)
    assert {code: len(stays) for code, stays in expected.items()} == {
        "sampai": 280, "diserahkan_keluarga": 11, "pindah_keluar": 199, "pulang_mandiri": 10, "menetap_lokal": 5,
        "diserahkan_imigrasi": 5, "pergi_tanpa_izin": 7, "jenazah_diserahkan": 2, "rumah_sakit": 1,
    }  # fmt: skip
    assert sum(map(len, expected.values())) == PEOPLE
    for desk in world.desks:
        with desk.office.read() as r:
            seen = balances(r, ALWAYS)
            closing = {code: total.closing.total for code, total in seen.totals.items() if total.closing.total > 0}
            assert closing == {code: len(stays) for code, stays in expected.items()}
            for code, stays in expected.items():
                assert {head.stay_id for head in heads_behind(r, ALWAYS, code)} == stays
            assert (seen.equation.born, seen.equation.elsewhere["meninggal"]) == (1, 2)
            assert [head.stay_id for head in heads_behind(r, ALWAYS, "lahir", "went")] == [world.kept["born"]]
            said = home_words(seen.equation)
    assert said.startswith("520 orang tiba, 291 sampai di rumah. 229 lainnya: ")
    for words in ("5 diserahkan ke Imigrasi", "7 pergi tanpa izin", "2 meninggal", "199 pindah ke pos lain"):
        assert words in said


def test_nothing_is_missing_anywhere(world: World) -> None:
    """Every place, every ship, every period and province: opening and in, less out, is closing."""
    for name, office in world.everywhere.items():
        with office.read() as r:
            site = view(r, Scope())
            assert (site.difference, site.blocking, outstanding(office).held) == (0, (), 0), name
            whole = balances(r, ALWAYS)
            months = [balances(r, scope) for scope in (JANUARY, FEBRUARY)]
            for seen in (whole, *months):
                assert seen.equation.difference == 0, name
                parts = seen.by_province().values()
                assert all(part.equation.difference == 0 for part in parts), name
                assert sum(part.equation.came for part in parts) == seen.equation.came
                assert sum(line.opening for line in seen.lines) == sum(line.closing for line in seen.lines) == 0
            for code in OPEN:
                assert months[0].of(code).closing == months[1].of(code).opening
            ships = balances_by_batch(r, ALWAYS)
            assert sum(ship.equation.came for ship in ships.values()) == whole.equation.came
            for batch_id in ships:
                shown = view(r, Scope(batch_id))
                assert (shown.difference, shown.blocking) == (0, ()), (name, shown.sentences)
            assert whole.equation.came == ONWARD.get(name, PEOPLE)
            assert (whole.equation.home, whole.equation.transit) == (ONWARD.get(name, 291), 0), name
            _stand_where_they_are_counted(r)


def _stand_where_they_are_counted(r: Reading) -> None:
    """The derived places of some heads beside their own movements."""
    at = select(position.c.stay, position.c.account).where(position.c.site == r.site_id)
    for stay, account in r.rows(at.order_by(position.c.stay))[::9]:
        assert heads.standing(r, stay).account == account


def test_both_desks_say_the_same(world: World) -> None:
    pictures = []
    for desk in world.desks:
        with desk.office.read() as r:
            ships = [board.board(r, ship.batch_id) for ship in world.ships]
            pictures.append(
                {
                    "content": content_digest(r.connection, "general"),
                    "ledger": [balances(r, scope).lines for scope in (ALWAYS, JANUARY, FEBRUARY)],
                    "statuses": [shown.by_status() for shown in ships],
                    "papers": [(line.number, line.state, line.counts) for line in listing.handovers(r)],
                    "blocking": [view(r, Scope(ship.batch_id)).sentences for ship in world.ships],
                }
            )
    assert pictures[0] == pictures[1]


def test_the_ledger_made_anew_is_the_same(world: World) -> None:
    vault = world.b.office.vault("general")
    with vault.read() as r:
        before = [balances(r, scope).lines for scope in (ALWAYS, JANUARY, FEBRUARY)]
    with vault.connect_writing() as connection:
        derive.rebuild_all(connection, "general")
    with vault.read() as r:
        assert [balances(r, scope).lines for scope in (ALWAYS, JANUARY, FEBRUARY)] == before


def test_a_report_says_what_the_ledger_says(world: World) -> None:
    """The half year as it stands, and each ship; a number opens as many people as it counts."""
    at = world.site.clock.now()
    with world.b.office.read() as r:
        half = Want("semester", "2026-S1")
        told = {
            line.cells["label"].value: line.cells["total"] for line in whole(r, half, at).report.table("people").lines
        }
        assert {label: cell.value for label, cell in told.items()} == {
            "+ Tiba": 519, "+ Lahir di pos": 1, "= Harus dipertanggungjawabkan": 520, "Sampai di rumah": 291,
            "Pulang mandiri": 10, "Menetap di daerah debarkasi": 5, "Diserahkan ke Imigrasi": 5,
            "Pindah ke pos lain": 199, "Pergi tanpa izin": 7, "Meninggal": 2, "Dalam perjalanan": 0, "Masih di pos": 1,
        }  # fmt: skip
        for label in ("Sampai di rumah", "Meninggal", "Pergi tanpa izin"):
            behind_it = behind(r, half, told[label].key)
            assert sum(one.weight for one in behind_it) == told[label].value
        ships = balances_by_batch(r, ALWAYS)
        for ship in world.ships:
            lines = whole(r, Want("rombongan", ship.batch_id), at).report.table("people").lines
            came = next(line.cells["total"].value for line in lines if line.sum)
            assert came == ships[ship.batch_id].equation.came


def test_every_head_has_a_line_a_stay_a_paper_and_a_receipt(world: World) -> None:
    """The postings of all 520, and for some of each kind the chain of documents as the screen shows it."""
    expected = fates(world)
    with world.b.office.read() as r:
        steps: dict[str, list[str]] = {}
        for line in postings_of(r, [stay for stays in expected.values() for stay in stays]):
            steps.setdefault(line.stay_id, []).append(line.document_kind)
            assert line.document_kind != "bast" or line.document
        assert len(steps) == PEOPLE
        papered = ("sampai", "diserahkan_keluarga", "pindah_keluar", "diserahkan_imigrasi")
        for code in papered:
            assert all(steps[stay][-2:] == ["bast", "tanda_terima"] for stay in expected[code]), code
        assert all(steps[stay][-2:] == ["kematian", "bast"] for stay in expected["jenazah_diserahkan"])
        for stays in world.stays.values():
            for stay in stays[::40]:
                _is_proven(world, [step.text for step in chain(r, stay)], stay)
        child = chain(r, world.kept["born"])
    assert (child[0].text, child[0].detail[:5]) == ("Lahir di sini", "Ibu: ")


def _is_proven(world: World, texts: list[str], stay: str) -> None:
    listed = stay not in (*world.kept["twice"], world.kept["born"])
    assert texts[0].startswith("Surat B-10") == listed
    assert any(text.startswith("Tiba → ") for text in texts)
    if stay in world.stays["bone"]:
        assert texts[-4:] == [
            "Dalam perjalanan → Pindah ke pos lain",
            "Tanda terima Transit Parepare: diterima",
            "Transit Parepare menyerahkan kepada Dinas Sosial Kabupaten Bone",
            "Dinas Sosial Kabupaten Bone menyerahkan kepada Pemerintah Desa Pompanua",
        ]
    if stay in world.stays["flotim"]:
        assert texts[-2].endswith("menyerahkan kepada Dinas Sosial Kabupaten Flores Timur")
        assert texts[-1].startswith("Dinas Sosial Kabupaten Flores Timur menyerahkan kepada")
    if stay in world.stays["muna"]:
        assert texts[-1] == "Tanda terima Dinas Sosial Kabupaten Muna: kode dari lembar tanda terima"


def test_a_family_in_flores_knows_the_office_before(world: World) -> None:
    flotim = world.offices["DSFLT"]
    with flotim.read() as r:
        home = heads_behind(r, ALWAYS, "diserahkan_keluarga")
        assert len(home) == ONWARD["DSFLT"]
        texts = [step.text for step in chain(r, home[0].stay_id)]
    assert "Diserahkan oleh Dinas Sosial Provinsi Nusa Tenggara Timur" in texts
    assert texts[0].startswith("Surat DSNTT-A-26-")


def test_one_human_being_who_came_twice_is_two_heads(world: World) -> None:
    """He ran away from the first ship and came again with the third: both arrivals have their own end."""
    first, again = world.stays["kabur"][0], world.stays["muna"][0]
    with world.a.office.read() as r:
        assert heads.standing(r, first).account == "pergi_tanpa_izin"
        assert heads.standing(r, again).account == "diberangkatkan"
        one, two = world.kept["twice"]
        counted = {row.stay for row in r.rows(select(position.c.stay).where(position.c.stay.in_((one, two))))}
    assert len(counted) == 1


def test_late_receipts_change_a_closed_month_in_sight_only(world: World) -> None:
    closed = world.kept["january"]
    buton, back = set(world.stays["buton"]), world.kept["missing_south"]
    assert closed.words.endswith("300 dalam perjalanan + 1 masih di pos")
    assert dict(world.kept["late"]) == {world.papers["parepare"]: 200, world.papers["sultra"]: 100}
    for desk in world.desks:
        with desk.office.read() as r:
            row = r.need(Closing, closed.id)
            assert (row.figures["perjalanan"], row.figures["sampai"]) == ([0, 495, 195], [0, 180, 0])
            found = {one.stay_id: one for one in adjustments(r, closed.id)}
            assert set(found) == buton | {back}
            assert {effect_words(found[stay].change) for stay in buton} == {
                "dalam perjalanan −1, sampai di daerah tujuan +1"
            }
            assert effect_words(found[back].change) == "di penampungan +1, dalam perjalanan −1"
            causes = {(cause.actor, cause.action) for stay in buton for cause in found[stay].causes}
            assert causes == {("Budi", "handover.receipt_bundle")}
            assert adjustments(r, world.kept["february"].id) == ()
            now = balances(r, JANUARY).equation
            assert (now.home, now.transit, now.care) == (290, 199, 2)
            assert period(r, JANUARY).closed == closed.id


def test_papers_end_as_their_receivers_answered(world: World) -> None:
    assert world.kept["ntt_applied"].paper_state == terms.RECEIVED_IN_PART
    assert world.kept["again"].state == judging.SAME
    loaded = {one.number: one for one in world.kept["sultra_loaded"]}
    assert sorted((bool(one.called_off), one.carried) for one in loaded.values()) == [(False, 50), (True, 0)]
    with world.a.office.read() as r:
        states = {name: listing.handover(r, paper).line.state for name, paper in world.papers.items()}
        assert receipts_back.unsettled(r) == []
        assert listing.unreceived(r) == []
    assert states == {
        "imigrasi": terms.RECEIVED, "keluarga": terms.RECEIVED, "ahli_waris": terms.RECEIVED, "muna": terms.RECEIVED,
        "parepare": terms.RECEIVED_IN_PART, "ntt": terms.RECEIVED_IN_PART, "sultra_batal": terms.VOID,
        "sultra": terms.RECEIVED, "paman": terms.RECEIVED,
    }  # fmt: skip


def test_the_sender_says_by_whose_word_those_at_another_post_are_home(world: World) -> None:
    for desk in world.desks:
        with desk.office.read() as r:
            seen = homecoming.homecoming(r, ALWAYS)
            told = {(one.account, one.by): 0 for one in seen.beyond}
            for one in seen.beyond:
                told[one.account, one.by] += len(one.stays)
            said = homecoming.beyond_words(seen)
        assert told == {
            ("diserahkan_keluarga", "Dinas Sosial Kabupaten Bone"): 100, ("sampai", "Transit Parepare"): 99
        }  # fmt: skip
        assert said == "199 orang pindah ke pos lain: 199 pulang menurut pos itu."


def test_the_centre_says_what_every_desk_says(world: World) -> None:
    there = {site.code: site for site in status(world.centre).sites}
    for name, office in world.everywhere.items():
        site = there[name.partition("/")[0]]
        with office.read() as r:
            assert (site.people, site.suspense) == people_of(r.connection, r.site_id), name
            assert (site.held, site.aside) == (0, 0)
            mine = _by_account(r.connection, r.site_id)
        with world.centre.general.read() as r:
            assert _by_account(r.connection, site.id) == mine, name
    found = passages(world.centre)
    assert all(one.agrees for one in found), [one for one in found if not one.agrees]
    assert sorted((one.handed, one.arrived) for one in found if one.state != terms.VOID) == [
        (1, 1), (90, 90), (100, 100), (100, 100), (140, 139), (200, 199)
    ]  # fmt: skip
    assert len(linked(world.centre)) == sum(ONWARD.values())


def test_the_centre_follows_everybody_to_the_last_office(world: World) -> None:
    """Whoever a post with Pulang took over stands at home at the office that took him last."""
    site_of = {site.code: site.id for site in status(world.centre).sites}
    onward = {(one.other_site, one.other): (one.site, one.person) for one in linked(world.centre)}
    with world.centre.general.read() as r:
        now = select(posting.c.site, posting.c.person, posting.c.stay, posting.c.account)
        rows = r.rows(now.where(posting.c.left_day == NEVER.day))
    at = {(site, person): account for site, person, _stay, account in rows}
    person_of = {(site, stay): person for site, person, stay, _account in rows}
    groups = [world.stays[group] for group in (*TO_PAREPARE, *TO_KUPANG, "buton")]
    ends: Counter[tuple[str, str]] = Counter()
    for stay in (stay for stays in groups for stay in stays):
        here = ("NNK", person_of[site_of["NNK"], stay])
        while here in onward:
            here = onward[here]
        ends[here[0], at[site_of[here[0]], here[1]]] += 1
    assert ends == {
        ("DSBONE", "diserahkan_keluarga"): 100, ("PRE", "sampai"): 99, ("DSFLT", "diserahkan_keluarga"): 90,
        ("DSNTT", "sampai"): 50, ("DSSTRA", "diserahkan_keluarga"): 100, ("NNK", "diserahkan_keluarga"): 1,
    }  # fmt: skip


def _by_account(connection: object, site_id: str) -> dict[tuple[str, date], int]:
    query = select(posting.c.account, posting.c.left_day, func.count()).where(posting.c.site == site_id)
    rows = connection.execute(query.group_by(posting.c.account, posting.c.left_day))  # type: ignore[attr-defined]
    return {(account, left): heads for account, left, heads in rows}
