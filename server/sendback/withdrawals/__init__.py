"""4. The withdrawal: a consumer takes the contract back, which is heard and confirmed, never judged."""
