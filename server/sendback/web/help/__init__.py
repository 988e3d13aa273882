"""The help: the pages of docs/ that owners and agents read, shown in the app."""
