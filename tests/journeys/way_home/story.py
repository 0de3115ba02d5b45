"""What happens from the first ship to the last receipt: arrival, the house, ways out, papers, the road, answers."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from app.access.office import Office
from app.departure import boarding, handing, offices, plan, travellers
from app.departure.plan import LegDraft
from app.desktop import courier
from app.handover import judging, receipt, service, slips
from app.handover.incoming import Loaded
from app.handover.terms import Signing
from app.kernel.ids import derived_id
from app.manifest import recheck, unlisted
from app.manifest.letters import BatchDraft, open_batch
from app.manifest.recheck import Found
from app.reconciliation import closing, homecoming
from app.reconciliation.balance_of import LedgerScope
from app.reconciliation.ledger import Scope
from app.registration import exits, families, heads, joins
from app.registration.counts import heads_of, heads_of_batch
from app.registration.exits import Death
from app.registration.heads import Who
from tests.journeys.way_home.people import (
    LISTED_ONLY,
    SHIPS,
    TO_KUPANG,
    TO_PAREPARE,
    Manifested,
    groups_of,
    letter_of,
    list_of,
)
from tests.journeys.way_home.world import (
    OFFICES,
    ON_PAPER,
    Desk,
    World,
    answered,
    got_off,
    handed,
    here_by_regency,
    ingested,
    sent,
    taken_home,
)
from tests.manifest.lists import keep_list

JANUARY = LedgerScope(date(2026, 1, 1), date(2026, 1, 31))
FEBRUARY = LedgerScope(date(2026, 2, 1), date(2026, 2, 28))
NTT, SULTRA = "DSNTT", "DSSTRA"
BONE, BULUKUMBA, WAJO, FLOTIM, SIKKA, BUTON = "73.08", "73.02", "73.13", "53.06", "53.07", "74.04"


def told(world: World) -> None:
    """All of it, day by day."""
    for ship in range(len(SHIPS)):
        world.dawn(date(2026, 1, 23 + ship))
        _ship_comes(world, ship)
    world.dawn(date(2026, 1, 26))
    _in_the_house(world)
    world.dawn(date(2026, 1, 27))
    _short_ways(world)
    world.dawn(date(2026, 1, 28))
    _on_the_road(world)
    world.dawn(date(2026, 1, 29))
    _at_kupang(world)
    world.dawn(date(2026, 1, 31))
    _answers_in_time(world)
    world.dawn(date(2026, 2, 2))
    _january_is_closed(world)
    world.dawn(date(2026, 2, 3))
    _at_parepare(world)
    _late_answers(world)
    world.dawn(date(2026, 3, 2))
    _february_is_closed(world)
    _everybody_tells_the_centre(world)


def exchange(world: World) -> None:
    """Sticks both ways."""
    for desk, other in ((world.a, world.b), (world.b, world.a)):
        other.reads(desk.fills(world.stick, other.office))


def _ship_comes(world: World, ship: int) -> None:
    """Letter in at A, both desks check; one stick is lost, one read twice, one before an earlier one."""
    a, b = world.a, world.b
    found = Manifested(SHIPS[ship])
    found.batch_id = world.do(a.office, open_batch, BatchDraft(SHIPS[ship], ship=SHIPS[ship])).id
    lines = keep_list(a.office, found.batch_id, list_of(ship), letter_of(ship))
    for group, line in zip(groups_of(ship), lines, strict=True):
        found.lines.setdefault(group, []).append(line)
    world.ships.append(found)
    b.reads(a.fills(world.stick, b.office))
    waiting = [line for group, mine in found.lines.items() if group not in LISTED_ONLY for line in mine]
    middle = len(waiting) // 2
    _checked(world, a.office, found, waiting[: middle + 3])
    a.fills(world.stick)  # lost on the quay; somebody brings it to the centre at last
    _checked(world, b.office, found, waiting[middle:])
    early = b.fills(world.stick, a.office)
    if ship == 0:
        _odd_ones(world, found)
    late = b.fills(world.stick, a.office)
    a.reads([*late, *early, *late])
    exchange(world)
    for group, mine in found.lines.items():
        stays = [derived_id("stay", "line", line) for line in mine]
        world.stays.setdefault(group, []).extend([] if group in LISTED_ONLY else stays)
    _families(world, found)
    if ship == 0:
        _extra_is_one(world)


def _checked(world: World, office: Office, ship: Manifested, lines: list[str]) -> None:
    foreign = set(ship.lines.get("imigrasi", ()))
    world.site.clock.advance(minutes=1)
    with office.write("manifest.recheck") as w:
        for line in lines:
            if line in foreign:
                recheck.foreigner(w, line, Found("LD"), "MY")
            else:
                recheck.confirm(w, line)


def _odd_ones(world: World, ship: Manifested) -> None:
    """Who did not sail, who is on the letter twice, and who is on no list and stood at both tables."""
    world.do(world.b.office, recheck.absent, ship.lines["tidak_datang"][0], "tidak_hadir_sakit")
    world.do(world.b.office, recheck.duplicate, ship.lines["ganda"][0], ship.lines["bone"][0])
    who = Who("La Ode Tambahan", sex="L", age=33, destination_code=WAJO)
    twice = [world.do(desk.office, unlisted.add, ship.batch_id, who, Found("LD")).stay_id for desk in world.desks]
    world.kept["twice"] = twice


def _extra_is_one(world: World) -> None:
    """The two heads of the one extra are one arrival."""
    kept = world.do(world.a.office, joins.same_arrival, *world.kept["twice"], "didata di dua loket")
    world.stays.setdefault("wajo", []).append(kept)


def _families(world: World, ship: Manifested) -> None:
    """Every child came with the grown person above it on the letter."""
    a = world.a.office
    lines = ship.all_lines
    with a.read() as r:
        known = {head.stay_id: head for head in heads_of_batch(r, ship.batch_id)}
    for parent, child in pairwise(known.get(derived_id("stay", "line", line)) for line in lines):
        if parent is not None and child is not None and child.head_class in ("AL", "AP"):
            family = world.do(a, families.create, f"Keluarga {parent.name}", parent.person_id)
            world.do(a, families.link, family, child.person_id, "anak")


def _in_the_house(world: World) -> None:
    """All go into the shelter; seven are gone, one child is born, two are taken ill, one dies; one came twice."""
    a, b, stays = world.a.office, world.b.office, world.stays
    here = [stay for group, mine in stays.items() for stay in mine if group != "imigrasi"]
    taken_home(world, a, here, "penampungan", "Penampungan Rusunawa")
    exchange(world)
    for place, stay in enumerate(stays["kabur"]):
        world.do((a, b)[place % 2], exits.leave, stay, "pergi_tanpa_izin", "tidak kembali ke penampungan")
    with a.read() as r:
        mother = next(one.stay_id for one in heads_of(r, stays["flotim"]) if one.head_class == "PD")
    born = world.do(b, heads.born, mother, Who(sex="P")).id
    stays["flotim"].append(born)
    world.kept |= {"born": born, "mother": mother}
    for stay in (*stays["rawat"], stays["meninggal"][1]):
        world.do(a, exits.leave, stay, "rumah_sakit", "dirujuk ke RSUD Nunukan")
    world.do(a, exits.die, stays["meninggal"][0], Death(date(2026, 1, 26), "04.20", "Rusunawa"))
    with a.read() as r:
        first, again = (heads.stay_of(r, stays[group][0]).person_id for group in ("kabur", "muna"))
    world.do(b, joins.same_person, first, again)
    exchange(world)


def _short_ways(world: World) -> None:
    """Who leaves without the long road: the second death, own ways, Imigrasi, relatives at the gate, the heirs."""
    a, b, stays = world.a.office, world.b.office, world.stays
    world.do(b, exits.die, stays["meninggal"][1], Death(date(2026, 1, 27), "", "RSUD Nunukan"))
    for stay in stays["mandiri"]:
        world.do(b, exits.leave, stay, "pulang_mandiri", "dijemput sepupu di gerbang")
    for stay in stays["menetap"]:
        world.do(b, exits.leave, stay, "menetap_lokal", "bekerja di kebun setempat")
    exchange(world)
    world.papers["imigrasi"] = taken_home(world, a, stays["imigrasi"], "imigrasi", "Kantor Imigrasi Nunukan").id
    world.papers["keluarga"] = taken_home(world, a, stays["keluarga"], "keluarga", "").id
    world.papers["ahli_waris"] = taken_home(world, a, stays["meninggal"], "ahli_waris", "").id
    exchange(world)


def _on_the_road(world: World) -> None:
    """Four long roads: the transit, two provinces and a regency on paper; one BAST is voided and replaced."""
    a, stays = world.a.office, world.stays
    south = [stay for group in TO_PAREPARE for stay in stays[group]]
    east = [stay for group in TO_KUPANG for stay in stays[group]]
    paper = handed(world, a, south, "pos_lain", OFFICES["PRE"][0])
    world.papers["parepare"], world.kept["to_parepare"] = paper.id, sent(world, a, [paper.id], "PRE")
    paper = handed(world, a, _aboard(world, east), "provinsi", OFFICES[NTT][0])
    world.papers["ntt"], world.kept["to_ntt"] = paper.id, sent(world, a, [paper.id], NTT)
    paper = handed(world, a, stays["muna"], "kabkota", ON_PAPER["muna"])
    world.papers["muna"] = paper.id
    world.kept["muna_code"] = str(world.do(a, slips.slip, paper.id).values["full"])
    _replaced(world, a)
    exchange(world)


def _aboard(world: World, stays: list[str]) -> list[str]:
    """The ship to Kupang: both desks tick people off at the gangway, some of them twice; whom its office receives."""
    a, b = world.a.office, world.b.office
    sails = world.site.clock.now() + timedelta(hours=6)
    leg = LegDraft("kapal", "Nunukan", "Kupang", sails, sails + timedelta(hours=50), "KM Bukit Siguntang", "tiket")
    voyage = world.do(a, plan.plan, "KM Bukit Siguntang ke Kupang", (leg,))
    world.do(a, offices.put_office, voyage, "53", offices.Office(OFFICES[NTT][0]))
    world.do(a, travellers.assign, voyage, stays)
    exchange(world)
    world.do(a, boarding.board_all, voyage, stays[:80])
    world.do(b, boarding.board_all, voyage, stays[60:])
    exchange(world)
    world.do(a, boarding.close, voyage)
    world.kept["voyage"] = voyage
    with a.read() as r:
        (offer,) = [one for one in handing.offers(r) if one.departure_id == voyage]
    assert offer.aboard
    return list(offer.stay_ids)


def _replaced(world: World, a: Office) -> None:
    """Half of Sultra's people are checked already when the paper is voided for a new one."""
    sultra = world.offices[SULTRA]
    wrong = handed(world, a, world.stays["buton"], "provinsi", "Dinas Sosial Provinsi Sulawesi Tengah")
    first = courier.take(sultra, sent(world, a, [wrong.id], SULTRA)).papers[0]
    got_off(world, sultra, first.id, most=50)
    world.do(a, service.void, wrong.id, "nama provinsi keliru")
    draft = world.do(a, service.reissue, wrong.id)
    right = world.do(a, service.issue, draft)
    world.do(a, receipt.sign, right.id)
    world.papers |= {"sultra_batal": wrong.id, "sultra": right.id}
    world.kept["to_sultra"] = sent(world, a, [right.id, wrong.id], SULTRA)


