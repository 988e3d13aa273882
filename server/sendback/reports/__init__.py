"""What came back, as rows to take along."""
