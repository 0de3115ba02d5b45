"""Figures across the slices, read only: each number with the names or rows behind it; screen, paper and workbook."""
