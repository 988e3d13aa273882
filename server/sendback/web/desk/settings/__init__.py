"""The settings at the desk: where each is, those that have no page of their own, and what was changed."""
