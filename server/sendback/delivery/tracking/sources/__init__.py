"""Who tells of boxes by itself: how each signs what it sends, and what its words mean."""
