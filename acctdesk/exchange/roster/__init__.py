"""Rosters: lists of accounts and people that come in from files."""
