"""What the state has fixed and we only look up: regions, dated labels, enumerations, words, institutions."""
