"""The dock at the desk: devices that scan, workers and their PINs, other shops, what is held."""
