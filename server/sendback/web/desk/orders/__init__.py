"""Orders at the desk: the list, one order, files of them, and the systems that tell of them."""