def _at_kupang(world: World) -> None:
    """NTT: one of 140 did not get off; the others go on to Flores Timur with Pulang, and to Sikka on paper."""
    ntt = world.offices[NTT]
    missing = world.stays["sikka"][0]
    loaded = courier.take(ntt, world.kept["to_ntt"]).papers[0]
    got_off(world, ntt, loaded.id, [missing])
    _onward(world, loaded)
    lost = answered(world, ntt, [loaded.id], "Yohanes Kopong")
    lost.unlink()
    world.kept |= {"ntt_answer": answered(world, ntt, [loaded.id], "Yohanes Kopong"), "missing_east": missing}


def _onward(world: World, loaded: Loaded) -> None:
    """Province → regency → families, each with a paper of its own; the receipt comes back the same way."""
    ntt, flotim = world.offices[NTT], world.offices["DSFLT"]
    here = here_by_regency(ntt, loaded.id)
    paper = handed(world, ntt, here[FLOTIM], "kabkota", OFFICES["DSFLT"][0])
    there = courier.take(flotim, sent(world, ntt, [paper.id], "DSFLT")).papers[0]
    got_off(world, flotim, there.id)
    home = here_by_regency(flotim, there.id)[FLOTIM]
    taken_home(world, flotim, home, "keluarga", "")
    courier.take(ntt, answered(world, flotim, [there.id], "Maria Lelu"))
    on_code(world, ntt, here[SIKKA], "sikka")


