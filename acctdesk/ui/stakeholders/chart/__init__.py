"""The org chart as an editor: cards, lines, and every gesture on them by mouse and by keyboard."""
