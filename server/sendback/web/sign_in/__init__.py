"""The way in for people: sign-in, one-time links, the way back in, proof that somebody is there, the shop they are at."""
