"""The exports and messages of shop systems that are recognised by themselves, each in a file of its own."""
