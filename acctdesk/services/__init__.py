"""What one can do: commands and queries, one module per aggregate."""
