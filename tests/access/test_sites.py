"""Settings of the post and the people who sign its papers."""

from dataclasses import replace

import pytest

from app.access.people import PersonDraft
from app.access.records import Site
from app.access.sites import (
    SignatoryDraft,
    add_signatory,
    change_signatory,
    list_signatories,
    retire_signatory,
    signatory,
    update_site,
)
from app.access.unlock import unlock
from app.access.users import add_user
from app.kernel.errors import UserError
from tests.helpers.offices import CLERK, SampleSite


def test_settings_are_kept(site: SampleSite) -> None:
    with site.kepala() as office:
        head = ("PEMERINTAH KABUPATEN NUNUKAN", "DINAS SOSIAL")
        changed = replace(office.site, zone="WIB", letterhead=head, phone="0556-21000", name=" Debarkasi  Nunukan II ")
        assert update_site(office, changed).name == "Debarkasi Nunukan II"
        with office.write("test.zone") as w:
            assert w.zone == "WIB"
    with site.kepala() as office:
        assert (office.site.zone, office.site.letterhead, office.site.phone) == ("WIB", head, "0556-21000")
        assert office.vault("general").author is not None
        assert office.desk.zone == "WIB"


def test_code_and_kind_stay_as_they_were_set_up(site: SampleSite) -> None:
    with site.kepala() as office:
        update_site(office, replace(office.site, code="XXX", kind="transit"))
        assert (office.site.code, office.site.kind) == ("NNK", "entry")


def test_wrong_settings_are_refused(site: SampleSite) -> None:
    with site.kepala() as office:
        for wrong in ({"zone": "UTC"}, {"day_start_minutes": -1}, {"name": " "}):
            with pytest.raises(UserError):
                update_site(office, replace(office.site, **wrong))
        assert office.site.zone == "WITA"


def test_only_kepala_changes_settings(site: SampleSite) -> None:
    with site.kepala() as office:
        add_user(office, PersonDraft("budi", "Budi", frozenset({"satgas"})), CLERK)
    with unlock(site.home, "budi", CLERK, site.clock) as office, pytest.raises(UserError, match=r"access\.denied"):
        update_site(office, replace(office.site, name="Lain"))


def test_signatories_come_change_and_go(site: SampleSite) -> None:
    with site.kepala() as office:
        with office.write("access.signatory") as w:
            draft = SignatoryDraft(
                "Drs. H. Amin", nip="19700101 199503 1 001", position="Kepala Dinas", capacity="a.n."
            )
            added = add_signatory(w, draft)
            add_signatory(w, SignatoryDraft("Ani"))
        with office.write("access.signatory") as w:
            change_signatory(w, added.id, replace(draft, capacity="Plt."))
        with office.read() as r:
            assert [one.name for one in list_signatories(r)] == ["Ani", "Drs. H. Amin"]
            assert signatory(r, added.id).capacity == "Plt."
        with office.write("access.signatory") as w:
            retire_signatory(w, added.id)
        with office.read() as r:
            assert [one.name for one in list_signatories(r)] == ["Ani"]
            assert signatory(r, added.id).name == "Drs. H. Amin"
        with pytest.raises(UserError, match=r"access\.signatory"), office.write("access.signatory") as w:
            add_signatory(w, SignatoryDraft("X", capacity="p.p."))


def test_the_zone_that_another_desk_set_is_spoken_as_soon_as_it_is_known(site: SampleSite) -> None:
    with site.kepala() as office:
        with office.write("test.merged") as w:  # as a bundle brings it: the row, and nothing of this desk
            w.update(w.need(Site, office.site.id), zone="WIT")
        office.refresh()
        with office.write("test.zone") as w:
            assert w.zone == "WIT"
        assert (office.site.zone, office.desk.zone) == ("WIT", "WIT")
