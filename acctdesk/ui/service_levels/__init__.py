"""Service levels: gauges, the detail behind each of them, and the forms that set them up."""
