"""The screens of Keberangkatan: sorting and departures, and one departure with its people, way, gangway and papers."""
