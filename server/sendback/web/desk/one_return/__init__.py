"""The page of one return: what is next, what comes and came, what happened, and everything that can be done there."""
