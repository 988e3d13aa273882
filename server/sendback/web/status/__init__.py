"""The shopper's view of a return: where it stands, what comes next, and its paper, by a secret link alone."""