def on_code(world: World, office: Office, stays: list[str], who: str) -> None:
    """A BAST to an office without a computer, answered by the code of its slip."""
    paper = handed(world, office, stays, "kabkota", ON_PAPER[who])
    code = str(world.do(office, slips.slip, paper.id).values["full"])
    assert world.do(office, slips.record, code, Signing(), "Kepala Dinas").state == judging.APPLIED


def _answers_in_time(world: World) -> None:
    """NTT's second letter comes, Muna telephones, the one left behind follows; B reads Sultra's, nobody B's stick."""
    a, b, ntt, sultra = world.a.office, world.b.office, world.offices[NTT], world.offices[SULTRA]
    world.kept["ntt_applied"] = courier.take(a, world.kept["ntt_answer"]).receipts[0]
    world.do(a, slips.record, world.kept["muna_code"], Signing(), "Kepala Dinas Sosial Muna")
    exchange(world)
    follows = handed(world, a, [world.kept["missing_east"]], "provinsi", OFFICES[NTT][0])
    there = courier.take(ntt, sent(world, a, [follows.id], NTT)).papers[0]
    got_off(world, ntt, there.id)
    on_code(world, ntt, here_by_regency(ntt, there.id)[SIKKA], "sikka")
    courier.take(a, answered(world, ntt, [there.id], "Yohanes Kopong"))
    exchange(world)
    world.kept["sultra_loaded"] = courier.take(sultra, world.kept["to_sultra"]).papers
    right = next(one for one in world.kept["sultra_loaded"] if one.replaced)
    got_off(world, sultra, right.id)
    taken_home(world, sultra, here_by_regency(sultra, right.id)[BUTON], "desa", "Pemerintah Desa")
    courier.take(b, answered(world, sultra, [right.id], "La Ode Harun"))
    world.b.fills(world.stick)  # the stick that is lost: A closes January without knowing


