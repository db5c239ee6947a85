"""The trash: what was deleted, and how it comes back."""
