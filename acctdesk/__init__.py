"""AcctDesk: the desktop application of an account manager."""

__version__ = "0.1.0"
