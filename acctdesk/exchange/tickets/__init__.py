"""Tickets: what service desks export, one row a ticket or one row an event."""
