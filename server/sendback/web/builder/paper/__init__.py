"""The designer: what stands where on the shop's own paper, drawn as it will be printed."""
