"""The first minutes: three ways to begin, and who one is."""
