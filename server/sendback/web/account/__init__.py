"""What is a person's own: their name, what they sign in with, where they are signed in."""
