"""Questions that are answered in a window of their own."""
