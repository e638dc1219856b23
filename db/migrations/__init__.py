"""Desk versions: each migration in `versions` brings a desk one version up; its revision is that number."""

NEWEST = 14
"""The desk version this program writes: the number of the newest migration."""
