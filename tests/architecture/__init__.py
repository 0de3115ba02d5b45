"""What keeps the tree the map of the business: boundaries, sizes, wording, texts and shipped files."""
