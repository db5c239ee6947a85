"""Erasing a person for good, and the export of all that is held on them."""
