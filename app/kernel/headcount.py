"""The four classes everyone on the pier counts in: LD, PD, AL, AP."""

from collections.abc import Iterable
from dataclasses import dataclass

CLASSES = ("LD", "PD", "AL", "AP")


@dataclass(frozen=True)
class HeadCount:
    """Heads by class; `unknown` are heads whose sex is not yet recorded."""

    adult_male: int = 0
    adult_female: int = 0
    boys: int = 0
    girls: int = 0
    unknown: int = 0

    @classmethod
    def of_classes(cls, classes: Iterable[str | None]) -> "HeadCount":
        """Count class codes; anything else counts as unknown."""
        seen = list(classes)
        known = {code: seen.count(code) for code in CLASSES}
        unknown = len(seen) - sum(known.values())
        return cls(known["LD"], known["PD"], known["AL"], known["AP"], unknown)

    def by_class(self) -> dict[str, int]:
        """Heads under LD, PD, AL, AP."""
        return dict(zip(CLASSES, (self.adult_male, self.adult_female, self.boys, self.girls), strict=True))

    @property
    def total(self) -> int:
        """All heads, unknown included."""
        return self.adult_male + self.adult_female + self.boys + self.girls + self.unknown

    def __add__(self, other: "HeadCount") -> "HeadCount":
        return HeadCount(
            self.adult_male + other.adult_male,
            self.adult_female + other.adult_female,
            self.boys + other.boys,
            self.girls + other.girls,
            self.unknown + other.unknown,
        )

    def __neg__(self) -> "HeadCount":
        return HeadCount(-self.adult_male, -self.adult_female, -self.boys, -self.girls, -self.unknown)

    def __sub__(self, other: "HeadCount") -> "HeadCount":
        return self + -other

    def __str__(self) -> str:
        parts = [f"{code} {count}" for code, count in self.by_class().items()]
        return " · ".join([*parts, f"? {self.unknown}"] if self.unknown else parts)


def head_class(sex: str | None, child: bool) -> str | None:
    """LD, PD, AL or AP for a sex (L or P); None while the sex is unknown."""
    return {("L", False): "LD", ("P", False): "PD", ("L", True): "AL", ("P", True): "AP"}.get((sex or "", child))
