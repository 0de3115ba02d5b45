"""People of the sample site, written and changed at one desk or another."""

from sqlmodel import select

from app.access.office import Office
from app.registration.heads import NewHead, Who, arrive
from app.registration.position import position
from app.registration.records import Person
from app.store.rebuild import content_digest


def received(office: Office, *names: str) -> None:
    """These people arrived at this desk."""
    with office.write("registration.arrive") as w:
        for name in names:
            arrive(w, NewHead(head_class="LD"), Who(name, sex="L"))


def change(office: Office, who: str, **values: object) -> None:
    """What one desk wrote about a person."""
    with office.write("registration.save") as w:
        w.update(w.all(select(Person).where(Person.name == who))[0], **values)


def person(office: Office, who: str) -> Person:
    with office.read() as r:
        return r.all(select(Person).where(Person.name == who))[0]


def names(office: Office) -> list[str]:
    with office.read() as r:
        return sorted(one.name for one in r.all(select(Person)))


def present(office: Office) -> int:
    """How many heads are here, from the ledger."""
    with office.read() as r:
        return len(r.rows(select(position.c.stay).where(position.c.account == "hadir")))


def content(office: Office) -> str:
    with office.read() as r:
        return content_digest(r.connection, "general")
