"""Handing accounts to a colleague and taking them back: what goes along, and how it is merged."""
