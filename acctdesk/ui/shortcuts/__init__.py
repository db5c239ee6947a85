"""The page of keyboard shortcuts: what there is, and other keys for those who want them."""
