"""Lists on paper: the lines to print, how they are laid out, the preview, PDF and pictures."""
