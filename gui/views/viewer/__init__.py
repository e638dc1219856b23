"""Kept copies, shown, and the passage that is to be evidence."""
