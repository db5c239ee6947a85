"""The pane that shows and edits what is selected in a list."""
