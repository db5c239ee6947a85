"""What it means: calculations on plain values, without database, window or clock."""
