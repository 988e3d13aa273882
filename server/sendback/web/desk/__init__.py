"""The desk: where the shop's people see returns and decide them. Works without script."""
