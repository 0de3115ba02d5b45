"""Days of care between the quay and the way home: rooms and beds, presence, meals, aid and stock."""
