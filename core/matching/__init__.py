"""What belongs to what: a quotation and the passage of a source that it was taken from."""
