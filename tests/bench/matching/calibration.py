"""Whether the score is the probability it claims to be: predicted against observed, and the Brier score."""

from statistics import mean

from app.matching.pairing import match_lists
from tests.bench.matching.generate import Lists

_EDGES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97, 0.99, 0.999, 1.01)


class Calibration:
    """Collects (score, whether the named line was right); who has no line or is written down twice is left out."""

    def __init__(self) -> None:
        self.seen: list[tuple[float, bool]] = []

    def add(self, lists: Lists) -> None:
        """One more pair of lists."""
        for pairing, line in zip(match_lists(lists.manifest, lists.arrivals), lists.truth, strict=True):
            twice = pairing.arrival_row - 1 in lists.repeats or "ganda" in pairing.why
            if pairing.manifest_row is not None and not twice:
                self.seen.append((pairing.score, pairing.manifest_row - 1 == line))

    @property
    def brier(self) -> float:
        """Mean square of what the score was off by."""
        return mean((score - right) ** 2 for score, right in self.seen)

    def show(self) -> None:
        """Print the table."""
        print(f"score as a probability, Brier {self.brier:.4f}: said, seen, of so many")
        low = 0.0
        for high in _EDGES:
            within = [one for one in self.seen if low <= one[0] < high]
            if within:
                said, seen = (mean(values) for values in zip(*within, strict=True))
                print(f"  {low:5.3f} to {min(high, 1.0):5.3f}   {said:.4f}  {seen:.4f}  {len(within)}")
            low = high
