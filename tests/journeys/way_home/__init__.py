"""The journey of 520 people from three ships to their doors: who they are, who carries them, and what happens."""
