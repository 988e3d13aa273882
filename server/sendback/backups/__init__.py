"""Backups: taken while everything goes on, proved before they replace anything."""
