"""2. The policy: may it come back, on what terms, and why? Pure: facts in, decision out."""
