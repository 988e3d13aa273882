"""Two engines, one way to speak to them: plain SQL with named values, in transactions that are durable when they return."""
