"""The stakeholder map: one study of it, seen as org chart, power/interest grid, outline, matrix."""
