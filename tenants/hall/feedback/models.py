"""Ratings of finished cases, and what became of the bad ones."""
