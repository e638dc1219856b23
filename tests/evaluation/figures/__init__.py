"""Figures marked by hand, and how much of them the pipeline reads right."""
