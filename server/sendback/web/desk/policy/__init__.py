"""The policy at the desk: its rules in plain words and as text, tried out, in every version, and what shoppers choose from."""
