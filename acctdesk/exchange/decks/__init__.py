"""A client's deck as files: slides to be edited, pages, numbers."""