def _january_is_closed(world: World) -> None:
    a = world.a.office
    for ship in world.ships:
        world.do(a, closing.close, Scope(ship.batch_id))
    world.kept["january"] = world.do(a, closing.close_period, JANUARY)


def _at_parepare(world: World) -> None:
    """The transit: one of 200 did not get off; the others go on to Bone with Pulang, elsewhere on paper."""
    parepare, bone = world.offices["PRE"], world.offices["DSBONE"]
    missing = world.stays["wajo"][0]
    loaded = courier.take(parepare, world.kept["to_parepare"]).papers[0]
    got_off(world, parepare, loaded.id, [missing])
    here = here_by_regency(parepare, loaded.id)
    paper = handed(world, parepare, here[BONE], "kabkota", OFFICES["DSBONE"][0])
    there = courier.take(bone, sent(world, parepare, [paper.id], "DSBONE")).papers[0]
    got_off(world, bone, there.id)
    taken_home(world, bone, here_by_regency(bone, there.id)[BONE], "desa", "Pemerintah Desa Pompanua")
    courier.take(parepare, answered(world, bone, [there.id], "Andi Tenri"))
    on_code(world, parepare, here[BULUKUMBA], "bulukumba")
    on_code(world, parepare, here[WAJO], "wajo")
    world.kept |= {"pre_answer": answered(world, parepare, [loaded.id], "H. Mappa"), "missing_south": missing}


def _late_answers(world: World) -> None:
    """B's next stick comes at last; the transit's receipt too: one comes back to us and his uncle fetches him."""
    a = world.a.office
    with a.read() as r:
        world.kept["late"] = [(one.paper, len(one.stays)) for one in homecoming.late(r, days=5)]
    world.a.reads(world.b.fills(world.stick, world.a.office))
    courier.take(a, world.kept["pre_answer"])
    world.kept["again"] = courier.take(a, world.kept["pre_answer"]).receipts[0]
    world.papers["paman"] = taken_home(world, a, [world.kept["missing_south"]], "keluarga", "").id
    exchange(world)


def _february_is_closed(world: World) -> None:
    world.kept["february"] = world.do(world.a.office, closing.close_period, FEBRUARY)
    exchange(world)


def _everybody_tells_the_centre(world: World) -> None:
    """B drives to the centre with every stick that was lost, the last first, one twice; the offices send theirs."""
    last: list[Path] = world.b.fills(world.stick)
    ingested(world, [*last, *reversed([*world.a.sticks, *world.b.sticks]), *last])
    for office in world.offices.values():
        ingested(world, Desk(office).fills(world.stick))
