"""6. The paper: what goes on the box and into it, drawn from values alone, the same bytes every time."""
