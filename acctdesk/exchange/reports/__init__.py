"""Reports for a client, written from what was released and from nothing else."""
