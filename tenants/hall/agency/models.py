"""Whole-course agency: consent, stations, limits; and the fees a hall may record."""
