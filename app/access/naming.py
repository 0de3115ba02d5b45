"""Who a desk or a user is, by the ids that journals carry: for “sudah diperiksa di Loket B, Rahma, 21.14”."""

from dataclasses import dataclass

from sqlmodel import select

from app.access.records import Device, User
from app.store.work import Reading


def desk_letters(r: Reading) -> dict[str, str]:
    """Device id → letter of every desk known here, revoked ones included."""
    return {desk.id: desk.letter for desk in r.all(select(Device))}


def desk_names(r: Reading) -> dict[str, str]:
    """Device id → letter and name of every desk known here: “A (Dermaga)”."""
    return {desk.id: f"{desk.letter} ({desk.name})" for desk in r.all(select(Device))}


def user_names(r: Reading) -> dict[str, str]:
    """User id → name of everybody who ever had an account here."""
    return {user.id: user.name for user in r.all(select(User))}


@dataclass(frozen=True)
class UserCard:
    """How papers name somebody with an account here."""

    id: str
    name: str
    title: str
    nip: str
    rank: str
    active: bool
    roles: frozenset[str] = frozenset()


def user_cards(r: Reading) -> dict[str, UserCard]:
    """User id → how papers name him, for everybody who ever had an account here."""
    return {
        user.id: UserCard(
            user.id, user.name, user.title, user.nip, user.rank, user.active and not user.void_reason,
            frozenset(user.roles),
        )
        for user in r.all(select(User))
    }  # fmt: skip
