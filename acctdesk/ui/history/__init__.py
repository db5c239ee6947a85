"""The history of everything: found again, taken back in parts, exported."""
