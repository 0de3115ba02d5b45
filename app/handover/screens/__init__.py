"""The screens of Serah terima: all papers, a new one from people to print, one paper, authenticity, blank papers."""
