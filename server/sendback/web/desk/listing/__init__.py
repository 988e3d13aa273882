"""The list of returns: searched, filtered, in order, and done with many at once."""
