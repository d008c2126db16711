"""Sheets as scanners leave them, and how well such pictures are read."""
