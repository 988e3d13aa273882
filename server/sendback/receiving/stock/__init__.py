"""What lies where: a ledger of moves, and beside it the level that they add up to."""
