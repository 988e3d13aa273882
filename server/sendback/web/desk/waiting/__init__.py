"""The queue of the desk: everything that waits for a decision, decided where it stands, one by one or many at once."""
