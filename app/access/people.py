"""What is asked about a person who gets an account, and his row."""

from dataclasses import dataclass, replace

from app.access.records import User
from app.access.rules import check_roles, clean_login, clean_name


@dataclass(frozen=True)
class PersonDraft:
    """A person who gets an account; `title`, `nip` and `rank` are for papers he signs."""

    login: str
    name: str
    roles: frozenset[str] = frozenset()
    title: str = ""
    nip: str = ""
    rank: str = ""

    def checked(self) -> "PersonDraft":
        """The draft in its clean form; UserError for what cannot be an account."""
        login, name = clean_login(self.login), clean_name(self.name)
        return replace(self, login=login, name=name, roles=check_roles(self.roles))

    def row(self, user_id: str) -> User:
        """The user row of this person."""
        return User(
            id=user_id,
            login=self.login,
            name=self.name,
            title=self.title,
            nip=self.nip,
            rank=self.rank,
            roles=sorted(self.roles),
        )
