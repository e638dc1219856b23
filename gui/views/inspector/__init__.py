"""The pane on the right: one claim, who said it, and the check of it."""
