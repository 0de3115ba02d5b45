"""What a head told in the interview, as plain values that screens and papers show."""

from dataclasses import dataclass, field
from typing import Any

JOURNEY = ("left_year", "left_way", "route", "recruiter", "cost", "work_place", "occupation", "employer", "duration")
"""The fields of the way abroad and the work there."""


@dataclass(frozen=True)
class Answer:
    """What somebody said when asked for consent; `guardian` answered for a child."""

    kind: str
    given: bool
    reason: str | None = None
    guardian: str | None = None


@dataclass(frozen=True)
class Told:
    """What a head told in the interview; `confided` counts the sealed notes, whose content nobody here can read."""

    journey: dict[str, Any] = field(default_factory=dict)
    vulnerable: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    confided: int = 0
