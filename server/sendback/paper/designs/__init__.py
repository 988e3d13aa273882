"""The designs that come with Sendback: one module a kind of paper, which lays it out for every sheet it is made for."""
