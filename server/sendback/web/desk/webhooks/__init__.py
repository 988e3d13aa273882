"""Webhooks at the desk: who is told, how they do, what was sent and answered."""
