"""Duplicates: pairs that may be the same, side by side, and one record made of two."""
