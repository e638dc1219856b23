"""What stands around the panes: header, status strip, notices, palette."""
