"""The first page of the desk: what needs somebody, what is on its way, the last thirty days."""
