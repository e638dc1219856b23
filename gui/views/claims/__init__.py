"""The list of claims with its chips."""
