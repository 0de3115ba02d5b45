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
    """What a head told in the interview; of sealed notes, which nobody here can read, only how many and for whom."""

    journey: dict[str, Any] = field(default_factory=dict)
    vulnerable: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    for_social_workers: int = 0
    for_health: int = 0
