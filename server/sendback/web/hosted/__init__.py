"""The hosted page: the whole way from order to label without a line of script."""
