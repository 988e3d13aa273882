"""How one installation is set: from the environment, over `sendback.toml`, over defaults."""
