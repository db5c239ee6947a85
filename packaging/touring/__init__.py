"""The stops of the tour, and its camera; see packaging/tour.py."""
