"""The desk's page of what does not move on."""
