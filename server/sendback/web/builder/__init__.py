"""For the shop's owner: the three steps that end in a tag to paste."""
