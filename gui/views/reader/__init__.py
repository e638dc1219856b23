"""The article as a reader would see it, with its mentions marked."""
